internal import Dates
internal import Mustache

/// Makes the objects that lists and pages share: each document's is built once.
final class DocumentData: Sendable {
  let site: Site
  let make: ValueFactory
  let now: Moment
  /// Links to sections, columns, tags, authors and branches, by index.
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
    let document = site.documents[index]
    return Object(
      make.shapes.document,
      [
        .text(document.parsed.header.title), make.address(document.address),
        make.url(document.address),
        .optional(summary(of: document)), .optional(document.date.map(make.date)),
        .optional(updated(document).map(make.date)),
        .optional(document.author.map { authorLinks[$0] }),
        .optional(document.branch.map { branchLinks[$0] }),
        .list(document.tags.map { .object(tagLinks[$0]) }),
        .bool(!document.tags.isEmpty), .bool(isPinned(document, now: now)),
        .optional(cover(of: document)), .optional(document.section.map { sectionLinks[$0] }),
        .optional(study(document)), .optional(notice(document)), .optional(activity(document)),
      ])
  }

  /// The front matter's summary, else the one that the body gives.
  func summary(of document: Document) -> String? {
    document.parsed.header.summary ?? document.parsed.facts.summary?.text
  }

  /// When it was last changed, if that is not the day on which it was published.
  func updated(_ document: Document) -> Moment? {
    guard let updated = document.parsed.header.updated,
      updated.on(make.config.zone).date != document.date?.on(make.config.zone).date
    else { return nil }
    return updated
  }

  /// An activity without a cover is shown by its first photograph.
  private func cover(of document: Document) -> Object? {
    (document.references.cover ?? document.references.photos.first).map {
      make.picture($0, alternative: document.parsed.header.title)
    }
  }

  private func study(_ document: Document) -> Object? {
    guard case .study(let study) = document.parsed.details, let column = document.column else {
      return nil
    }
    return Object(
      make.shapes.study,
      [
        .object(columnLinks[column]), .number(document.position + 1),
        .number(site.columns[column].documents.count),
        .optional(
          study.source.map {
            Object(make.shapes.source, [.text($0.title), .optional($0.url)])
          }),
        .bool(study.reading == .required), .bool(study.reading == .optional),
      ])
  }

  private func notice(_ document: Document) -> Object? {
    guard case .notice(let notice) = document.parsed.details else { return nil }
    return Object(
      make.shapes.notice,
      [
        .optional(notice.number), .optional(notice.issuer),
        .text(notice.recipients.joined(separator: make.words.separator)),
        .bool(!notice.recipients.isEmpty),
        .optional(notice.publicity.map(publicity)), .optional(notice.expires.map(make.date)),
        .bool(hasExpired(document, now: now)), .optional(event(of: document)),
        .list(document.references.attachments.map { .object(attachment($0)) }),
        .bool(!document.references.attachments.isEmpty),
      ])
  }

  private func publicity(_ period: NoticeDetails.Publicity) -> Object {
    let isUpcoming = now < period.from
    let hasEnded = now > period.until.end
    return Object(
      make.shapes.publicity,
      [
        .object(make.date(period.from)), .object(make.date(period.until)), .bool(isUpcoming),
        .bool(!isUpcoming && !hasEnded), .bool(hasEnded),
      ])
  }

  private func event(of document: Document) -> Object? {
    guard let event = document.event else { return nil }
    let zone = make.config.zone
    let isSameDay = event.end.map { $0.on(zone).date == event.start.on(zone).date } ?? true
    return Object(
      make.shapes.event,
      [
        .object(make.date(event.start)), .optional(event.end.map(make.date)), .bool(isSameDay),
        .optional(event.place), .bool(now > (event.end ?? event.start).end),
        .bool(event.isCancelled), .object(make.resource(document.eventAddress)),
      ])
  }

  private func attachment(_ attachment: Attachment) -> Object {
    Object(
      make.shapes.attachment,
      [
        .text(attachment.title), make.address(attachment.address), .text(attachment.typeName),
        .text(fileSize(attachment.size)),
      ])
  }

  private func activity(_ document: Document) -> Object? {
    guard case .activity(let activity) = document.parsed.details, let held = activity.held else {
      return nil
    }
    let title = document.parsed.header.title
    return Object(
      make.shapes.activity,
      [
        .object(make.date(held)), .optional(activity.place),
        .list(document.references.photos.map { .object(make.picture($0, alternative: title)) }),
        .bool(!document.references.photos.isEmpty), .number(document.references.photos.count),
      ])
  }
}
