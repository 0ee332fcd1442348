import Markdown
import Testing

@Suite struct BlockExtensionTests {
  // MARK: Alerts

  @Test(arguments: [
    ("NOTE", "note", "说明", "Note"), ("tip", "tip", "提示", "Tip"),
    ("Important", "important", "重要", "Important"), ("WARNING", "warning", "注意", "Warning"),
    ("CAUTION", "caution", "警告", "Caution"),
  ])
  func `a quote that names a kind is an alert`(
    kind: String, name: String, chinese: String, english: String
  ) {
    let text = "> [!\(kind)]\n> 甲\n>\n> 乙\n"
    func expected(_ title: String) -> String {
      """
      <div class="alert alert-\(name)" role="note">
      <p class="alert-title">\(title)</p>
      <p>甲</p>
      <p>乙</p>
      </div>

      """
    }
    #expect(html(text) == expected(chinese))
    #expect(html(text, with: .alerts) == expected(english))
  }

  @Test func `an alert's name may stand alone, and alerts may nest`() {
    #expect(
      html("> [!TIP]\n>\n> > [!NOTE]\n> > 甲") == """
        <div class="alert alert-tip" role="note">
        <p class="alert-title">提示</p>
        <div class="alert alert-note" role="note">
        <p class="alert-title">说明</p>
        <p>甲</p>
        </div>
        </div>

        """)
  }

  @Test(arguments: [
    "> [!NOTE] 甲", "> [!OTHER]\n> 甲", "[!NOTE]\n甲", "> 甲\n> [!NOTE]", "> **[!NOTE]**",
  ])
  func `other quotes are quotes`(markdown: String) {
    #expect(html(markdown, with: .alerts) == html(markdown, with: .commonMark))
  }

  // MARK: Figures

  @Test func `a picture alone in its paragraph is a figure`() {
    #expect(
      html("![会场](a.jpg \"会场<全景>\")\n\n![会场](b.jpg)\n\n文 ![会场](c.jpg \"甲\")")
        == """
        <figure><img src="a.jpg" alt="会场" loading="lazy" /><figcaption>会场&lt;全景&gt;</figcaption></figure>
        <figure><img src="b.jpg" alt="会场" loading="lazy" /></figure>
        <p>文 <img src="c.jpg" alt="会场" title="甲" loading="lazy" /></p>

        """)
  }

  // MARK: Headings

  @Test func `ids keep Han characters, are unique and never empty`() {
    let document = render(
      """
      # 第一章：总则（试行）
      ## 第一章 总则
      ## 第一章 总则
      ### Hello, **World** `x_y`
      ## ！！！
      ## ???
      ## 第一章-总则-1
      ## 时间[^1]
      ## ~~旧~~ É 2026年①

      [^1]: 注
      """, MarkdownOptions())
    #expect(
      document.headings == [
        .init(level: 2, id: "第一章总则试行", text: "第一章：总则（试行）"),
        .init(level: 3, id: "第一章-总则", text: "第一章 总则"),
        .init(level: 3, id: "第一章-总则-1", text: "第一章 总则"),
        .init(level: 4, id: "hello-world-x_y", text: "Hello, World x_y"),
        .init(level: 3, id: "section", text: "！！！"),
        .init(level: 3, id: "section-1", text: "???"),
        .init(level: 3, id: "第一章-总则-1-1", text: "第一章-总则-1"),
        .init(level: 3, id: "时间", text: "时间"),
        .init(level: 3, id: "旧-É-2026年①", text: "旧 É 2026年①"),
      ])
    let html = String(decoding: document.html, as: UTF8.self)
    #expect(html.hasPrefix("<h2 id=\"第一章总则试行\">第一章：总则（试行）</h2>\n"))
  }

  @Test func `a footnote's id is not a heading's`() {
    let document = render("# fn 1\n\na[^1]\n\n[^1]: b", MarkdownOptions())
    let html = String(decoding: document.html, as: UTF8.self)
    #expect(html.contains("<h2 id=\"fn-1-1\">"))
    #expect(html.contains("<li id=\"fn-1\">"))
  }

  // MARK: Limits

  @Test(arguments: [("", 64), ("甲[^1]\n\n[^1]: ", 63)])
  func `what is nested more than 64 deep is text, and reported`(before: String, quotes: Int) {
    let deep = "- *甲* **乙** ~~丙~~ [丁](a.md) ![](a.png) [^2] `a` <b> &lt; \\*"
    let document = render(before + String(repeating: "> ", count: quotes) + deep)
    let shown = deep.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;")
    let html = String(decoding: document.html, as: UTF8.self)
    #expect(html.contains("<blockquote>\n<p>\(shown)</p>\n</blockquote>"))
    #expect(summaries(of: document) == ["warning nested-too-deep -"])
  }

  @Test func `what is nested 64 deep is not`() {
    let document = render(String(repeating: "> ", count: 64) + "*甲*")
    #expect(String(decoding: document.html, as: UTF8.self).contains("<p><em>甲</em></p>"))
    #expect(document.diagnostics.isEmpty)
  }
}
