private import ByteText

/// A text as the search sees it: code points of words, and single separators between them.
///
/// A run of white space beside a Chinese character is not there, so that 5G 网络 is 5G网络 and a line may break anywhere.
/// Every other run of white space, punctuation and symbols is one separator. None stands at the beginning or the end.
package struct FoldedText: Equatable, Sendable {
  /// The separator's place is taken by a space.
  package static let separator: UInt32 = 0x20

  /// The code points, of which those below 0x2E80 are of scripts with words of letters or digits.
  package let scalars: [UInt32]

  /// Composes and folds a text.
  package init(_ text: String, fold: Fold = .standard) {
    scalars = [UInt32](folding: text, with: fold)
  }

  /// A text that is folded already.
  init(scalars: [UInt32]) { self.scalars = scalars }

  /// Whether a code point belongs to a script that is written without spaces, Chinese above all.
  @inline(__always)
  static func isDense(_ scalar: UInt32) -> Bool { scalar >= 0x2E80 }

  /// Whether a code point is a letter or a digit of a script with spaces.
  static func isLetter(_ scalar: UInt32) -> Bool { scalar < 0x2E80 && scalar != separator }

  /// Whether another text is part of this one, found by looking at every place.
  package func contains(_ other: FoldedText) -> Bool {
    guard let first = other.scalars.first else { return true }
    let count = other.scalars.count
    guard count <= scalars.count else { return false }
    return (0...scalars.count - count).contains { start in
      scalars[start] == first && scalars[start..<start + count].elementsEqual(other.scalars)
    }
  }
}

extension [UInt32] {
  /// The code points of a text that is composed and folded.
  init(folding text: String, with fold: Fold) {
    var isComposed = true
    var text = text
    self = text.withUTF8 { bytes in
      unsafe [UInt32](unsafeUninitializedCapacity: bytes.count) { output, count in
        guard let start = output.baseAddress else { return }
        if let written = unsafe fold.write(bytes, to: start) {
          count = written
        } else {
          isComposed = false
        }
      }
    }
    if !isComposed { self = [UInt32](composing: text, with: fold) }
  }

  /// The folded code points of a text that is composed first.
  init(composing text: String, with fold: Fold) {
    let parts = text.composed.unicodeScalars.lazy.map { fold($0.value) }
    self = parts.reduce(into: Unfinished()) { $0.add($1) }.scalars
  }
}

/// The folding of a text code point by code point, which needs no check for composed ones.
private struct Unfinished {
  var scalars: [UInt32] = []
  private var isSeparated = false
  private var isSpaced = false

  mutating func add(_ part: FoldedScalar) {
    switch part {
    case .ignored: return
    case .separator: isSeparated = true
    case .space: isSpaced = true
    case .word(let folded):
      if let last = scalars.last,
        isSeparated || isSpaced && !FoldedText.isDense(last) && !FoldedText.isDense(folded)
      {
        scalars.append(FoldedText.separator)
      }
      isSeparated = false
      isSpaced = false
      scalars.append(folded)
    }
  }
}
