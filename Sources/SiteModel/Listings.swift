internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter

/// Gathers the tags and the authors. Names that give the same address are one, spelt as in the first document that has
/// it.
func formListings(
  _ all: inout Collections, _ sources: SourcePlaces, jobs: Int, _ diagnostics: inout [Diagnostic]
) {
  let (documents, newest, keys) = (all.documents, all.newest, all.keys)
  let (tags, authors) = both(
    jobs: jobs,
    { gather(keys.tags, newest, below: "tags/") { documents[$0].parsed.header.tags[$1] } },
    {
      gather(keys.authors, newest, below: "authors/") { index, _ in
        documents[index].parsed.header.author ?? emptyField
      }
    })
  for (document, tag) in tags.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-tag", at: sources.place(documents[document].parsed.path, tag.range),
        Message("标签里没有文字", "the tag has no letters or figures"),
        suggestion: Message("写一个词，例如“学习”", "write a word")))
  }
  for (document, author) in authors.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-author", at: sources.place(documents[document].parsed.path, author.range),
        Message("作者里没有文字", "the author has no letters or figures"),
        suggestion: Message("写作者的姓名或单位名称", "write a person's or a body's name")))
  }
  all.tags = tags.listings
  all.authors = authors.listings
  for index in all.documents.indices {
    all.documents[index].tags = keys.tags[index].compactMap { tags.ofName[$0] }
    all.documents[index].author = keys.authors[index].first.flatMap { authors.ofName[$0] }
  }
}

/// Groups of documents by the names that they give.
private struct Groups: Sendable {
  var listings: [Listing] = []
  /// The group of each name that a document gives; nil where the document is already in the group or the name cannot
  /// form an address.
  var ofName: [Int?] = []
  /// The names that contain nothing of which an address could be made.
  var unusable: [(document: Int, name: Field<String>)] = []
}

/// Groups documents by the names that they give. The groups are sorted by their numbers of documents, the largest
/// first, then by address.
private func gather(
  _ names: DocumentKeys.Names, _ newest: [Int], below folder: String,
  _ name: (_ document: Int, _ number: Int) -> Field<String>
) -> Groups {
  var groups = Groups()
  groups.ofName.reserveCapacity(names.digests.count)
  var listings: [Listing] = []
  var listingOfSegment: [String: Int] = [:]
  // The same few names occur again and again.
  var known = DigestSet()
  var listingOfName: [Int?] = []
  func listing(named name: String) -> Int? {
    let segment = nameSegment(name)
    if segment.isEmpty { return nil }
    if let known = listingOfSegment[segment] { return known }
    listingOfSegment[segment] = listings.count
    listings.append(Listing(title: name, address: Address(path: "\(folder)\(segment)/")))
    return listings.count - 1
  }
  for document in 0..<names.count {
    let range = names[document]
    for index in range {
      let (number, isNew) = known.insert(names.digests[index])
      if isNew {
        listingOfName.append(listing(named: name(document, index - range.lowerBound).value))
      }
      let found = listingOfName[number]
      if found == nil {
        groups.unusable.append((document, name(document, index - range.lowerBound)))
      }
      let isThere = groups.ofName[range.lowerBound...].contains(found)
      groups.ofName.append(isThere ? nil : found)
    }
  }
  for document in newest {
    for index in names[document] {
      if let listing = groups.ofName[index] { listings[listing].documents.append(document) }
    }
  }
  let order = listings.indices.sorted { comesFirst(listings[$0], listings[$1]) }
  var rank = [Int](repeating: 0, count: order.count)
  for (position, listing) in order.enumerated() { rank[listing] = position }
  groups.ofName = groups.ofName.map { $0.map { rank[$0] } }
  groups.listings = order.map { listings[$0] }
  return groups
}

private func comesFirst(_ a: Listing, _ b: Listing) -> Bool {
  if a.documents.count != b.documents.count { return a.documents.count > b.documents.count }
  return precedes(a.address.path, b.address.path)
}

/// A name as a segment of an address: ASCII letters in lower case, and a dash in place of characters that an address
/// may not contain.
private func nameSegment(_ name: String) -> String {
  var segment = String.UnicodeScalarView()
  for scalar in name.unicodeScalars.prefix(40) {
    switch scalar.value {
    case 0x41...0x5A: segment.append(Unicode.Scalar(UInt8(scalar.value + 32)))
    case 0x30...0x39, 0x61...0x7A, 0x5F, 0x2B, 0xA0...: segment.append(scalar)
    default: if segment.last != "-", !segment.isEmpty { segment.append("-") }
    }
  }
  while segment.last == "-" { segment.removeLast() }
  return String(segment)
}
