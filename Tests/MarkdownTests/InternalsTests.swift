import Foundation
import Testing

@testable import Markdown

@Suite struct InternalsTests {
  /// The fenced blocks of `docs/internals/markdown.md`'s worked example: what stands behind each of the words.
  private static let example: [String: String] = {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    let file = try? String(
      contentsOf: root.appending(path: "docs/internals/markdown.md"), encoding: .utf8)
    let pieces = (file ?? "").split(separator: "````", omittingEmptySubsequences: false)
    return stride(from: 1, to: pieces.count, by: 2).reduce(into: [:]) { found, index in
      let parts = pieces[index].split(
        separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      found[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
  }()

  /// The text that libcmark is given, with the marks as the page shows them.
  private func prepared(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let given = unsafe bytes.withUnsafeBufferPointer { buffer in
      let source = unsafe Bytes(base: buffer.baseAddress, count: buffer.count)
      return PreparedText(source, options: MarkdownOptions()).text.bytes.string
    }
    let marks = ["letter", "literal", "before", "cell", "note", "behind"]
    return marks.enumerated().reduce(given) { text, mark in
      let bytes: [UInt8] = [0xEF, 0xB7, 0x90 + UInt8(mark.offset)]
      return text.replacing(String(decoding: bytes, as: UTF8.self), with: "⟨\(mark.element)⟩")
    }
  }

  @Test func `the worked example is what the program does`() throws {
    let text = try #require(Self.example["markdown"])
    #expect(prepared(text) == Self.example["prepared"])
    #expect(html(text, MarkdownOptions()) == Self.example["html"])
  }
}
