/// A text as a terminal may show it on one line.
///
/// Names, keys, values and paths come from files that anybody may have written. A character that moves the
/// cursor, changes colours, ends the line, reverses the reading order or is not seen at all is replaced by
/// its escape, `\u{1B}`; all other characters stay as they are.
public func printable(_ text: String) -> String {
  if text.unicodeScalars.allSatisfy({ !isUnprintable($0) }) { return text }
  return text.unicodeScalars.reduce(into: "") { shown, scalar in
    if isUnprintable(scalar) {
      shown += escape(of: scalar)
    } else {
      shown.unicodeScalars.append(scalar)
    }
  }
}

/// A character that a terminal should not be sent, as Swift writes it.
func escape(of scalar: Unicode.Scalar) -> String {
  "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
}

/// Whether a character is a control character (C0, DEL, C1), ends a line or paragraph (U+2028, U+2029), is
/// a format character, as those of bidirectional text are, or none at all. The joiners of emoji and of
/// Indic scripts are format characters too and stay.
func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x20...0x7E, 0x200C, 0x200D, 0x3000...0x9FFF, 0xFF01...0xFF60: return false
  default:
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    case .unassigned: return scalar.properties.isNoncharacterCodePoint
    default: return false
    }
  }
}
