/// A text as the search sees it: code points of words, and single separators between them.
///
/// A run of white space beside a Chinese character is not there, so that 5G 网络 is 5G网络 and a line may break anywhere.
/// Every other run of white space, punctuation and symbols is one separator. None stands at the beginning or the end.
package struct FoldedText: Equatable, Sendable {
  /// The separator's place is taken by a space.
  package static let separator: UInt32 = 0x20

  /// The code points, of which those below 0x2E80 are of scripts with words of letters or digits.
  package let scalars: [UInt32]

  /// Folds a text in one pass.
  package init(_ text: String, fold: Fold = .standard) {
    var scalars: [UInt32] = []
    scalars.reserveCapacity(text.utf8.count / 2)
    var isSeparated = false
    var isSpaced = false
    for scalar in text.unicodeScalars {
      switch fold(scalar.value) {
      case .ignored: continue
      case .separator: isSeparated = true
      case .space: isSpaced = true
      case .word(let folded):
        if let last = scalars.last,
          isSeparated || isSpaced && !Self.isDense(last) && !Self.isDense(folded)
        {
          scalars.append(Self.separator)
        }
        isSeparated = false
        isSpaced = false
        scalars.append(folded)
      }
    }
    self.scalars = scalars
  }

  /// Whether a code point belongs to a script that is written without spaces, Chinese above all.
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
