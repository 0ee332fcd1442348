/// The kinds of things that names in a text tell of: in XMP, in QuickTime's keys, in comments. The text is searched for
/// words that the names of properties have.
func kinds(inText bytes: some Collection<UInt8>) -> PrivateKinds {
  let bytes = Array(bytes.prefix(1 << 18))
  var found: PrivateKinds = []
  for index in bytes.indices {
    for word in words.byFirst[Int(bytes[index] | 0x20)]
    where !found.contains(word.kind) && matches(bytes, index, word.bytes) {
      found.formUnion(word.kind)
    }
  }
  return found
}

private func matches(_ bytes: [UInt8], _ start: Int, _ word: [UInt8]) -> Bool {
  guard word.count <= bytes.count - start else { return false }
  for offset in word.indices where bytes[start + offset] | 0x20 != word[offset] { return false }
  return true
}

private struct Words: Sendable {
  struct Word: Sendable {
    let bytes: [UInt8]
    let kind: PrivateKinds
  }
  var byFirst = [[Word]](repeating: [], count: 256)

  init(_ lists: KeyValuePairs<String, PrivateKinds>) {
    for (list, kind) in lists {
      for word in list.split(separator: " ") {
        // Letters count as small ones, and so do the bytes that differ from one in that bit alone.
        let bytes = word.utf8.map { $0 | 0x20 }
        byFirst[Int(bytes[0])].append(Word(bytes: bytes, kind: kind))
      }
    }
  }
}

private let words = Words([
  "gps location iso6709 loci latitude longitude": .location,
  "make model software creatortool encoder tool manufacturer lens toolkit": .device,
  "serial owner": .serial,
  "creator author artist by-line byline rights copyright publisher": .author,
  "date ©day time": .time,
  "thumb preview": .preview,
  "comment description ©cmt caption keywords": .comment,
])
