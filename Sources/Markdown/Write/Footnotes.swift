import Diagnostics

/// The beginning of the id of a footnote's text.
let notePrefix = Array("fn-".utf8)

/// The document's footnotes, numbered in the order in which they are first referred to.
struct Footnotes {
  /// A definition's state while the document is written.
  struct Note {
    /// Whether one before it has the same label, or at least its hash, so that this is never found.
    var isRepeated = false
    /// The id of its text among the ids of the document.
    var id = 0..<0
    /// The footnote's number, 0 while nothing refers to it.
    var number = 0
    /// The number of references to it; the first and the last of them by their indices among all
    /// references.
    var referenceCount = 0
    var firstReference = 0
    var lastReference = 0
  }

  /// A mark in the text: its id, and the next one of the same footnote.
  struct Reference {
    let id: Range<Int>
    var next = 0
  }

  let definitions: [FootnoteDefinition]
  /// Whether no text can refer to a footnote, so that the marks are all known before the texts.
  let areAllPlain: Bool
  /// The body, where the labels stand.
  private let text: Bytes
  var notes: [Note]
  var references: [Reference] = []
  /// The first definition of each label, by its hash.
  private var byLabel = HashTable()
  /// All labels, once the nearest one was asked for.
  private var labels: NearWords?
  /// Definitions that are referred to; a footnote's number is its place here, from 1.
  private(set) var shown: [Int] = []
  /// The list that holds their texts.
  var list: Node?
  /// The offsets in the HTML at which links back are still to be written, and the definitions that they
  /// belong to.
  var backLinks: [(offset: Int, definition: Int)] = []

  init(_ definitions: [FootnoteDefinition], in text: Bytes, _ headings: inout Headings) {
    self.definitions = definitions
    areAllPlain = definitions.allSatisfy { $0.plain != nil }
    self.text = text
    notes = Array(repeating: Note(), count: definitions.count)
    references.reserveCapacity(definitions.count)
    byLabel.reserve(definitions.count)
    headings.reserve(definitions.count * 2)
    for index in definitions.indices {
      let label = text[definitions[index].label]
      notes[index].isRepeated = byLabel.insert(hash(label), index) != nil
      notes[index].id = headings.reserve {
        $0.append(contentsOf: notePrefix)
        appendIdentifier(for: label, to: &$0)
      }
    }
  }

  /// The first definition with a label, whatever the case of its Latin letters.
  func definition(_ label: Bytes) -> Int? {
    guard let found = byLabel.find(hash(label)) else { return nil }
    return areEqual(label, text[definitions[found].label]) ? found : nil
  }

  /// The label of a definition that one without a definition was probably meant to be.
  mutating func label(near label: Bytes) -> String? {
    // Most labels are numbers or a letter or two, of which each is near every other.
    guard !definitions.isEmpty, label.count > 3,
      !(0..<label.count).allSatisfy({ isDigit(label[$0]) })
    else { return nil }
    let words = labels ?? NearWords(definitions.map { text[$0.label].string })
    labels = words
    return words.nearest(to: label.string)
  }

  /// Notes that a mark refers to a definition, which gets its number with the first one.
  mutating func refer(to definition: Int, by id: Range<Int>) {
    if notes[definition].referenceCount == 0 {
      shown.append(definition)
      notes[definition].number = shown.count
      notes[definition].firstReference = references.count
    } else {
      references[notes[definition].lastReference].next = references.count
    }
    notes[definition].lastReference = references.count
    notes[definition].referenceCount += 1
    references.append(Reference(id: id))
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func hash(_ label: Bytes) -> UInt64 {
  var hash = StableHash()
  for index in 0..<label.count { hash.add(lowercased(label[index])) }
  return hash.value
}

private func areEqual(_ a: Bytes, _ b: Bytes) -> Bool {
  guard a.count == b.count else { return false }
  for index in 0..<a.count where lowercased(a[index]) != lowercased(b[index]) { return false }
  return true
}
