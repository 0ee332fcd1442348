internal import Content
internal import Dates
internal import Digests
internal import Pictures
internal import SiteModel

/// The digests of the parts that outputs show of each document, one digest for each way of showing it, so that a change
/// of other parts does not affect the outputs.
struct DocumentDigests: Sendable {
  /// The addresses of documents' pages.
  let addresses: [Digest]
  /// The digests of titles and addresses, which most neighbours show.
  let links: [Digest]
  /// The digests of the parts that lists show, without the names of tags, authors and branches, the position in the
  /// series, and changes that depend on time alone.
  let entries: [Digest]
  /// The digests of the parts that feeds and calendars show besides the text.
  let items: [Digest]
  /// The digests of texts and of the targets of their links.
  let texts: [Digest]
  /// The dates of last changes, which are gathered in the same pass.
  let changes: [Moment?]
  let groups: GroupDigests
  private let phases: [Phases]

  init(_ site: Site, _ inputs: Inputs, _ options: BuildOptions) {
    let groups = GroupDigests(site)
    let now = options.now
    let documents = site.documents
    let runs = Runs(count: documents.count, jobs: options.jobs)
    let found = runs.map { run in
      var parts = DigestBuilder()
      return (
        addresses: documents[run].map { Digest(of: $0.address.path) },
        digests: documents[run].map { groups.digests(of: $0, &parts) },
        phases: documents[run].map { Phases($0, now) },
        changes: documents[run].map(\.changed)
      )
    }
    let addresses = found.flatMap(\.addresses)
    self.groups = groups
    self.addresses = addresses
    links = found.flatMap { $0.digests.map(\.link) }
    entries = found.flatMap { $0.digests.map(\.entry) }
    items = found.flatMap { $0.digests.map(\.item) }
    phases = found.flatMap(\.phases)
    changes = found.flatMap(\.changes)
    texts = runs.map { run in
      var parts = DigestBuilder()
      return documents[run].map { document in
        parts.add(document.parsed.facts.body)
        parts.add(site.config.trustsHTML(in: document.parsed.path))
        parts.add(document.references.links, of: site, inputs: inputs, addresses)
        return parts.digest()
      }
    }.flatMap(\.self)
  }

  /// Adds the parts of a document that are shown, by its index.
  func add(_ index: Int, _ shown: ShownParts, of site: Site, to parts: inout DigestBuilder) {
    if shown.contains(.entry) {
      parts.add(entries[index])
    } else if shown.contains(.link) {
      parts.add(links[index])
    }
    let told = Phases(shownBy: shown)
    if !told.isEmpty { parts.add(Int(phases[index].intersection(told).rawValue)) }
    if shown.isDisjoint(with: [.author, .branch, .tags, .position, .total]) { return }
    let document = site.documents[index]
    if shown.contains(.author) { groups.addAuthors(of: document, to: &parts) }
    if shown.contains(.branch) { parts.add(groups.branch(of: document)) }
    if shown.contains(.tags) { groups.addTags(of: document, to: &parts) }
    if shown.contains(.position) { parts.add(document.position) }
    if shown.contains(.total) {
      parts.add(document.column.map { site.columns[$0].documents.count })
    }
  }
}

/// The states of a document, and of its position, that depend on time.
private struct Phases: OptionSet, Sendable {
  let rawValue: UInt8

  static let pinned = Phases(rawValue: 1)
  static let expired = Phases(rawValue: 2)
  static let publicityUpcoming = Phases(rawValue: 4)
  static let publicityOver = Phases(rawValue: 8)
  static let eventOver = Phases(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The states that affect the parts shown.
  init(shownBy shown: ShownParts) {
    self = []
    if shown.contains(.pinned) { insert(.pinned) }
    if shown.contains(.times) { formUnion([.expired, .publicityUpcoming, .publicityOver]) }
    if shown.contains(.ended) { insert(.eventOver) }
  }

  init(_ document: Document, _ now: Moment) {
    self = document.parsed.isPinned(at: now) ? .pinned : []
    guard case .notice(let notice) = document.parsed.details else { return }
    if document.parsed.hasExpired(at: now) { insert(.expired) }
    if let publicity = notice.publicity {
      if now < publicity.from { insert(.publicityUpcoming) }
      if now > publicity.until.end { insert(.publicityOver) }
    }
    if let event = notice.event, now > (event.end ?? event.start).end { insert(.eventOver) }
  }
}

/// Runs of documents that cores take one after the other.
private struct Runs {
  let count: Int
  let jobs: Int

  func map<Result: Sendable>(_ transform: @Sendable (Range<Int>) -> Result) -> [Result] {
    let size = 64
    return parallelMap(count: (count + size - 1) / size, jobs: jobs) { run in
      transform(run * size..<min((run + 1) * size, count))
    }
  }
}

/// The digests that documents of one group have in common, each made once: adding a tag's name for each of its
/// documents would have all cores count references to it.
struct GroupDigests: Sendable {
  private let sections: [Digest]
  private let columns: [Digest]
  private let tags: [Digest]
  private let authors: [Digest]
  /// The digests of the names and addresses of branches.
  let branches: [Digest]
  private let renditions: SiteRenditions

