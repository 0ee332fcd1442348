internal import ByteText

/// SVG: elements that describe the drawing go, and attributes in which editors keep the names of files. Photographs within
/// are searched as if they were files.
struct DrawingSearch {
  private let bytes: [UInt8]
  private(set) var parts = PrivateParts()
  private var offset = 0
  /// The element that is being left out, and how many within it are open.
  private var removed: (start: Int, depth: Int)?

  /// The largest drawing that is looked into.
  static let limit = 1 << 24

  init(_ file: ByteSource) { bytes = file.bytes(0..<file.count) }

  private static let describing: Set<String> = ["metadata", "RDF", "namedview", "pgf", "xmpmeta"]
  private static let fileNames: Set<String> = [
    "inkscape:export-filename", "sodipodi:docname", "sodipodi:absref", "inkscape:export-xdpi",
    "inkscape:export-ydpi", "inkscape:version", "sodipodi:docbase",
  ]

  mutating func run() {
    while let start = bytes[offset...].firstIndex(of: UInt8(ascii: "<")) {
      offset = start
      if has("<!--") {
        skip(to: "-->")
        comment(start..<offset)
      } else if has("<![CDATA[") {
        skip(to: "]]>")
      } else if has("<?") {
        skip(to: "?>")
      } else if has("<!") {
        skipDeclaration()
      } else {
        element()
      }
    }
    if removed != nil { parts.doubt = .damaged }
  }

  private func has(_ text: String) -> Bool { bytes[offset...].starts(with: text.utf8) }

  /// Leaves a range out; a blank in its place keeps apart what it was between.
  private mutating func leaveOut(_ range: Range<Int>, _ kinds: PrivateKinds) {
    parts.replace(range, with: [0x20], kinds)
  }

  private mutating func skip(to end: String) {
    let end = Array(end.utf8)
    while offset < bytes.count, !bytes[offset...].starts(with: end) { offset += 1 }
    offset = min(bytes.count, offset + end.count)
  }

  /// A declaration may have others in brackets, and texts in quotes.
  private mutating func skipDeclaration() {
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        offset = bytes[(offset + 1)...].firstIndex(of: bytes[offset]) ?? bytes.count - 1
      case UInt8(ascii: "<") where has("<!--"):
        skip(to: "-->")
        continue
      case UInt8(ascii: ">") where depth <= 0:
        offset += 1
        return
      default: break
      }
      offset += 1
    }
  }

  /// A comment stays, which may be a licence, unless it names a person's folder.
  private mutating func comment(_ range: Range<Int>) {
    guard removed == nil else { return }
    let text = latin(bytes[range].prefix(1 << 12))
    if ["\\Users\\", "/Users/", "/home/", "Documents and Settings"].contains(where: text.contains) {
      leaveOut(range, .author)
    }
  }

  private mutating func element() {
    let start = offset
    offset += 1
    let isEnd = offset < bytes.count && bytes[offset] == UInt8(ascii: "/")
    if isEnd { offset += 1 }
    let name = word()
    let local = name.split(separator: ":").last.map(String.init) ?? ""
    let describes = Self.describing.contains(local)
    let isEmpty = attributes()
    if var open = removed {
      if !isEmpty { open.depth += isEnd ? -1 : 1 }
      removed = open
      if open.depth == 0 {
        leaveOut(
          open.start..<offset, kinds(inText: bytes[open.start..<offset]).union(.comment))
        removed = nil
      }
    } else if describes, !isEnd {
      if isEmpty {
        leaveOut(start..<offset, .comment)
      } else {
        removed = (start, 1)
      }
    }
  }

  private mutating func word() -> String {
    let start = offset
    while offset < bytes.count, bytes[offset] > 0x20, !"=/>".utf8.contains(bytes[offset]) {
      offset += 1
    }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Goes to the end of a tag, and tells whether the element ends there too.
  private mutating func attributes() -> Bool {
    var isEmpty = false
    while offset < bytes.count {
      let blank = offset
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      guard offset < bytes.count else { break }
      switch bytes[offset] {
      case UInt8(ascii: ">"):
        offset += 1
        return isEmpty
      case UInt8(ascii: "/"):
        isEmpty = true
        offset += 1
      case UInt8(ascii: "="): offset += 1
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        let quote = bytes[offset]
        offset += 1
        offset = bytes[offset...].firstIndex(of: quote).map { $0 + 1 } ?? bytes.count
      default:
        isEmpty = false
        attribute(from: blank)
      }
    }
    return isEmpty
  }

  private mutating func attribute(from blank: Int) {
    let name = word()
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: "=") else { return }
    offset += 1
    while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
    guard offset < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[offset])
    else { return }
    let start = offset + 1
    guard let end = bytes[start...].firstIndex(of: bytes[offset]) else {
      offset = bytes.count
      return
    }
    offset = end + 1
    if removed != nil { return }
    if Self.fileNames.contains(name) {
      leaveOut(blank..<offset, .comment)
    } else if bytes[start..<end].starts(with: "data:image/".utf8) {
      picture(start..<end)
    }
  }

  private mutating func picture(_ value: Range<Int>) {
    guard let comma = bytes[value].firstIndex(of: UInt8(ascii: ",")),
      latin(bytes[value.lowerBound..<comma]).hasSuffix(";base64")
    else { return }
    // Blanks within do not count.
    let digits = bytes[(comma + 1)..<value.upperBound].filter { Base64.value(of: $0) != nil }
    guard let picture = Base64.bytes(of: digits) else { return }
    let inner = privateParts(of: ByteSource(picture))
    if inner.edits.isEmpty || inner.kinds.isEmpty { return }
    parts.replace(
      (comma + 1)..<value.upperBound, with: Base64.text(of: inner.applied(to: picture)), inner.kinds
    )
  }
}

extension PrivateParts {
  /// A file's bytes after the edits.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var (result, offset) = ([UInt8](), 0)
    for edit in edits {
      result += bytes[offset..<edit.range.lowerBound] + edit.bytes
      result += [UInt8](repeating: 0, count: edit.zeros)
      offset = edit.range.upperBound
    }
    return result + bytes[offset...]
  }
}
