internal import ByteText
internal import Content
internal import Diagnostics
internal import Digests
internal import FrontMatter

/// Gathers the tags and the authors. Names are one if they differ in letter case, width or white space alone, and are
/// spelt as in the first document that has them.
func formListings(
  _ all: inout Collections, _ sources: SourcePlaces, jobs: Int, _ diagnostics: inout [Diagnostic]
) {
  let (documents, newest, keys) = (all.documents, all.newest, all.keys)
  let (tags, authors) = both(
    jobs: jobs,
    { gather(keys.tags, newest, below: "tags/") { documents[$0].parsed.header.tags[$1] } },
    { gather(keys.authors, newest, below: "authors/") { documents[$0].parsed.header.authors[$1] } })
  for (document, tag) in tags.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-tag", at: sources.place(documents[document].parsed.path, tag.range),
        Message("标签里没有文字", "the tag has no letters or digits"),
        suggestion: Message("写一个词，例如“学习”", "write a word, such as `study`")))
  }
  for (document, author) in authors.unusable {
    diagnostics.append(
      Diagnostic(
        .error, "bad-author", at: sources.place(documents[document].parsed.path, author.range),
        Message("作者没有写名字", "the author has no letters or digits"),
        suggestion: Message("写作者的姓名或单位名称", "write the name of a person or an organisation")))
  }
  all.tags = tags.listings
  all.authors = authors.listings
  for index in all.documents.indices {
    all.documents[index].tags = keys.tags[index].compactMap { tags.ofName[$0] }
    all.documents[index].authors = keys.authors[index].compactMap { authors.ofName[$0] }
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
  var titles: [String] = []
  var keys: [String] = []
  var listingOfKey: [String: Int] = [:]
  // The same few names occur again and again.
  var known = DigestSet()
  var listingOfName: [Int?] = []
  func listing(named name: String) -> Int? {
    let key = foldedName(name)
    guard isUsable(key) else { return nil }
    if let known = listingOfKey[key] { return known }
    listingOfKey[key] = keys.count
    keys.append(key)
    titles.append(spaced(name))
    return keys.count - 1
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
  var listings = zip(titles, segments(of: keys)).map { title, segment in
    Listing(title: title, address: Address(path: "\(folder)\(segment)/"))
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

// MARK: - Names

/// A name in the form in which names are compared: equal but for letter case, full-width forms of ASCII, and white space,
/// they are one.
private func foldedName(_ name: String) -> String {
  var folded = String.UnicodeScalarView()
  for scalar in spaced(name).composed.unicodeScalars {
    let isWide = (0xFF01...0xFF5E).contains(scalar.value)
    let narrow = isWide ? Unicode.Scalar(UInt8(scalar.value - 0xFEE0)) : scalar
    if narrow.isASCII, !(0x41...0x5A).contains(narrow.value) {
      folded.append(narrow)
    } else {
      folded.append(contentsOf: narrow.properties.lowercaseMapping.unicodeScalars)
    }
  }
  return String(folded)
}

/// A name in which one space stands for any run of white space, and none at the ends.
private func spaced(_ name: String) -> String {
  name.unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }
    .joined(separator: " ")
}

/// Whether a folded name has a letter or figure of any script.
private func isUsable(_ key: String) -> Bool {
  key.unicodeScalars.contains { scalar in
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A, 0x5F, 0x2B, 0xA0...: true
    default: false
    }
  }
}

/// Segments of addresses for folded names, each different from all others. Where two names would have one, it goes to the
/// name that looks like it, or else to the first in the order of names, and the others get a number.
private func segments(of keys: [String]) -> [String] {
  var segments = keys.map(segment)
  let own = Set(segments)
  var taken: Set<String> = []
  let order = keys.indices.sorted { a, b in
    let (isOwn, isOwnOfOther) = (segments[a] == keys[a], segments[b] == keys[b])
    return isOwn == isOwnOfOther ? precedes(keys[a], keys[b]) : isOwn
  }
  var numbers: [String: Int] = [:]
  for index in order where !taken.insert(segments[index]).inserted {
    let segment = segments[index]
    repeat {
      numbers[segment, default: 1] += 1
      segments[index] = "\(segment)-\(numbers[segment, default: 1])"
    } while own.contains(segments[index]) || !taken.insert(segments[index]).inserted
  }
  return segments
}

/// A folded name as a segment of an address, cut after 40 characters: a dash stands for spaces and ASCII signs. Two of
/// these often are all that tells a name from another, and have their full-width forms: `C#` is at `c＃`.
private func segment(of key: String) -> String {
  var segment = String.UnicodeScalarView()
  for scalar in key.unicodeScalars.prefix(40) {
    switch scalar {
    case "#": segment.append("＃")
    case "%": segment.append("％")
    case "0"..."9", "a"..."z", "_", "+", "\u{A0}"...: segment.append(scalar)
    default: if segment.last != "-", !segment.isEmpty { segment.append("-") }
    }
  }
  while segment.last == "-" { segment.removeLast() }
  return String(segment)
}
