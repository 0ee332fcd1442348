internal import Content
internal import Diagnostics
internal import FrontMatter
internal import SiteModel

/// A reference of a document to something in the site, as it is written.
struct WrittenReference {
  let written: String
  let range: Range<Int>
  /// The paths that it may mean, relative to `content/`: the first that is there is meant.
  let paths: [String]
  /// Whether it is the name of a file in front matter, and no address.
  let isName: Bool

  /// The same as a document in another folder would mean it.
  func read(from folder: String) -> WrittenReference {
    let address = LocalDestination(written, from: folder)
    return WrittenReference(
      written: written, range: range,
      paths: isName
        ? Content.paths(namedBy: written, from: folder)
        : [address.literal, address.path].compactMap(\.self),
      isName: isName)
  }

  /// The part of what is written that is the path; `path` is what it leads to.
  private func written(for path: String) -> String {
    if isName || paths.count > 1 && path == paths[0] { return written }
    return String(written.prefix { $0 != "?" && $0 != "#" })
  }

  /// The text for a reference from a folder to a path that has moved, in the manner in which it is written.
  func text(to new: String, was old: String, from folder: String) -> String {
    let former = written(for: old)
    var text = former.utf8.first == slash ? "/" + new : relativePath(to: new, from: folder)
    if text.isEmpty { text = "/" }
    // A page's address becomes the name of its document.
    if former.utf8.last == slash, text.utf8.last != slash, !endsIn(text, ".md") { text += "/" }
    return isName ? text : encoded(text)
  }

  /// The change that writes `text` in the place of the path; nil where the text has something else there.
  func change(to text: String, was old: String, in source: [UInt8]) -> Replacement? {
    let former = Array(written(for: old).utf8)
    let start = range.lowerBound
    func stands(_ bytes: [UInt8], _ start: Int) -> Bool { source[start...].starts(with: bytes) }
    if isName {
      let isQuoted = source[start] == UInt8(ascii: "\"") || source[start] == UInt8(ascii: "'")
      guard stands(former, start + (isQuoted ? 1 : 0)) else { return nil }
      return Replacement(range, yamlItem(text))
    }
    guard !former.isEmpty else { return nil }
    return stands(former, start)
      ? Replacement(start..<(start + former.count), text)
      : escapedPath(was: old, in: source).map { Replacement($0, text) }
  }

  /// The place of the path where it is written with backslashes or entities, as converters from Word do: the first such
  /// destination at or behind the beginning of the line.
  private func escapedPath(was old: String, in source: [UInt8]) -> Range<Int>? {
    func ends(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x29 || byte == 0x3E }
    let isWhole = written(for: old) == written
    let last = min(range.lowerBound + 4000, source.count - 2)
    guard range.lowerBound < last else { return nil }
    for index in range.lowerBound..<last where source[index] == UInt8(ascii: "]") {
      guard source[index + 1] == UInt8(ascii: "(") || source[index + 1] == UInt8(ascii: ":") else {
        continue
      }
      let start = source[(index + 2)...].firstIndex { $0 != 0x20 && $0 != UInt8(ascii: "<") }
      guard let start else { return nil }
      var end = start
      while end < source.count, !ends(source[end]) || source[end - 1] == UInt8(ascii: "\\") {
        end += 1
      }
      guard unescaped(source[start..<end]).elementsEqual(written.utf8) else { continue }
      let path = source[start..<end].prefix { isWhole || $0 != 0x3F && $0 != 0x23 }
      return path.startIndex..<path.endIndex
    }
    return nil
  }
}

/// A path as Markdown and HTML take it without brackets or quotes: signs that mean something there are percent-encoded.
private func encoded(_ path: String) -> String {
  let digits = Array("0123456789ABCDEF".utf8)
  let bytes = path.utf8.flatMap { byte -> [UInt8] in
    let isPlain = byte > 0x20 && byte != 0x7F && !#""'()<>\&#?%[]|`:*"#.utf8.contains(byte)
    return isPlain
      ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A destination without backslashes in front of signs, and with `&` in place of its entity.
private func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
  var result: [UInt8] = []
  var rest = text
  while let byte = rest.popFirst() {
    if byte == UInt8(ascii: "\\"), let next = rest.first, (0x21...0x7E).contains(next),
      !(0x30...0x39).contains(next), !(0x61...0x7A).contains(next | 0x20)
    {
      continue
    }
    result.append(byte)
    if byte == UInt8(ascii: "&"), rest.starts(with: "amp;".utf8) { rest = rest.dropFirst(4) }
  }
  return result
}

extension ParsedDocument {
  /// All references to files and pages of the site, in their order.
  var references: [WrittenReference] {
    let folder = parentFolder(of: path)
    var names = [cover].compactMap(\.self)
    switch details {
    case .notice(let notice):
      names +=
        notice.attachments.map(\.file) + [notice.corrects, notice.replaces].compactMap(\.self)
    case .activity(let activity): names += activity.photos.named.map(\.file)
    default: break
    }
    return names.map {
      WrittenReference(
        written: $0.value, range: $0.range, paths: paths(namedBy: $0.value, from: folder),
        isName: true)
    }
      + facts.links.all.map {
        WrittenReference(
          written: $0.written, range: $0.range,
          paths: [$0.target.literal, $0.target.path].compactMap(\.self), isName: false)
      }
  }
}
