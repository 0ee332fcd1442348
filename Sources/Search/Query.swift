/// The terms that a reader looks for: all of those included, and none of those excluded.
package struct Query: Equatable, Sendable {
  /// Texts that a document must have; without any nothing is found.
  package private(set) var included: [FoldedText] = []
  /// Texts that a document must not have.
  package private(set) var excluded: [FoldedText] = []
  /// Whether the line had more code points, in all of its terms together, than a query has.
  package private(set) var isCut = false

  /// The most code points of all terms together, folded.
  package static let length = 200

  /// Divides a line at its spaces, unless they are between quotation marks; a hyphen before a term excludes it.
  ///
  /// A quotation that is not closed ends with the line. A term without a letter, a digit or a Chinese character is none.
  package init(_ line: String, fold: Fold = .standard) {
    var term = String.UnicodeScalarView()
    var isQuoted = false
    var isExcluded = false
    for scalar in line.unicodeScalars {
      if Self.quotationMarks.contains(scalar) {
        add(&term, isExcluded: &isExcluded, fold: fold, keepsExclusion: !isQuoted)
        isQuoted.toggle()
      } else if !isQuoted, fold(scalar.value) == .space {
        add(&term, isExcluded: &isExcluded, fold: fold)
      } else if !isQuoted, term.isEmpty, Self.hyphens.contains(scalar) {
        isExcluded = true
      } else {
        term.append(scalar)
      }
    }
    add(&term, isExcluded: &isExcluded, fold: fold)
  }

  private static let quotationMarks: Set<Unicode.Scalar> = ["\"", "“", "”", "„", "＂"]
  private static let hyphens: Set<Unicode.Scalar> = ["-", "－", "−"]

  /// Ends a term; a mark that opens a quotation keeps the hyphen before it for the quotation.
  private mutating func add(
    _ term: inout String.UnicodeScalarView, isExcluded: inout Bool, fold: Fold,
    keepsExclusion: Bool = false
  ) {
    let text = cut(FoldedText(String(term), fold: fold))
    if !text.scalars.isEmpty {
      if isExcluded { excluded.append(text) } else { included.append(text) }
    }
    if !(keepsExclusion && term.isEmpty) { isExcluded = false }
    term = String.UnicodeScalarView()
  }

  /// As much of a term as the query has room for, which does not end with a separator; nothing after one that was cut.
  private mutating func cut(_ text: FoldedText) -> FoldedText {
    if isCut { return FoldedText(scalars: []) }
    let used = (included + excluded).reduce(0) { $0 + $1.scalars.count }
    guard used + text.scalars.count > Self.length else { return text }
    isCut = true
    var scalars = text.scalars.prefix(Self.length - used)
    if scalars.last == FoldedText.separator { scalars.removeLast() }
    return FoldedText(scalars: Array(scalars))
  }

  /// Whether a document of these passages is found, by looking at every place: what an index must answer.
  package func finds(_ passages: [FoldedText]) -> Bool {
    !included.isEmpty && included.allSatisfy { term in passages.contains { $0.contains(term) } }
      && !excluded.contains { term in passages.contains { $0.contains(term) } }
  }
}
