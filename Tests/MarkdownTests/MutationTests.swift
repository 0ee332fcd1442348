import Diagnostics
import Testing

@testable import Markdown

/// Texts made of pieces and other texts by chance, the same in every run.
@Suite struct MutationTests {
  private static let pieces = [
    "| a | b |\n|---|---|\n| c | d |\n", "|---|\n", "|", "\\|", "> ", "- ", "1. ", "  ", "    ",
    "\t",
    "```\n", "~~~", "\n", "\n\n", "\r\n", "`", "**", "*", "_", "~~", "~", "[", "]", "(u)", "![",
    "](",
    "[a]: b\n", "<!-- ", "-->", "<u>", "</u>", "<details>\n", "</details>\n", "<summary>", "<b>",
    "</b>",
    "<script>", "<br>", "<", ">", "\"", "&", "&amp;", "&#126;", "\\", "甲", "「", "」", "。",
    "“", "”", "\u{3000}", "😀", "# ", "---\n", "===\n", "www.a.cn", "https://a.cn/_b_*c*", "a@b.cn",
    "[ ] ", "[x] ", "[^1]", "[^1]: 注\n", "[^甲]", "\n[^甲]: 乙\n\n    丙\n", "> [!NOTE]\n", "word ",
    "\u{0}",
    "javascript:", "\u{FE00}", "\u{E0100}", "![甲](a.png \"乙\")\n", "<!-- more -->\n",
    "€", "☎", "__", "**_", "_**", "￥", "。\u{FE01}", "<!-->", "<!--->", " -- ", "--->", "<!a",
    "<search>\n",
    "\n<source>", ",", "\n　　", "\n　\n", "甲\t乙\n丙\t丁\n", "\n\t甲\t乙\n", "\n一、", "\n时间：",
    "\n&emsp;&emsp;", "\r",
    "\n| 甲 | 乙 |\n| 丙 ｜ 丁 |\n", "\n| —— | —— |\n", "\n    甲，。",
  ]

  /// A linear congruential generator: chance that a failure can be repeated with.
  private struct Chance {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  private static func text(seed: Int) -> [UInt8] {
    var chance = Chance(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    var text: [UInt8] = []
    for _ in 0..<2 + chance.below(40) { text += Array(pieces[chance.below(pieces.count)].utf8) }
    for _ in 0..<chance.below(4) where !text.isEmpty {
      let at = chance.below(text.count)
      switch chance.below(3) {
      case 0: text.remove(at: at)
      case 1: text.insert(text[chance.below(text.count)], at: at)
      default: text.swapAt(at, chance.below(text.count))
      }
    }
    // Cutting and moving bytes may have left what is no UTF-8.
    return Array(String(decoding: text, as: UTF8.self).utf8)
  }

  @Test(arguments: 0..<40)
  func `any text is rendered, balanced, with slots and locator within bounds`(block: Int) {
    for seed in block * 100..<block * 100 + 100 {
      let bytes = Self.text(seed: seed)
      let document = renderMarkdown(
        SourceFile(path: "text.md", bytes: bytes), body: 0..<bytes.count,
        options: MarkdownOptions())
      let html = String(decoding: document.htmlWithRawAddresses(), as: UTF8.self)
      #expect(isBalanced(html), "seed \(seed): \(html)")
      #expect(firstReference(in: document.html) == nil || bytes.contains(0xEF), "seed \(seed)")
      #expect(document.slots.map(\.offset) == document.slots.map(\.offset).sorted())
      #expect(document.slots.allSatisfy { $0.offset <= document.html.count })
      #expect(document.links.allSatisfy { $0.range.upperBound <= bytes.count })
      #expect(document.diagnostics.allSatisfy { ($0.place?.range.upperBound ?? 0) <= bytes.count })
      for fixes in document.diagnostics.map(\.fixes) {
        let ends = fixes.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
        #expect(ends == ends.sorted() && ends.last ?? 0 <= bytes.count, "seed \(seed)")
      }
      #expect(Set(document.headings.map(\.id)).count == document.headings.count)
      #expect(document.headings.allSatisfy { !$0.id.isEmpty })
    }
  }

  @Test(arguments: 40..<60)
  func `our view of the blocks is libcmark's`(block: Int) {
    for seed in block * 100..<block * 100 + 100 {
      let bytes = Self.text(seed: seed)
      unsafe bytes.withUnsafeBufferPointer { buffer in
        let file = unsafe Bytes(base: buffer.baseAddress, count: buffer.count)
        let prepared = PreparedText(file, options: MarkdownOptions())
        let tree = prepared.parse(file)
        var walker = HTMLWalker(
          source: SourceFile(path: "text.md", bytes: bytes), file: file, body: 0..<bytes.count,
          options: MarkdownOptions(), prepared: prepared)
        walker.write(tree.root)
        let isBroken = walker.isBroken
        #expect(!isBroken, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 0..<10)
  func `rendering twice gives the same`(block: Int) {
    for seed in block * 20..<block * 20 + 20 {
      let bytes = Self.text(seed: seed)
      let file = SourceFile(path: "text.md", bytes: bytes)
      #expect(
        renderMarkdown(file, body: 0..<bytes.count) == renderMarkdown(file, body: 0..<bytes.count))
    }
  }

  /// The offset of a noncharacter that the pre-pass may have left.
  private func firstReference(in html: [UInt8]) -> Int? {
    html.indices.dropLast(2).first {
      html[$0] == 0xEF && html[$0 + 1] == 0xB7 && (0x90...0xAF).contains(html[$0 + 2])
    }
  }
}
