import Foundation
import Markdown
import Testing

@Suite struct DocumentationTests {
  /// The examples of `docs/markdown.md`: what stands in a `markdown` fence, and in the `html` fence
  /// after it.
  private static let examples: [(markdown: String, html: String)] = {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let file = try? String(contentsOf: root.appending(path: "docs/markdown.md"), encoding: .utf8)
    let pieces = (file ?? "").split(separator: "````", omittingEmptySubsequences: false)
    let fences = stride(from: 1, to: pieces.count, by: 2).map { pieces[$0] }
    return zip(fences, fences.dropFirst()).compactMap { first, second in
      guard first.hasPrefix("markdown\n"), second.hasPrefix("html\n") else { return nil }
      return (String(first.dropFirst(9)), String(second.dropFirst(5)))
    }
  }()

  @Test func `every section of the documentation has an example`() throws {
    #expect(Self.examples.count == 16)
  }

  @Test(arguments: examples)
  func `the documentation shows what is rendered`(markdown: String, expected: String) {
    #expect(html(markdown, MarkdownOptions()) == expected)
  }
}
