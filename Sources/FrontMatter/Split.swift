public import Diagnostics

/// The two parts of a document's file, as offsets of its bytes.
public struct DocumentParts: Sendable, Equatable {
  /// The YAML between the fences.
  public let header: Range<Int>
  /// The Markdown behind it.
  public let body: Range<Int>
}

/// Finds the front matter: a first line `---`, and the YAML down to the next line `---` or `...`. Empty lines and
/// characters that nobody sees may stand in front of the first.
///
/// Nil after reporting, once, that there is none or that it never ends; then nothing else of the
/// file can be judged. `names` are those of the keys that the front matter may have.
public func splitFrontMatter(
  _ source: SourceFile, names: KeyNames, diagnostics: inout [Diagnostic]
) -> DocumentParts? {
  let bytes = source.bytes
  let first = firstLine(in: bytes)
  guard isFence(first, in: bytes, orDots: false) else {
    diagnostics.append(
      isAllBlank(bytes) ? emptyFile(source) : noFrontMatter(source, firstLine: first, names))
    return nil
  }
  let start = nextLine(behind: first.upperBound, in: bytes)
  var line = start
  while line < bytes.count {
    let range = lineRange(at: line, in: bytes)
    let next = nextLine(behind: range.upperBound, in: bytes)
    if isFence(range, in: bytes, orDots: true) {
      guard line - start <= largestFrontMatter else {
        diagnostics.append(tooLarge(source, line - start))
        return nil
      }
      return DocumentParts(header: start..<line, body: next..<bytes.count)
    }
    line = next
  }
  diagnostics.append(unclosed(source, at: first.lowerBound, from: start))
  return nil
}

/// The most bytes of front matter: a hundred times as many as the longest that people write.
public let largestFrontMatter = 256 << 10

private func tooLarge(_ source: SourceFile, _ size: Int) -> Diagnostic {
  let (size, most) = ((size - 1) >> 10 + 1, largestFrontMatter >> 10)
  return Diagnostic(
    .error, "front-matter-too-large", at: Place(source, 0..<3),
    Message(
      "开头信息有 \(size) KB，超过了 \(most) KB 的上限",
      "the front matter is \(size) KB long, over the limit of \(most) KB"),
    suggestion: Message(
      "正文写在第二行“---”下面；大段的内容移到正文或附件里",
      "write the text below the second `---`, and move long values into the text or an attachment")
  )
}

/// The report of a file without anything in it.
public func emptyFile(_ source: SourceFile) -> Diagnostic {
  let isDocument = headerName(in: source).chinese == "开头信息"
  return Diagnostic(
    .error, "empty-file", at: Place(source, 0..<0),
    Message("文件是空的", "the file is empty"),
    suggestion: isDocument
      ? Message(
        "从第一行“---”写起，或者用 branchpress new 新建一篇；不要这个文件，就删去它",
        "begin it with a line `---`, create a document with `branchpress new`, or remove the file")
      : Message("写上设置，例如“title: 网站名称”", "write the settings, such as `title: Our branch`"))
}

