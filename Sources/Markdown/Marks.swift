/// Bytes that the pre-pass puts into the text for libcmark and that no output ever shows.
///
/// None of them can be part of UTF-8, so none can come from the author. libcmark takes an invalid
/// byte for white space where it looks at the neighbours of a delimiter, and for nothing special
/// elsewhere.
enum Mark {
  /// On both sides of `*` or `_`: keeps it from being a delimiter.
  static let inert: UInt8 = 0xF8
  /// What follows was escaped and is neither `~` nor the beginning of a footnote's mark.
  static let literal: UInt8 = 0xF9
  /// Around the number of a table's cell, at the beginning of the heading that stands for it.
  static let cell: UInt8 = 0xFA
  /// In comments that stand for what was moved, and around the number of a footnote.
  static let note: UInt8 = 0xFB

  /// The least of them; the greatest byte of UTF-8 is 0xF4. libcmark itself writes 0xFE and 0xFF for
  /// references to U+FFFE and U+FFFF.
  static let first: UInt8 = 0xF8
}
