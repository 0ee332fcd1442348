import Diagnostics
import Markdown

/// A text rendered as a site does it.
func render(
  _ text: String, _ options: MarkdownOptions = MarkdownOptions(headingIDs: false)
) -> MarkdownDocument {
  let bytes = Array(text.utf8)
  return renderMarkdown(
    SourceFile(path: "text.md", bytes: bytes), body: 0..<bytes.count, options: options)
}

/// The HTML with addresses as they were written.
func html(
  _ text: String, _ options: MarkdownOptions = MarkdownOptions(headingIDs: false)
) -> String {
  String(decoding: render(text, options).htmlWithRawAddresses(), as: UTF8.self)
}

/// The HTML under some extensions only, raw HTML trusted.
func html(_ text: String, with extensions: MarkdownOptions.Extensions) -> String {
  html(
    text,
    MarkdownOptions(
      extensions: extensions, rawHTML: .trusted, language: .english, headingIDs: false))
}

/// A diagnostic as a test can name it: `warning raw-html <b>`, with the text at its place.
func summaries(of document: MarkdownDocument) -> [String] {
  document.diagnostics.map { diagnostic in
    let text =
      diagnostic.place.map { String(decoding: $0.file.bytes[$0.range], as: UTF8.self) } ?? "nowhere"
    return "\(diagnostic.severity) \(diagnostic.id) \(text)"
  }
}

/// Whether every element of the HTML is closed in the order in which it was opened, void ones aside.
func isBalanced(_ html: String) -> Bool {
  let bytes = Array(html.utf8)
  var open: [String] = []
  var index = 0
  while index < bytes.count {
    guard bytes[index] == UInt8(ascii: "<") else {
      index += 1
      continue
    }
    guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else { return false }
    let tag = String(decoding: bytes[index + 1..<end], as: UTF8.self)
    let name = String(tag.prefix { $0 != " " && $0 != "\n" })
    if name.hasPrefix("/") {
      guard open.popLast() == String(name.dropFirst()) else { return false }
    } else if !["br", "hr", "img", "input"].contains(name) {
      open.append(name)
    }
    index = end + 1
  }
  return open.isEmpty
}

/// What stands in a file from an offset on.
func renderBody(of file: String, from start: Int) -> MarkdownDocument {
  let bytes = Array(file.utf8)
  return renderMarkdown(
    SourceFile(path: "text.md", bytes: bytes), body: start..<bytes.count,
    options: MarkdownOptions(headingIDs: false))
}

/// A tag without the values of its attributes.
func withoutQuotes(_ tag: String) -> String {
  tag.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    .filter { $0.offset % 2 == 0 }.map { String($0.element) }.joined()
}
