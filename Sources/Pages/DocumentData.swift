internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

/// A maker of the objects that lists and pages share; the object of each document is made once.
final class DocumentData: Sendable {
  let site: Site
  let make: ValueFactory
  let now: Moment
  /// The links to sections, columns, tags, authors and branches, by index.
  let sectionLinks: SharedObjects
  let columnLinks: SharedObjects
  let tagLinks: SharedObjects
  let authorLinks: SharedObjects
  let branchLinks: SharedObjects

  init(site: Site, make: ValueFactory, now: Moment, showsMost: Bool) {
    self.site = site
    self.make = make
    self.now = now
    sectionLinks = SharedObjects(count: site.sections.count, atOnce: showsMost) {
      make.link(site.sections[$0].config.title, site.sections[$0].address)
    }
    columnLinks = SharedObjects(count: site.columns.count, atOnce: showsMost) {
      make.link(site.columns[$0].title, site.columns[$0].address)
    }
    tagLinks = SharedObjects(count: site.tags.count, atOnce: showsMost) { make.link(site.tags[$0]) }
    authorLinks = SharedObjects(count: site.authors.count, atOnce: showsMost) {
      make.link(site.authors[$0])
    }
    branchLinks = SharedObjects(count: site.branches.count, atOnce: showsMost) {
      make.link(site.branches[$0].name, site.documents[site.branches[$0].document].address)
    }
  }

  func document(_ index: Int) -> Object {
    make.kinds.document(ShownDocument(document: site.documents[index], data: self))
  }

  /// The summary of the front matter, or else that of the text; nil where there is neither.
  func summary(of document: Document) -> String? {
    document.parsed.summary ?? document.parsed.facts.summary?.text
  }

  /// The date of the last change, nil if that is the day of publication.
  func updated(_ document: Document) -> Moment? {
    guard let updated = document.updated,
      updated.on(make.config.zone).date != document.date?.on(make.config.zone).date
    else { return nil }
    return updated
  }
}

extension Document {
  /// Whether the document's page shows its address as a QR code, as readers of notices and activities on paper need.
  var hasQRCode: Bool {
    parsed.header.hasQRCode ?? (parsed.kind == .notice || parsed.kind == .activity)
  }
}
