internal import Dates
internal import Digests

// The digests that many fingerprints are made of, each made once.

/// What lists show of a document, and its neighbours, and feeds besides its text.
func entryDigest(
  _ index: Int, _ site: Site, _ now: Moment, _ parts: inout Ingredients
) -> Digest {
  let document = site.documents[index]
  parts.add(document.parsed.entry)
  parts.add(document.parsed.path)
  parts.add(document.address.path)
  if let section = document.section {
    parts.add(section)
    parts.add(site.sections[section].address.path)
  }
  for tag in document.tags { parts.add(site.tags[tag].title, site.tags[tag].address) }
  if let author = document.author {
    parts.add(site.authors[author].title, site.authors[author].address)
  }
  if let branch = document.branch {
    parts.add(
      site.branches[branch].name, site.documents[site.branches[branch].document].address)
  }
  if let column = document.column {
    parts.add(site.columns[column].title, site.columns[column].address)
    parts.add(document.position)
    parts.add(site.columns[column].documents.count)
  }
  addPictures(of: document, &parts)
  addTimes(of: document, now, &parts)
  return parts.digest()
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
  for group in site.feedGroups { parts.add(group.feeds.count) }
  for calendar in site.calendars { parts.add(calendar.title, calendar.address) }
  return parts.digest()
}
