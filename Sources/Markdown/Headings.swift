/// A document's headings and the ids that are taken.
struct Headings {
  private(set) var all: [MarkdownDocument.Heading] = []
  private var taken: Set<String> = []
  /// The next number to try for an id that is taken, so that a thousand equal headings are no
  /// thousand tries each.
  private var nextNumber: [String: Int] = [:]

  /// Adds a heading and gives its id.
  mutating func add(level: Int, text: String) -> String {
    let text = collapsed(text)
    let id = reserve(identifier(for: text))
    all.append(.init(level: level, id: id, text: text))
    return id
  }

  /// Takes an id: the one wished for, or that with a number behind it.
  mutating func reserve(_ wish: String) -> String {
    var id = wish
    while !taken.insert(id).inserted {
      let number = nextNumber[wish, default: 1]
      nextNumber[wish] = number + 1
      id = "\(wish)-\(number)"
    }
    return id
  }
}

/// The id of a text: letters, marks and digits of every script, Latin ones in lower case, and
/// hyphens where there is white space or a hyphen; `section` where nothing is left.
func identifier(for text: String) -> String {
  var id = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "A"..."Z": id.append(Unicode.Scalar(UInt8(scalar.value) | 0x20))
    case "a"..."z", "0"..."9", "_": id.append(scalar)
    case "-", " ", "\t", "\n": id.append("-")
    case _ where scalar.value < 0x80: break
    default:
      if isPartOfIdentifier(scalar) {
        id.append(scalar)
      } else if scalar.properties.isWhitespace {
        id.append("-")
      }
    }
  }
  while id.first == "-" { id.removeFirst() }
  while id.last == "-" { id.removeLast() }
  return id.isEmpty ? "section" : String(id)
}

private func isPartOfIdentifier(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
    true
  default: false
  }
}

/// The text with white space trimmed and runs of it made one space.
private func collapsed(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  var pendingSpace = false
  for scalar in text.unicodeScalars {
    if scalar == " " || scalar == "\t" || scalar == "\n" {
      pendingSpace = !result.isEmpty
    } else {
      if pendingSpace { result.append(" ") }
      pendingSpace = false
      result.append(scalar)
    }
  }
  return String(result)
}
