internal import Diagnostics
internal import Digests
internal import FrontMatter

/// Gathers the tags and the authors; names that give the same address are one, spelt as it was
/// first met.
func formListings(
  _ all: inout Collections, _ sources: Sources, jobs: Int, _ diagnostics: inout [Diagnostic]
) {
  let (documents, newest) = (all.documents, all.newest)
  let (tags, authors) = both(
    jobs: jobs, { gather(documents, newest, below: "tags/", naming: { $0.header.tags }) },
    { gather(documents, newest, below: "authors/", naming: authors(of:)) })
  for (path, tag) in tags.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-tag", at: sources.place(path, tag.range),
        Message("标签里没有文字", "the tag has no letters or figures"),
        suggestion: Message("写一个词，例如“学习”", "write a word")))
  }
  for (path, author) in authors.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-author", at: sources.place(path, author.range),
        Message("作者里没有文字", "the author has no letters or figures"),
        suggestion: Message("写作者的姓名或单位名称", "write a person's or a body's name")))
  }
  all.tags = tags.listings
  all.authors = authors.listings
  for index in all.documents.indices {
    all.documents[index].tags = tags.ofDocument[index]
    all.documents[index].author = authors.ofDocument[index].first
  }
}

/// Documents by the names that they give.
private struct Groups: Sendable {
  var listings: [Listing] = []
  /// The groups of each document, in the order written.
  var ofDocument: [[Int]]
  /// Names without anything that an address could be made of.
  var unusable: [(path: String, name: Field<String>)] = []
}

private func authors(of document: ParsedDocument) -> [Field<String>] {
  document.header.author.map { [$0] } ?? []
}

/// Groups documents by the names that they give. The groups are sorted by how many documents they
/// have, then by address.
private func gather(
  _ documents: [Document], _ newest: [Int], below folder: String,
  naming names: (ParsedDocument) -> [Field<String>]
) -> Groups {
  var groups = Groups(ofDocument: [[Int]](repeating: [], count: documents.count))
  var listings: [Listing] = []
  var indexOfSegment: [String: Int] = [:]
  // Names are few and met again and again; text is slow to be hashed.
  var known = DigestSet()
  /// By the place of a name among those that are known.
  var listingOfName: [Int?] = []
  func listing(named name: String) -> Int? {
    let segment = nameSegment(name)
    if segment.isEmpty { return nil }
    if let known = indexOfSegment[segment] { return known }
    indexOfSegment[segment] = listings.count
    listings.append(Listing(title: name, address: Address(path: "\(folder)\(segment)/")))
    return listings.count - 1
  }
  for index in documents.indices {
    let document = documents[index].parsed
    let names = names(document)
    groups.ofDocument[index].reserveCapacity(names.count)
    for name in names {
      let (place, isNew) = known.insert(Digest(of: name.value))
      if isNew { listingOfName.append(listing(named: name.value)) }
      guard let listing = listingOfName[place] else {
        groups.unusable.append((document.path, name))
        continue
      }
      if !groups.ofDocument[index].contains(listing) { groups.ofDocument[index].append(listing) }
    }
  }
  for index in newest {
    for listing in groups.ofDocument[index] { listings[listing].documents.append(index) }
  }
  let order = listings.indices.sorted { comesFirst(listings[$0], listings[$1]) }
  var rank = [Int](repeating: 0, count: order.count)
  for (place, listing) in order.enumerated() { rank[listing] = place }
  for index in documents.indices {
    for place in groups.ofDocument[index].indices {
      groups.ofDocument[index][place] = rank[groups.ofDocument[index][place]]
    }
  }
  groups.listings = order.map { listings[$0] }
  return groups
}

private func comesFirst(_ a: Listing, _ b: Listing) -> Bool {
  if a.documents.count != b.documents.count { return a.documents.count > b.documents.count }
  return precedes(a.address.path, b.address.path)
}

/// A name as a segment of an address: ASCII letters small, what an address may not hold a dash.
private func nameSegment(_ name: String) -> String {
  var bytes: [UInt8] = []
  for byte in String(String.UnicodeScalarView(name.unicodeScalars.prefix(40))).utf8 {
    let isPlain =
      byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || byte == 0x5F || byte == 0x2B
    if isPlain {
      bytes.append((0x41...0x5A).contains(byte) ? byte + 32 : byte)
    } else if bytes.last != 0x2D, !bytes.isEmpty {
      bytes.append(0x2D)
    }
  }
  while bytes.last == 0x2D { bytes.removeLast() }
  return String(decoding: bytes, as: UTF8.self)
}
