public import Diagnostics

/// The two parts of a document's file, as offsets of its bytes.
public struct DocumentParts: Sendable, Equatable {
  /// The YAML between the fences, empty if there is none.
  public let header: Range<Int>
  /// The Markdown behind it.
  public let body: Range<Int>
}

/// Finds the front matter: a first line `---`, and the YAML down to the next line `---` or `...`.
///
/// A file that does not begin with `---` is all body. A fence that is never closed is reported,
/// and then everything behind it counts as header, so that nothing is published by mistake.
public func splitFrontMatter(
  _ source: SourceFile, diagnostics: inout [Diagnostic]
) -> DocumentParts {
  let bytes = source.bytes
  guard isFence(bytes[lineRange(at: 0, in: bytes)], orDots: false) else {
    return DocumentParts(header: 0..<0, body: 0..<bytes.count)
  }
  let start = nextLine(after: 0, in: bytes)
  var line = start
  while line < bytes.count {
    let range = lineRange(at: line, in: bytes)
    if isFence(bytes[range], orDots: true) {
      return DocumentParts(
        header: start..<line, body: nextLine(after: line, in: bytes)..<bytes.count)
    }
    line = nextLine(after: line, in: bytes)
  }
  diagnostics.append(
    Diagnostic(
      .error, "unclosed-front-matter", at: Place(source, 0..<3),
      Message("开头信息没有结束：找不到第二行“---”", "the front matter never ends: there is no second `---` line"),
      suggestion: Message(
        "在开头信息的最后一行下面另起一行写“---”", "write `---` on a line of its own below the last key")))
  return DocumentParts(header: start..<bytes.count, body: bytes.count..<bytes.count)
}

/// The line that starts at `start`, without its end.
private func lineRange(at start: Int, in bytes: [UInt8]) -> Range<Int> {
  var end = start
  while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
  return start..<end
}

/// Where the line after the one at `start` begins; LF, CRLF and CR end a line.
private func nextLine(after start: Int, in bytes: [UInt8]) -> Int {
  let end = lineRange(at: start, in: bytes).upperBound
  if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { return end + 2 }
  return min(end + 1, bytes.count)
}

private func isFence(_ line: ArraySlice<UInt8>, orDots: Bool) -> Bool {
  var line = line
  while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
  return line.elementsEqual("---".utf8) || (orDots && line.elementsEqual("...".utf8))
}
