import Markdown
import Testing

/// What is dialled by the links of a text, in their order.
private func dialled(in markdown: String) -> [String] {
  html(markdown).split(separator: "\"").filter { $0.hasPrefix("tel:") }
    .map { String($0.dropFirst(4)) }
}

@Suite struct TelephoneTests {
  @Test(arguments: [
    ("请联系 13800138000。", "13800138000"), ("手机138-0013-8000", "13800138000"),
    ("周敏（138 0013 8000）", "13800138000"), ("+86 13800138000", "+8613800138000"),
    ("+8613800138000", "+8613800138000"), ("010-88886666", "01088886666"),
    ("0571 8888 6666，周一至周五", "057188886666"), ("000-6600 0102", "00066000102"),
    ("0571-8888666", "05718888666"), ("电话：057188886666", "057188886666"),
    ("400-123-4567", "4001234567"), ("800 1234 567", "8001234567"),
    ("热线：4001234567", "4001234567"), ("请拨打12345。", "12345"), ("电话：66000102", "66000102"),
    ("紧急情况请拨打110", "110"), ("热线 12380", "12380"), ("Tel: 66000102", "66000102"),
    ("电话010-88886666转8001", "01088886666,8001"),
    ("010-88886666-8001", "01088886666,8001"), ("**13800138000**", "13800138000"),
    ("> 13800138000", "13800138000"), ("13800138000（微信同号）", "13800138000"),
  ])
  func `numbers become links`(text: String, number: String) {
    #expect(dialled(in: text) == [number])
  }

  @Test(arguments: [
    // Years, dates, ranges.
    "2026年7月1日", "2026-07-01", "1921-1949", "1921年—1949年", "2026-07-01 09:30", "2025 2026 2027",
    // Numbers of identity cards, of bank cards, of accounts and documents.
    "身份证号110105194912310028", "11010519491231002X", "6222 0202 0001 2345 678",
    "6222020200012345678", "账号：13800138000", "订单号 13800138000", "编码13800138000",
    "梧党〔2026〕12号", "ICP备12345678号", "QQ：13800138000", "QQ群 12345678", "微信 wx13800138000",
    // Books, amounts, measures.
    "ISBN 978-7-5327-1234-5", "978-7-01-002345-6", "￥13800138000", "13800138000元",
    "13800138000 平方米",
    "13,800,138,000", "3.13800138000", "13800138000.5", "合计 13800138000",
    // Numbers that are short, or of no form, where nothing names them.
    "12345", "110", "66000102", "057188886666", "4001234567", "1380013800", "138001380001",
    "接到电话 300 个", "来电 120 次", "010-2026", "电话会议2026年", "第110页",
    // Addresses.
    "13800138000@example.org", "https://example.org/13800138000", "13800138000.example.org",
    "a13800138000", "13800138000a", "1921-13800138000",
  ])
  func `other figures stay as they are`(text: String) {
    #expect(dialled(in: text) == [])
  }

  @Test(arguments: [
    "`13800138000`", "    13800138000", "[13800138000](b.md)", "![13800138000](b.png)",
    "```\n电话：13800138000\n```", "<https://example.org/?13800138000>",
  ])
  func `code and links hold none`(text: String) {
    #expect(dialled(in: text) == [])
  }

  @Test func `several stand in one text, in cells and footnotes too`() {
    #expect(
      dialled(
        in:
          "周敏 13800138000、13900139000，见[^1]。\n\n| 电话 |\n|--|\n| 010-88886666 |\n\n[^1]: 010-88886667"
      )
        == ["13800138000", "13900139000", "01088886666", "01088886667"])
    #expect(
      html("电话：010-88886666转8001，邮箱 a@example.org。")
        == "<p>电话：<a href=\"tel:01088886666,8001\">010-88886666转8001</a>，邮箱 <a href=\"mailto:a@example.org\">a@example.org</a>。</p>\n"
    )
    #expect(html("## 电话 13800138000", MarkdownOptions()).contains("<h2 id=\"电话-13800138000\">"))
  }

  /// Random pieces of numbers and of what stands around them: no character of the text is lost, moved or added.
  @Test func `the text stays the same`() {
    var random = SystemRandomNumberGenerator()
    let pieces = [
      "138", "0013", "8000", "13800138000", "010", "-", " ", "88886666", "+86", "转", "8001", "电话",
      "：", "热线", "元", "号", "。", "400", "12345", "a", "@", ".", "（", "）", "、", "党员", "110",
    ]
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 1...9, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let plain = "文" + text + "字"
      #expect(
        html(plain, with: MarkdownOptions.Extensions.telephones).replacing(/<[^>]*>/, with: "")
          == html(plain, with: []).replacing(/<[^>]*>/, with: ""))
      let linked = String(decoding: htmlWithLinks(text), as: UTF8.self)
      #expect(linked.replacing(/<[^>]*>/, with: "") == text)
    }
  }

  @Test func `short texts of front matter have them, too`() {
    #expect(
      String(decoding: htmlWithLinks("组织委员周敏，000-6600 0102，<a@example.org>"), as: UTF8.self)
        == "组织委员周敏，<a href=\"tel:00066000102\">000-6600 0102</a>，&lt;<a href=\"mailto:a@example.org\">a@example.org</a>&gt;"
    )
  }
}
