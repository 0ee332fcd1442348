internal import Dates
internal import Digests

// The digests that many fingerprints are made of, each made once.

/// What documents of one group have in common, each made once: to add a tag's name for every document that
/// has it, all cores would have to agree on who holds the name.
struct GroupDigests: Sendable {
  private let sections: [Digest]
  private let columns: [Digest]
  private let tags: [Digest]
  private let authors: [Digest]
  private let branches: [Digest]

  init(_ site: Site) {
    var parts = Ingredients()
    func digests<Group>(
      of groups: [Group], _ add: (Group, inout Ingredients) -> Void
    ) -> [Digest] {
      groups.map {
        add($0, &parts)
        return parts.digest()
      }
    }
    sections = digests(of: site.sections) { $1.add($0.address.path) }
    columns = digests(of: site.columns) {
      $1.add($0.title, $0.address)
      $1.add($0.documents.count)
    }
    tags = digests(of: site.tags) { $1.add($0.title, $0.address) }
    authors = digests(of: site.authors) { $1.add($0.title, $0.address) }
    branches = digests(of: site.branches) {
      $1.add($0.name, site.documents[$0.document].address)
    }
  }

  /// What lists show of a document, and its neighbours, and feeds besides its text.
  func entryDigest(
    of document: Document, _ now: Moment, _ parts: inout Ingredients
  ) -> Digest {
    parts.add(document.parsed.entry)
    parts.add(document.parsed.path)
    parts.add(document.address.path)
    if let section = document.section {
      parts.add(section)
      parts.add(sections[section])
    }
    for tag in document.tags { parts.add(tags[tag]) }
    if let author = document.author { parts.add(authors[author]) }
    if let branch = document.branch { parts.add(branches[branch]) }
    if let column = document.column {
      parts.add(columns[column])
      parts.add(document.position)
    }
    addPictures(of: document, &parts)
    addTimes(of: document, now, &parts)
    return parts.digest()
  }
}

private func addPictures(of document: Document, _ parts: inout Ingredients) {
  for picture in (document.references.cover.map { [$0] } ?? []) + document.references.photos {
    parts.add(picture.caption ?? "", picture.address)
    parts.add(picture.size?.width)
    parts.add(picture.size?.height)
  }
  for attachment in document.references.attachments {
    parts.add(attachment.title, attachment.address)
    parts.add(attachment.size)
  }
}

/// What time alone changes.
private func addTimes(of document: Document, _ now: Moment, _ parts: inout Ingredients) {
  guard case .notice(let notice) = document.parsed.details else { return }
  parts.add(hasExpired(document, now: now))
  if let (from, until) = notice.publicity {
    parts.add(now < from)
    parts.add(now > until.end)
  }
  if let event = notice.event { parts.add(now > (event.end ?? event.start).end) }
}

extension Ingredients {
  fileprivate mutating func add(_ name: String, _ address: Address) {
    add(name)
    add(address.path)
  }
}

/// The words and addresses that every page is given.
func rootDigest(_ site: Site, _ templates: Templates, _ common: Digest) -> Digest {
  var parts = Ingredients()
  parts.add(common)
  for word in templates.words { parts.add(word) }
  for section in site.sections { parts.add(section.address.path) }
  for page in site.menuPages {
    parts.add(site.documents[page].parsed.header.title, site.documents[page].address)
  }
  parts.add(site.tags.isEmpty)
  parts.add(site.authors.isEmpty)
  parts.add(site.calendars.first?.address.path)
  parts.add(site.subscribePage.map { site.documents[$0].address.path })
  return parts.digest()
}

func feedsDigest(_ site: Site) -> Digest {
  var parts = Ingredients()
  for feed in site.feeds {
    parts.add(feed.title, feed.page)
    parts.add(feed.description)
  }
  for group in site.feedGroups {
    parts.add(group.kind.rawValue)
    parts.add(group.feeds.count)
  }
  for calendar in site.calendars { parts.add(calendar.title, calendar.address) }
  return parts.digest()
}
