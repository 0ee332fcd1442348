internal import ByteText
package import Diagnostics
internal import Digests

/// The line that a new document has in place of a text.
package func placeholderText(isChinese: Bool) -> String {
  isChinese ? "在这里写正文。" : "Write the text here."
}

/// Reports what the starter site or `branchpress new` left to be replaced: values that say so, and a text that was never
/// written.
func reportSampleText(
  _ source: SourceFile, header: Range<Int>, body: Range<Int>, of document: ParsedDocument,
  _ diagnostics: inout [Diagnostic]
) {
  if holdsPlease(source.bytes[header]), let found = sampleValue(in: source.bytes[header]) {
    diagnostics.append(sampleText(at: Place(source, found.first), count: found.count))
  }
  guard let text = source.bytes[body].range(trimmed: body) else {
    if document.needsText {
      diagnostics.append(
        Diagnostic(
          .warning, "empty-text", at: Place(source, header.lowerBound..<header.lowerBound),
          Message("这篇稿件没有正文", "the document has no text"),
          suggestion: Message(
            "在第二行“---”下面写正文；还没有写好，就在开头信息里加一行“draft: true”",
            "write the text below the second `---`, or add `draft: true` to the front matter until it is written"
          )))
    }
    return
  }
  if let line = placeholder(in: source.bytes[text]), !document.header.isDraft {
    diagnostics.append(
      Diagnostic(
        .warning, "empty-text", at: Place(source, line),
        Message("正文还没有写", "the text has not been written yet"),
        suggestion: Message(
          "把这一行换成正文；还没有写好，就在开头信息里加一行“draft: true”",
          "replace this line with the text, or add `draft: true` to the front matter until it is written"
        )))
  }
}

/// The line of a short text that a new document has in place of one; nil where there is none, or more was written.
private func placeholder(in text: ArraySlice<UInt8>) -> Range<Int>? {
  guard text.count < 1000 else { return nil }
  return text.split(separator: 0x0A).first { line in
    [true, false].contains { line.elementsEqual(placeholderText(isChinese: $0).utf8) }
  }.map { $0.startIndex..<$0.endIndex }
}

/// Reports values of `site.yml` that are still those of the starter site.
package func reportSampleText(in settings: SourceFile, _ diagnostics: inout [Diagnostic]) {
  guard let found = sampleValue(in: settings.bytes[...], besides: starterLines) else { return }
  diagnostics.append(sampleText(at: Place(settings, found.first), count: found.count))
}

private func sampleText(at place: Place, count: Int) -> Diagnostic {
  Diagnostic(
    .warning, "sample-text", at: place,
    Message(
      "这里还是样板里的文字" + (count > 1 ? "，这个文件里共有 \(count) 处" : ""),
      "this is still the starter's text"
        + (count > 1 ? "; the file contains \(counted(count, "such place"))" : "")),
    suggestion: Message(
      "换成自己的内容；不是必填的，用不着就删去这一行",
      "replace it with your own; a field that is not required may be removed"))
}

/// The lines of the starter's settings that no site of its own has.
private let starterLines: [String] = [
  "url: https://example.org/", "email: branch@example.org", "phone: 000-0000 0000",
  "identity: example.org,2026",
]

/// The first value that begins with words such as `请改成`, or that is one of the lines, and the number of all.
private func sampleValue(
  in bytes: ArraySlice<UInt8>, besides lines: [String] = []
) -> (first: Range<Int>, count: Int)? {
  var found: (first: Range<Int>, count: Int)?
  var start = bytes.startIndex
  while start < bytes.endIndex {
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
    let isSample =
      saysToReplaceIt(bytes[start..<end])
      || lines.contains {
        bytes[start..<end].range(trimmed: start..<end).map { bytes[$0] }?.elementsEqual($0.utf8)
          ?? false
      }
    if isSample {
      let range = bytes[start..<end].range(trimmed: start..<end) ?? start..<end
      found = (found?.first ?? range, (found?.count ?? 0) + 1)
    }
    start = end + 1
  }
  return found
}

/// Whether there is a `请`, with which such words begin and few headers have.
private func holdsPlease(_ bytes: ArraySlice<UInt8>) -> Bool {
  var from = bytes.startIndex
  while let index = bytes[from...].firstIndex(of: 0xE8) {
    if bytes[index...].starts(with: "请".utf8) { return true }
    from = index + 1
  }
  return false
}

/// Whether the value of a line begins with the words that ask for another.
private func saysToReplaceIt(_ line: ArraySlice<UInt8>) -> Bool {
  guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
  let value = line[(colon + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
  return value.starts(with: "请改成".utf8) || value.starts(with: "请用一句话".utf8)
}

extension ArraySlice<UInt8> {
  /// The range without white space at both ends; nil where there is nothing else.
  fileprivate func range(trimmed range: Range<Int>) -> Range<Int>? {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, self[start] <= 0x20 { start += 1 }
    while start < end, self[end - 1] <= 0x20 { end -= 1 }
    return start < end ? start..<end : nil
  }
}

extension ParsedDocument {
  /// Whether a reader of the page finds nothing if it has no text.
  fileprivate var needsText: Bool {
    if header.isDraft || header.summary != nil || header.cover != nil { return false }
    switch details {
    case .study(let study): return study.source == nil
    case .notice(let notice): return notice.attachments.isEmpty && notice.event == nil
    case .activity(let activity):
      return activity.photos.scope != .folder && activity.photos.named.isEmpty
    default: return false
    }
  }
}
