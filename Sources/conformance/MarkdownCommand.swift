import Diagnostics
import Foundation
import Markdown

private struct Case: Decodable {
  let markdown: String
  let extensions: [String]?
}

private struct Answer: Encodable {
  let html: String
}

/// Reads a case a line and prints its HTML: plain CommonMark with raw HTML passed through and
/// addresses as they are written, plus the extensions that the case names.
///
/// With `--repeat COUNT FILE` it renders a file that often as a site does it, for
/// `Benchmarks/markdown` to count instructions.
func runMarkdownCommand() {
  let arguments = CommandLine.arguments
  if arguments.count == 5, arguments[2] == "--repeat", let count = Int(arguments[3]),
    let data = FileManager.default.contents(atPath: arguments[4])
  {
    return renderRepeatedly(Array(data), count: count)
  }
  let decoder = JSONDecoder()
  let encoder = JSONEncoder()
  encoder.outputFormatting = .withoutEscapingSlashes
  while let line = readLine() {
    let answer = try? encoder.encode(render(decoder.decode(Case.self, from: Data(line.utf8))))
    FileHandle.standardOutput.write(
      (answer ?? Data(#"{"error": "the case cannot be read"}"#.utf8)) + Data("\n".utf8))
  }
}

/// Prints the length of the HTML and the least time that it took, in nanoseconds.
private func renderRepeatedly(_ bytes: [UInt8], count: Int) {
  let source = SourceFile(path: "text.md", bytes: bytes)
  var length = 0
  var best = Duration.seconds(1000)
  for _ in 0..<count {
    let time = ContinuousClock().measure {
      length = renderMarkdown(source, body: 0..<bytes.count).html.count
    }
    best = min(best, time)
  }
  print(length, best / .nanoseconds(1))
}

private func render(_ request: Case) -> Answer {
  let bytes = Array(request.markdown.utf8)
  let document = renderMarkdown(
    SourceFile(path: "case.md", bytes: bytes), body: 0..<bytes.count,
    options: MarkdownOptions(
      extensions: extensions(named: request.extensions ?? []), rawHTML: .trusted,
      language: .english, headingIDs: false, tableAlignment: .attribute))
  return Answer(html: String(decoding: document.htmlWithRawAddresses(), as: UTF8.self))
}

private func extensions(named names: [String]) -> MarkdownOptions.Extensions {
  names.reduce(into: []) { extensions, name in
    switch name {
    case "table": extensions.insert(.table)
    case "strikethrough": extensions.insert(.strikethrough)
    case "autolink": extensions.insert(.autolink)
    case "tasklist": extensions.insert(.taskList)
    case "footnotes": extensions.insert(.footnotes)
    case "cjk": extensions.insert(.cjk)
    default: break
    }
  }
}
