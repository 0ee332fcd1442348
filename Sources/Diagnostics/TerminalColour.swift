/// The colours in which terminals show messages and changes of files, by what they stand for.
package enum TerminalColour: String {
  case error = "1;31"
  case warning = "1;33"
  case note = "36"
  case suggestion = "32"
  /// Text that a change takes away, and text that it puts there.
  case removed = "31"
  case added = "32;1"

  /// A text in the colour; it must contain no control characters of its own.
  package func around(_ text: String) -> String { "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" }
}
