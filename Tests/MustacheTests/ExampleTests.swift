import ByteText
import Diagnostics
import Foundation
import Mustache
import Testing

@Suite struct Example {
  @Test func inTheDocumentationRuns() throws {
    // example
    var vocabulary = Vocabulary()
    let notice = vocabulary.shape("notice", ["title", "address", "tags"])
    let page = vocabulary.shape("page", ["site", "notices"])

    let (set, problems) = TemplateSet.compile(
      [
        (
          "list",
          file("list.mustache", "<h1>{{site}}</h1>\n{{#notices}}\n{{>item}}\n{{/notices}}\n")
        ),
        (
          "item",
          file("item.mustache", "<a href=\"{{address}}\">{{title}}</a>{{#tags}} {{.}}{{/tags}}\n")
        ),
      ], vocabulary: &vocabulary)
    guard let set, let list = set.template(named: "list") else { fatalError("\(problems)") }

    let first = Object(
      notice, [.text("A & B"), .address("notice/a/"), .list([.text("学习"), .text("通知")])])
    let data = Object(page, [.text("支部"), .list([.object(first)])])

    var writer = ByteWriter()
    let mistakes = set.render(
      list, stack: [data], root: "../", page: "index",
      into: &writer)
    // end
    #expect(problems.isEmpty && mistakes.isEmpty)
    #expect(
      String(decoding: writer.array(), as: UTF8.self)
        == "<h1>支部</h1>\n<a href=\"../notice/a/\">A &amp; B</a> 学习 通知\n")
  }

  private func file(_ path: String, _ text: String) -> SourceFile {
    SourceFile(path: path, bytes: Array(text.utf8))
  }

  @Test func isTheOneInTheDocumentation() throws {
    let here = URL(filePath: #filePath)
    let source = try String(contentsOf: here, encoding: .utf8)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/mustache.md"), encoding: .utf8)
    let code = try #require(
      source.components(separatedBy: "    // example\n").dropFirst().first?
        .components(separatedBy: "    // end").first)
    let unindented = code.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0) }.joined(separator: "\n")
    #expect(page.contains("```swift\n" + unindented + "```"))
  }
}