/// Whether there is nothing but white space, wide blanks included.
func isAllBlank(_ bytes: [UInt8]) -> Bool {
  bytes.count <= 4096
    && String(decoding: bytes, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
}

// MARK: - What is wrong with the fences

private func noFrontMatter(_ source: SourceFile, firstLine: Range<Int>, _ names: KeyNames)
  -> Diagnostic
{
  let bytes = source.bytes
  let line = String(decoding: bytes[firstLine], as: UTF8.self)
  let found: Message
  let suggestion: Message
  var fixes: [Replacement] = []
  if line.unicodeScalars.filter({ !$0.properties.isWhitespace }).elementsEqual(
    "---".unicodeScalars)
  {
    found = Message("它前面却有空格", "with nothing before it")
    suggestion = Message("删去“---”前面的空格", "remove the spaces before `---`")
    fixes = [Replacement(firstLine, "---")]
  } else if isLikeFence(bytes[firstLine]) {
    found = Message("这里写成了“\(brief(line))”", "not `\(brief(line))`")
    suggestion = Message("切换到英文输入法，只写“---”，前后不留空格", "write only `---`")
    fixes = [Replacement(firstLine, "---")]
  } else if line.utf8.starts(with: "---".utf8) {
    found = Message("后面却还有别的文字", "and nothing else")
    suggestion = Message("“---”单独占一行，后面的内容另起一行", "put the text after `---` on a line of its own")
    let key =
      bytes[(firstLine.lowerBound + 3)...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? bytes.count
    if startsWithKey(bytes[key..<max(key, firstLine.upperBound)], names) {
      fixes = [
        Replacement((firstLine.lowerBound + 3)..<key, lineFeed(behind: firstLine, in: bytes))
      ]
    }
  } else if hasFenceBelow(firstLine, in: bytes, names) {
    found = Message("这里“---”上面却还有内容", "but there is text above it")
    suggestion = Message(
      "把“---”上面的内容移到开头信息下面", "move the text above `---` below the front matter")
  } else if startsWithKey(bytes[firstLine], names) {
    found = Message("这里没有", "but it is missing")
    suggestion = Message("在这一行上面加一行“---”", "add a line `---` above this one")
    fixes = [
      Replacement(
        firstLine.lowerBound..<firstLine.lowerBound, "---" + lineFeed(behind: firstLine, in: bytes))
    ]
  } else {
    found = Message("用来开始开头信息，这里没有", "which begins the front matter, but it is missing")
    suggestion = Message(
      "在最前面加上四行：“---”、“title: 标题”、“date: 2026-07-01”、“---”，正文写在下面",
      "put four lines above the text: `---`, `title: …`, `date: 2026-07-01`, `---`")
  }
  return Diagnostic(
    .error, "no-front-matter", at: Place(source, firstLine),
    Message(
      "第一行应是三个半角减号“---”，" + found.chinese, "the first line must be `---`, " + found.english),
    suggestion: suggestion, fixes: fixes)
}

/// The first line that is not blank, without what nobody sees in front; the first of all where there is none.
private func firstLine(in bytes: [UInt8]) -> Range<Int> {
  var line = behindUnseen(in: bytes)
  let first = lineRange(at: line, in: bytes)
  while line < bytes.count {
    let range = lineRange(at: line, in: bytes)
    if !isBlankLine(bytes[range]) { return range }
    line = nextLine(behind: range.upperBound, in: bytes)
  }
  return first
}

/// The end of a line, as it is written.
private func lineFeed(behind line: Range<Int>, in bytes: [UInt8]) -> String {
  String(
    decoding: bytes[line.upperBound..<nextLine(behind: line.upperBound, in: bytes)], as: UTF8.self)
}

/// Behind byte-order marks and characters without a width at the beginning of a file.
private func behindUnseen(in bytes: [UInt8]) -> Int {
  guard let first = bytes.first, first >= 0xE2 else { return 0 }
  var end = 0
  let unseen: [[UInt8]] = [
    [0xEF, 0xBB, 0xBF], [0xE2, 0x80, 0x8B], [0xE2, 0x80, 0x8C], [0xE2, 0x80, 0x8D],
    [0xE2, 0x80, 0x8E], [0xE2, 0x80, 0x8F], [0xE2, 0x81, 0xA0],
  ]
  while let mark = unseen.first(where: { bytes[end...].starts(with: $0) }) { end += mark.count }
  return end
}

/// Points at a line that was meant to be the second fence, if one looks like it.
private func unclosed(_ source: SourceFile, at fence: Int, from start: Int) -> Diagnostic {
  let bytes = source.bytes
  var line = start
  while line < bytes.count, !isBlankLine(bytes[lineRange(at: line, in: bytes)]) {
    let range = lineRange(at: line, in: bytes)
    if isLikeFence(bytes[range]) {
      let text = brief(String(decoding: bytes[range].prefix(400), as: UTF8.self))
      return unclosed(
        at: Place(source, range),
        Message("开头信息下面的“---”写成了“\(text)”", "the second `---` is written as `\(text)`"),
        Message("切换到英文输入法，写三个减号“---”，前后不留空格", "write only `---`"),
        fixes: [Replacement(range, "---")])
    }
    line = nextLine(after: line, in: bytes)
  }
  return unclosed(
    at: Place(source, fence..<fence + 3),
    Message("开头信息没有结束：找不到第二行“---”", "the front matter never ends: there is no second `---` line"),
    Message("在开头信息的最后一行下面另起一行写“---”", "write `---` on a line of its own below the last field"))
}

private func unclosed(
  at place: Place, _ message: Message, _ suggestion: Message, fixes: [Replacement] = []
) -> Diagnostic {
  Diagnostic(
    .error, "unclosed-front-matter", at: place, message, suggestion: suggestion, fixes: fixes)
}

// MARK: - Lines

/// The line that starts at `start`, without its end.
private func lineRange(at start: Int, in bytes: [UInt8]) -> Range<Int> {
  var end = start
  while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
  return start..<end
}

/// The beginning of the line after the one at `start`.
private func nextLine(after start: Int, in bytes: [UInt8]) -> Int {
  nextLine(behind: lineRange(at: start, in: bytes).upperBound, in: bytes)
}

/// The beginning of the line after the one that ends at `end`; LF, CRLF and CR end a line.
private func nextLine(behind end: Int, in bytes: [UInt8]) -> Int {
  if end + 1 < bytes.count, bytes[end] == 0x0D, bytes[end + 1] == 0x0A { return end + 2 }
  return min(end + 1, bytes.count)
}

/// Whether a line is `---`, or `...`, with blanks behind it at most.
private func isFence(_ line: Range<Int>, in bytes: [UInt8], orDots: Bool) -> Bool {
  guard line.count >= 3 else { return false }
  let mark = bytes[line.lowerBound]
  guard mark == UInt8(ascii: "-") || orDots && mark == UInt8(ascii: ".") else { return false }
  for index in line {
    let isMark = index < line.lowerBound + 3
    guard isMark ? bytes[index] == mark : bytes[index] == 0x20 || bytes[index] == 0x09 else {
      return false
    }
  }
  return true
}

/// Whether a line holds nothing but dashes of any kind, at least two bytes of them, and blanks.
private func isLikeFence(_ line: ArraySlice<UInt8>) -> Bool {
  var dashes = 0
  for scalar in String(decoding: line.prefix(200), as: UTF8.self).unicodeScalars {
    switch scalar.value {
    case 0x2D: dashes += 1
    // Hyphens and dashes, the minus sign, box drawing, and the full-width and small hyphen-minus.
    case 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0xFE58, 0xFE63, 0xFF0D: dashes += 2
    default: if !scalar.properties.isWhitespace { return false }
    }
  }
  return dashes >= 2
}

private func isBlankLine(_ line: ArraySlice<UInt8>) -> Bool { isAllBlank(Array(line)) }

/// Whether one of the next lines is a fence with a key below it.
private func hasFenceBelow(_ first: Range<Int>, in bytes: [UInt8], _ names: KeyNames) -> Bool {
  var line = nextLine(after: first.lowerBound, in: bytes)
  for _ in 0..<10 where line < bytes.count {
    let next = nextLine(after: line, in: bytes)
    if isLikeFence(bytes[lineRange(at: line, in: bytes)]),
      startsWithKey(bytes[lineRange(at: next, in: bytes)], names)
    {
      return true
    }
    line = next
  }
  return false
}

/// Whether a line begins with the name of a key and a colon of either kind.
private func startsWithKey(_ line: ArraySlice<UInt8>, _ names: KeyNames) -> Bool {
  let name = line.prefix { $0 != 0x3A && $0 != 0xEF && $0 != 0x20 }
  let rest = line[name.endIndex...]
  return (rest.first == 0x3A || rest.starts(with: "：".utf8))
    && names.know(String(decoding: name, as: UTF8.self))
}
