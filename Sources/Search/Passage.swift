private import ByteText

/// A part of a document in which a term may be found, best first.
package enum Zone: UInt32, CaseIterable, Sendable {
  /// Title and number, whose places are counted on their own.
  case title
  /// Headings, which have their places in the flow with the text.
  case heading
  /// Facts, summary and paragraphs.
  case text
}

/// A piece of a document's text that no term extends beyond: a title, a heading, a paragraph, a fact.
package struct Passage: Equatable, Sendable {
  /// The part of the document.
  package let zone: Zone
  /// The text.
  package let text: String

  /// A passage of any text.
  package init(_ zone: Zone, _ text: String) {
    self.zone = zone
    self.text = text
  }
}

extension Passage {
  /// The most symbols beside each other that are shown.
  private static let symbols = 8

  /// The passage as results show it, or nil if it has no letter, digit or Chinese character: composed, without what is ignored, with
  /// single blanks for white space, and at most eight symbols beside each other. It folds as the passage does.
  package func shown(fold: Fold = .standard) -> Passage? {
    var shown: [UInt8] = []
    shown.reserveCapacity(text.utf8.count)
    var hasWord = false
    var isSpaced = false
    var symbols = 0
    // What was left out right before; it stays if the next code point might be composed with another one without it.
    var dropped = 0..<0
    var text = text.composed
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let start = index
        var scalar = unsafe UInt32(bytes[index])
        index += 1
        if scalar >= 0x80 { unsafe Fold.decode(&scalar, bytes, &index) }
        switch fold(scalar) {
        case .ignored:
          dropped = (dropped.upperBound == start ? dropped.lowerBound : start)..<index
          continue
        case .space:
          isSpaced = true
          continue
        case .separator:
          symbols = isSpaced ? 1 : symbols + 1
          if symbols > Self.symbols {
            dropped = (dropped.upperBound == start ? dropped.lowerBound : start)..<index
            continue
          }
        case .word:
          hasWord = true
          symbols = 0
        }
        if isSpaced, !shown.isEmpty { shown.append(0x20) }
        isSpaced = false
        let isKept = dropped.upperBound == start && !Composition.isSettled(scalar)
        for offset in (isKept ? dropped.lowerBound : start)..<index {
          unsafe shown.append(bytes[offset])
        }
      }
    }
    return hasWord ? Passage(zone, String(decoding: shown, as: UTF8.self)) : nil
  }
}

/// The pieces of a document's flow, which are shown with results.
package enum SearchPieces {
  /// The number of places of the flow in each.
  package static let length = 1500
  /// The number of places before and after them that a piece holds too.
  package static let margin = 64

  /// The number of pieces of a flow, at least one.
  package static func count(flowLength: Int) -> Int {
    max(1, (flowLength + length - 1) / length)
  }

  /// The pieces of the passages of a flow, as they are shown, in their order: in each the passages with places in it, cut at code
  /// points. Those of zone `title` are left out. All passages are gone over once.
  package static func pieces(of passages: [Passage], fold: Fold = .standard) -> [[Passage]] {
    var pieces: [[Passage]] = []
    var place = 0
    for passage in passages where passage.zone != .title {
      let cuts = PassageCuts(passage.text, from: place, fold: fold)
      guard cuts.places > 0 else { continue }
      for (index, text) in cuts.texts {
        while pieces.count <= index { pieces.append([]) }
        pieces[index].append(Passage(passage.zone, text))
      }
      place += cuts.places + 1
    }
    // The margin of the last piece reaches beyond it.
    let count = count(flowLength: place - 1)
    return pieces.prefix(count) + Array(repeating: [], count: max(0, count - pieces.count))
  }
}

/// The parts of a passage that are within the pieces of its flow.
private struct PassageCuts {
  /// The number of places of the whole passage.
  private(set) var places = 0
  /// The parts as they are shown, with the numbers of their pieces; none without a word.
  private(set) var texts: [(piece: Int, text: String)] = []

  /// A part that is being found, as a range of bytes.
  private struct Part {
    var range: Range<Int>?
    var hasWord = false

    /// Adds a code point behind those of the part; spaces count only between others.
    mutating func add(_ part: FoldedScalar, at bytes: Range<Int>) {
      if part == .space { return }
      range = (range?.lowerBound ?? bytes.lowerBound)..<bytes.upperBound
      if case .word = part { hasWord = true }
    }
  }

  init(_ whole: String, from start: Int, fold: Fold) {
    var whole = whole
    var scan = PlaceScan()
    var parts: [Part] = []
    let first = Self.pieces(with: start).lowerBound
    whole.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let begin = index
        var scalar = unsafe UInt32(bytes[index])
        index += 1
        if scalar >= 0x80 { unsafe Fold.decode(&scalar, bytes, &index) }
        let part = fold(scalar)
        scan.add(part)
        if part == .ignored { continue }
        for piece in Self.pieces(with: start + scan.place) {
          while parts.count <= piece - first { parts.append(Part()) }
          parts[piece - first].add(part, at: begin..<index)
        }
      }
      places = scan.count
      for (piece, part) in parts.enumerated() {
        guard part.hasWord, let range = part.range else { continue }
        unsafe texts.append((first + piece, String(decoding: bytes[range], as: UTF8.self)))
      }
    }
  }

  /// The numbers of the pieces that hold a place: two where it is in the margin of one.
  private static func pieces(with place: Int) -> ClosedRange<Int> {
    max(0, place - SearchPieces.margin) / SearchPieces.length...(place + SearchPieces.margin)
      / SearchPieces.length
  }
}

/// The places of a text's code points one after the other: that of a word's code point, or the next free one for what is between words.
private struct PlaceScan {
  /// The number of places so far.
  private(set) var count = 0
  /// The place of the code point that was added last.
  private(set) var place = 0
  private var isSeparated = false
  private var isSpaced = false
  private var isDense = false

  mutating func add(_ part: FoldedScalar) {
    place = count
    switch part {
    case .ignored: break
    case .separator: isSeparated = true
    case .space: isSpaced = true
    case .word(let scalar):
      let isDense = FoldedText.isDense(scalar)
      if count > 0, isSeparated || isSpaced && !isDense && !self.isDense { count += 1 }
      place = count
      count += 1
      (isSeparated, isSpaced, self.isDense) = (false, false, isDense)
    }
  }
}
