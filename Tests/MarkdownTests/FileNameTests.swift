import Markdown
import Testing

@Suite struct FileNameTests {
  /// The HTML where no file is there.
  private func htmlWithoutFiles(_ text: String) -> String {
    let document = render(text)
    var html: [UInt8] = []
    var from = 0
    for slot in document.slots {
      html += document.html[from..<slot.offset]
      from = slot.offset
      if case .either(_, _, let missing) = slot.kind { html += Array(missing.utf8) }
    }
    return String(decoding: html + document.html[from...], as: UTF8.self)
  }

  @Test(arguments: [
    ("[附件](附件1 党员（样表）.docx)", "附件1 党员（样表）.docx"), ("[甲](a (1).pdf)", "a (1).pdf"),
    ("[甲](a b.MD)", "a b.MD"), ("[甲]( a b.md )", "a b.md"), ("[甲](a (b.pdf)", "a (b.pdf"),
    ("[甲](a b.md#丙)", "a b.md#丙"), ("[甲](a b.pdf \"题\")", "a b.pdf"),
    ("**[甲](a b.md)**乙", "a b.md"),
    ("> - [甲](a b.md)", "a b.md"), ("| [甲](a b.md) |\n|---|", "a b.md"),
    ("[甲](a_b c_d.md)", "a_b c_d.md"),
    ("[*甲*](a b.md)", "a b.md"), ("[甲](子 文件夹/a b.md)", "子 文件夹/a b.md"),
    ("[甲](a b.md) [乙](c.md)", "a b.md"),
    ("甲[^1]\n\n[^1]: [乙](c d.md)\n\n    丙", "c d.md"),
  ])
  func `a file's name may hold spaces and brackets`(text: String, name: String) {
    let document = render(text)
    let link = document.links.first { $0.isTentative }
    #expect(link?.destination == name)
    #expect(link.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) } == name)
    #expect(document.diagnostics.isEmpty)
    #expect(isBalanced(html(text)))
    #expect(isBalanced(htmlWithoutFiles(text)))
  }

  @Test func `a picture is one if its file is there, else text`() {
    let text = "![会场](微信图片_20261101 (1).jpg \"题\")"
    #expect(
      html(text)
        == "<figure><img src=\"%E5%BE%AE%E4%BF%A1%E5%9B%BE%E7%89%87_20261101%20(1).jpg\" alt=\"会场\" loading=\"lazy\" /><figcaption>题</figcaption></figure>\n"
    )
    #expect(
      htmlWithoutFiles(text) == "<p>![会场](微信图片_20261101 (1).jpg &quot;题&quot;)</p>\n")
    #expect(htmlWithoutFiles("见![*图*](a b.png)。") == "<p>见![图](a b.png)。</p>\n")
  }

  @Test func `a link is one if its file is there, else text`() {
    #expect(html("见[*甲*](a b.md)。") == "<p>见<a href=\"a%20b.md\"><em>甲</em></a>。</p>\n")
    #expect(htmlWithoutFiles("见[*甲*](a b.md)。") == "<p>见[<em>甲</em>](a b.md)。</p>\n")
  }

  @Test(arguments: [
    "[甲](b.md (c.md))", "[甲](<b c.md>)", "[甲](b(c).md)", "[甲](b.md \"c d.md\")", "[甲](b.md 'c')",
    "`[甲](b c.md)`", "```\n[甲](b c.md)\n```", "\\[甲](b c.md)", "甲](b c.md)", "[甲] 乙(b c.md)",
    "[甲](b c)", "[甲](https://a.cn/b c.md)", "[甲](b\nc.md)", "[甲](C:\\b c.md)", "[甲](b <c>.md)",
    "a[0](b, c)", "[甲][乙 丙.md]",
  ])
  func `what is a link already, or none, stays`(text: String) {
    let document = render(text)
    #expect(!document.links.contains { $0.isTentative })
    let commonMark = html(
      text, MarkdownOptions(extensions: .all.subtracting(.fileNames), headingIDs: false))
    #expect(html(text) == commonMark)
  }

  @Test func `CommonMark reads no such names`() {
    #expect(html("[a](b c.md)", with: .commonMark) == "<p>[a](b c.md)</p>\n")
  }
}