  init(_ site: Site) {
    renditions = site.renditions
    var parts = DigestBuilder()
    func digests<Group>(
      of groups: [Group], _ add: (Group, inout DigestBuilder) -> Void
    ) -> [Digest] {
      groups.map {
        add($0, &parts)
        return parts.digest()
      }
    }
    sections = digests(of: site.sections) { $1.add($0.address.path) }
    columns = digests(of: site.columns) { $1.add($0.title, $0.address) }
    tags = digests(of: site.tags) { $1.add($0.title, $0.address) }
    authors = digests(of: site.authors) { $1.add($0.title, $0.address) }
    branches = digests(of: site.branches) {
      $1.add($0.name, site.documents[$0.document].address)
    }
  }

  fileprivate func digests(
    of document: Document, _ parts: inout DigestBuilder
  ) -> (link: Digest, entry: Digest, item: Digest) {
    parts.add(document.markedTitle, document.address)
    let link = parts.digest()
    parts.add(document.parsed.entry)
    parts.add(link)
    parts.add(document.standing)
    parts.addPictures(of: document, renditions)
    let shown = parts.digest()
    parts.add(shown)
    parts.add(document.section.map { sections[$0] })
    parts.add(document.column.map { columns[$0] })
    let entry = parts.digest()
    parts.add(shown)
    parts.add(document.id)
    // A document with an author is shown with the author rather than with its branch.
    addAuthors(of: document, to: &parts)
    parts.add(document.authors.isEmpty ? branch(of: document) : nil)
    addTags(of: document, to: &parts)
    return (link, entry, parts.digest())
  }

  fileprivate func addAuthors(of document: Document, to parts: inout DigestBuilder) {
    parts.add(document.authors.count)
    for author in document.authors { parts.add(authors[author]) }
  }

  fileprivate func branch(of document: Document) -> Digest? { document.branch.map { branches[$0] } }

  fileprivate func addTags(of document: Document, to parts: inout DigestBuilder) {
    parts.add(document.tags.count)
    for tag in document.tags { parts.add(tags[tag]) }
  }
}

extension DigestBuilder {
  fileprivate mutating func add(_ digest: Digest?) {
    add(digest != nil)
    if let digest { add(digest) }
  }

  mutating func add(_ name: String, _ address: Address) {
    add(name)
    add(address.path)
  }

  /// Adds the people who answer for a document's text, whom only its page shows.
  mutating func add(signaturesOf header: Header) {
    add(header.editor)
    add(header.reviewers?.first)
    add(header.reviewers?.second)
    add(header.reviewers?.last)
  }

  /// Adds the reasons why a document no longer holds.
  fileprivate mutating func add(_ standing: Standing?) {
    add(standing != nil)
    guard let standing else { return }
    add(standing.withdrawal != nil)
    add(standing.since?.seconds)
    add(standing.since?.hasTime ?? false)
    add(standing.successors.count)
    for notice in standing.successors {
      add(notice.title, notice.address)
      add(notice.number)
    }
  }

  /// Adds the fields of a notice's official form, which only its own page shows.
  mutating func add(officialFormOf details: Details) {
    guard case .notice(let notice) = details else { return }
    add(notice.form == .letter)
    add(notice.hasSeal)
    add(notice.copies.count)
    for copy in notice.copies { add(copy) }
    add(notice.imprint?.office)
    add(notice.imprint?.date?.seconds ?? 0)
    add(notice.imprint?.date != nil)
  }

  /// Adds a correction.
  mutating func add(_ reissue: Reissue) {
    add(reissue.date.seconds)
    add(reissue.date.hasTime)
    add(reissue.reason)
  }

  /// Adds the targets of links, with the properties of files that pages show.
  mutating func add(
    _ links: [ResolvedLink], of site: Site, inputs: Inputs, _ addresses: [Digest]
  ) {
    add(links.count)
    for index in links.indices {
      add(links[index].suffix)
      switch links[index].target {
      case .document(let document):
        add(0)
        add(addresses[document])
      case .asset(let asset):
        add(1)
        add(site.assetAddresses[asset].path)
        add(site.copies.size(of: asset))
        add(site.pictures[asset]?.size?.width)
        add(site.pictures[asset]?.size?.height)
        site.renditions[asset]?.add(to: &self)
      case .page(let address):
        add(2)
        add(address.path)
      case .asWritten: break
      }
    }
  }

  fileprivate mutating func addPictures(of document: Document, _ renditions: SiteRenditions) {
    let references = document.references
    if references === References.none { return }
    add(references.cover != nil)
    for picture in (references.cover.map { [$0] } ?? []) + references.photos {
      add(picture.caption ?? "", picture.address)
      add(picture.size?.width)
      add(picture.size?.height)
      add(picture.bytes)
      renditions[picture.asset]?.add(to: &self)
      guard let poster = picture.poster else { continue }
      add(poster.address.path)
      renditions[poster.asset]?.add(to: &self)
    }
    for attachment in references.attachments {
      add(attachment.title, attachment.address)
      add(attachment.size)
    }
  }
}
