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

  /// A piece of the passages of a flow, as they are shown, in their order: those with places in it, cut at code points. Those of
  /// zone `title` are left out.
  package static func piece(
    _ index: Int, of passages: [Passage], fold: Fold = .standard
  ) -> [Passage] {
    let wanted = index * length - margin..<(index + 1) * length + margin
    var found: [Passage] = []
    var place = 0
    for passage in passages where passage.zone != .title {
      if place >= wanted.upperBound { break }
      // A passage has at most as many places as bytes.
      let part = PassageCut(passage.text, from: place, wanted: wanted, fold: fold)
      guard part.places > 0 else { continue }
      if let text = part.text { found.append(Passage(passage.zone, text)) }
      place += part.places + 1
    }
    return found
  }
}

/// The part of a passage within a range of places of its flow.
private struct PassageCut {
  /// The number of places of the whole passage.
  var places = 0
  /// The part as it is shown; nil if it has no word.
  var text: String?

  init(_ whole: String, from start: Int, wanted: Range<Int>, fold: Fold) {
    var whole = whole
    var scan = PlaceScan()
    var (first, end) = (-1, 0)
    var hasWord = false
    whole.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        let begin = index
        var scalar = unsafe UInt32(bytes[index])
        index += 1
        if scalar >= 0x80 { unsafe Fold.decode(&scalar, bytes, &index) }
        let part = fold(scalar)
        scan.add(part)
        guard wanted.contains(start + scan.place), part != .ignored else { continue }
        if first < 0 {
          guard part != .space else { continue }
          first = begin
        }
        if case .word = part { hasWord = true }
        if part != .space { end = index }
      }
      places = scan.count
      guard hasWord, first >= 0 else { return }
      unsafe text = String(decoding: bytes[first..<end], as: UTF8.self)
    }
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
