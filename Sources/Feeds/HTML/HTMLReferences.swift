/// A byte that no text holds when it has been decoded: it stands for the `&` of a reference that is passed
/// on as it is written, since the character that it stands for is beyond ASCII.
let keptAmpersand: UInt8 = 0

/// Resolves character references as HTML does (HTML Living Standard, 13.2.5.72 and on): numbers in both
/// bases, with and without a semicolon, and the names of all characters up to U+00FF, which are the only
/// ones that a scheme, a path or markup can be made of. Other names stay as they are written.
///
/// Characters that neither XML nor a terminal takes are left out, whether they are written or referred to:
/// control characters but for tabs and line breaks, and U+FFFE and U+FFFF.
func decodedReferences(_ bytes: ArraySlice<UInt8>, inAttribute: Bool) -> [UInt8] {
  var decoder = ReferenceDecoder(bytes: bytes, inAttribute: inAttribute)
  decoder.decode()
  return decoder.text
}

private struct ReferenceDecoder {
  let bytes: ArraySlice<UInt8>
  let inAttribute: Bool
  private(set) var text: [UInt8] = []

  init(bytes: ArraySlice<UInt8>, inAttribute: Bool) {
    self.bytes = bytes
    self.inAttribute = inAttribute
    text.reserveCapacity(bytes.count)
  }

  mutating func decode() {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "&"): index = readReference(at: index)
      case 0x09, 0x0A, 0x0D:
        text.append(byte)
        index += 1
      case 0..<0x20, 0x7F: index += 1
      case 0xC2, 0xEF:
        let length = lengthOfForbidden(at: index)
        if length == 0 { text.append(byte) }
        index += max(length, 1)
      default:
        text.append(byte)
        index += 1
      }
    }
  }

  /// The length of a C1 control character or of U+FFFE and U+FFFF.
  private func lengthOfForbidden(at index: Int) -> Int {
    let rest = bytes[index...].prefix(3)
    if rest.first == 0xC2, rest.count > 1, (0x80...0x9F).contains(rest[index + 1]) { return 2 }
    if rest.starts(with: [0xEF, 0xBF]), rest.count > 2, rest[index + 2] >= 0xBE { return 3 }
    return 0
  }

  /// Reads on from an `&`; gives where the text goes on.
  private mutating func readReference(at start: Int) -> Int {
    let next = start + 1
    guard next < bytes.endIndex else { return keep(start) }
    if bytes[next] == UInt8(ascii: "#") { return readNumber(at: start) }
    let name = bytes[next...].prefix { isLetterOrDigit($0) }
    if name.isEmpty { return keep(start) }
    let isClosed = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
    if isClosed {
      if let character = namedCharacters[String(decoding: name.prefix(40), as: UTF8.self)] {
        text += character.utf8
        return name.endIndex + 1
      }
      // Whether there is such a name or not, what is passed on means to a reader what it meant here.
      text.append(keptAmpersand)
      text += name
      text.append(UInt8(ascii: ";"))
      return name.endIndex + 1
    }
    return readOpenName(name, at: start)
  }

  /// A name without a semicolon: a few old names are taken then, in text also where more letters follow,
  /// in attributes not before `=`, so that `?a=1&copy=2` stays.
  private mutating func readOpenName(_ name: ArraySlice<UInt8>, at start: Int) -> Int {
    if inAttribute {
      let isBeforeValue =
        name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: "=")
      guard !isBeforeValue, let character = oldCharacter(name) else { return keep(start) }
      text += character.utf8
      return name.endIndex
    }
    for length in stride(from: min(name.count, 6), to: 1, by: -1) {
      guard let character = oldCharacter(name.prefix(length)) else { continue }
      text += character.utf8
      return name.startIndex + length
    }
    return keep(start)
  }

  private func oldCharacter(_ name: ArraySlice<UInt8>) -> String? {
    guard name.count <= 6 else { return nil }
    return oldNames[String(decoding: name, as: UTF8.self)]
  }

  /// Takes an `&` for itself.
  private mutating func keep(_ start: Int) -> Int {
    text.append(UInt8(ascii: "&"))
    return start + 1
  }

  private mutating func readNumber(at start: Int) -> Int {
    var index = start + 2
    let isHexadecimal = index < bytes.endIndex && bytes[index] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { index += 1 }
    let digits = bytes[index...].prefix { digit($0, isHexadecimal: isHexadecimal) != nil }
    if digits.isEmpty { return keep(start) }
    var value: UInt32 = 0
    for byte in digits where value <= 0x10FFFF {
      value =
        value * (isHexadecimal ? 16 : 10) + (digit(byte, isHexadecimal: isHexadecimal) ?? 0)
    }
    index = digits.endIndex
    if index < bytes.endIndex, bytes[index] == UInt8(ascii: ";") { index += 1 }
    append(value)
    return index
  }

  private mutating func append(_ value: UInt32) {
    var value = value
    if (0x80...0x9F).contains(value) { value = windows1252[Int(value - 0x80)] }
    switch value {
    case 0x09, 0x0A, 0x0D: break
    case 1..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: return
    default: break
    }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    text += String(Character(scalar ?? "\u{FFFD}")).utf8
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
}

private func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46 where isHexadecimal: UInt32(byte - 0x37)
  case 0x61...0x66 where isHexadecimal: UInt32(byte - 0x57)
  default: nil
  }
}

/// The characters that pages of the last century meant by the numbers from 128 to 159.
private let windows1252: [UInt32] = [
  0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
  0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
  0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
]

/// The names that need no semicolon (HTML Living Standard, 13.5): those of Latin-1 in the order of its
/// characters from U+00A0 on, and those of markup.
private let oldNames: [String: String] = {
  let latin =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    + "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
    + "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    + "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
    + "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute "
    + "icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml "
    + "yacute thorn yuml"
  var names = [
    "amp": "&", "AMP": "&", "lt": "<", "LT": "<", "gt": ">", "GT": ">", "quot": "\"",
    "QUOT": "\"", "COPY": "\u{A9}", "REG": "\u{AE}",
  ]
  for (index, name) in latin.split(separator: " ").enumerated() {
    names[String(name)] = Unicode.Scalar(0xA0 + UInt32(index)).map { String(Character($0)) }
  }
  return names
}()

/// The names, with a semicolon, of every character that is ASCII or holds such a one, and of Latin-1.
private let namedCharacters: [String: String] = oldNames.merging([
  "Tab": "\t", "NewLine": "\n", "excl": "!", "num": "#", "dollar": "$", "percnt": "%",
  "apos": "'", "lpar": "(", "rpar": ")", "ast": "*", "midast": "*", "plus": "+", "comma": ",",
  "period": ".", "sol": "/", "colon": ":", "semi": ";", "equals": "=", "quest": "?", "commat": "@",
  "lbrack": "[", "lsqb": "[", "bsol": "\\", "rbrack": "]", "rsqb": "]", "Hat": "^", "lowbar": "_",
  "UnderBar": "_", "grave": "`", "DiacriticalGrave": "`", "lbrace": "{", "lcub": "{",
  "verbar": "|", "vert": "|", "VerticalLine": "|", "rbrace": "}", "rcub": "}", "fjlig": "fj",
  "nvlt": "<\u{20D2}", "nvgt": ">\u{20D2}", "bne": "=\u{20E5}",
]) { old, _ in old }
