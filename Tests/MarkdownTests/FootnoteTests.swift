import Diagnostics
import Markdown
import Testing

@Suite struct FootnoteTests {
  @Test func `a footnote has a mark, a text and a link back`() {
    let expected = """
      <p>甲<sup class="footnote-ref"><a href="#fn-1" id="fnref-1" data-footnote-ref>1</a></sup>乙</p>
      <div class="footnotes" role="doc-endnotes" aria-label="脚注" data-footnotes>
      <ol>
      <li id="fn-1">
      <p>中文 <a href="#fnref-1" class="footnote-backref" data-footnote-backref aria-label="返回正文">↩</a></p>
      </li>
      </ol>
      </div>

      """
    #expect(html("甲[^1]乙\n\n[^1]: 中文\n") == expected)
    #expect(html("甲[^1]乙\n\n[^1]:中文") == expected)
    #expect(html("[^1]:\n    中文\n\n甲[^1]乙") == expected)
  }

  @Test func `footnotes are numbered in the order of their marks`() {
    let document = render("a[^b] c[^a] d[^b]\n\n[^a]: A[^c]\n[^b]: B\n[^c]: C\n")
    let html = String(decoding: document.htmlWithRawAddresses(), as: UTF8.self)
    #expect(document.footnoteCount == 3)
    #expect(
      html.hasPrefix(
        """
        <p>a<sup class="footnote-ref"><a href="#fn-b" id="fnref-b" data-footnote-ref>1</a></sup> \
        c<sup class="footnote-ref"><a href="#fn-a" id="fnref-a" data-footnote-ref>2</a></sup> \
        d<sup class="footnote-ref"><a href="#fn-b" id="fnref-b-2" data-footnote-ref>1</a></sup></p>
        """))
    #expect(html.contains("<li id=\"fn-b\">\n<p>B <a href=\"#fnref-b\""))
    #expect(html.contains("↩</a> <a href=\"#fnref-b-2\" class"))
    #expect(html.contains("↩<sup class=\"footnote-ref\">2</sup></a></p>"))
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `a footnote may have several blocks`() {
    let text = """
      甲[^长]

      [^长]: 第一段
      接着第一段

          第二段

          - 一
          - 二

                代码

      乙
      """
    #expect(
      html(text).contains(
        """
        <li id="fn-长">
        <p>第一段接着第一段</p>
        <p>第二段</p>
        <ul>
        <li>
        <p>一</p>
        </li>
        <li>
        <p>二</p>
        <pre><code>代码
        </code></pre>
        </li>
        </ul>
        <a href
        """))
    #expect(html(text).contains("</p>\n<p>乙</p>\n<div class=\"footnotes\""))
  }

  @Test func `a footnote may be defined in quotes and lists and use the document's links`() {
    let text = "> 甲[^1]\n>\n> [^1]: 乙[丙]\n>     丁\n\n- 戊[^2]\n\n  [^2]: 己\n\n[丙]: u\n"
    #expect(html(text).contains("<p>乙<a href=\"u\">丙</a>丁 <a href=\"#fnref-1\""))
    #expect(html(text).contains("<li id=\"fn-2\">\n<p>己 "))
  }

  @Test(arguments: [
    "a\\[^1]", "a[\\^1]", "a[^1\\]", "a&#91;^1]", "`[^1]`", "    [^1]", "[^ 1]", "[^]",
    "[a[^1]](b)",
  ])
  func `what is escaped, code or in a link is no mark`(text: String) {
    let marks = html(text + "\n\nb[^1]\n\n[^1]: c").split(separator: "data-footnote-ref>")
    #expect(marks.count == 2)
  }

  @Test func `a mark that goes on like a link is a link's text only if it is one`() {
    #expect(html("甲[^1](u)\n\n[^1]: 乙").hasPrefix("<p>甲<a href=\"u\">^1</a></p>"))
    #expect(html("甲[^1](见 乙)\n\n[^1]: 乙").contains("1</a></sup>(见 乙)</p>"))
    #expect(html("[丙][^1]\n\n[^1]: 乙\n\n[丙]: u").hasPrefix("<p><a href=\"u\">丙</a><sup"))
    #expect(
      html("[丁](u[^1] ([^1]))\n\n[^1]: 乙").hasPrefix("<p><a href=\"u%5B%5E1%5D\" title=\"[^1]\">"))
  }

  @Test func `marks behind too many pictures are marks`() {
    let text = String(repeating: "![", count: 200) + "[^1] [^1](甲 乙)\n\n[^1]: 丙"
    #expect(html(text).split(separator: "data-footnote-ref>").count == 3)
  }

  @Test func `labels may hold what looks like emphasis, and case does not matter`() {
    #expect(html("a[^*] b[^_x_] c[^Y]\n\n[^*]: A\n[^_X_]: B\n[^y]: C").contains("c<sup class"))
    #expect(render("a[^*] b[^*] c[^_x_]\n\n[^*]: A\n[^_X_]: B").diagnostics.isEmpty)
  }

  @Test func `text that is open at the end does not swallow footnotes`() {
    for open in ["```\ncode", "<!-- comment", "<pre>\n\ntext", "> ```\n> code", "- ~~~"] {
      #expect(html("a[^1]\n\n[^1]: b\n\n" + open).contains("<p>b <a href=\"#fnref-1\""))
    }
  }

  @Test func `what looks like a definition inside a footnote is text`() {
    let text = "a[^1] b[^2]\n\n[^1]: [^2]: c\n\n    [^2]: d\n\n[^2]: e\n"
    #expect(html(text).contains("<p>[^2]: c</p>\n<p>[^2]: d <a"))
  }

  @Test func `missing, unused and repeated footnotes are reported where they stand`() {
    let document = render("a[^1] b[^缺]\n\n[^1]: c\n[^1]: d\n[^多]: e\n")
    #expect(
      summaries(of: document) == [
        "error missing-footnote [^缺]", "warning repeated-footnote [^1]: ",
        "warning unused-footnote [^多]: ",
      ])
    #expect(document.diagnostics[0].message.chinese == "没有脚注“缺”")
    #expect(document.diagnostics[0].message.english == "there is no footnote “缺”")
  }

  @Test func `where nothing is defined, a mark may be text, and is told once`() {
    let document = render("匹配 [^0-9] 和 [^a-z]，`[^b]` 不算。")
    #expect(summaries(of: document) == ["warning missing-footnote [^0-9]"])
    #expect(document.diagnostics[0].unlisted == 1)
    #expect(document.diagnostics[0].suggestion?.chinese.contains("\\[^0-9]") == true)
    #expect(String(decoding: document.html, as: UTF8.self).contains("匹配 [^0-9] 和 [^a-z]"))
    #expect(render("匹配 \\[^0-9]").diagnostics.isEmpty)
  }

  @Test func `a near label is told`() {
    let told = render("甲[^来源一] 乙[^来源]\n\n[^来源]: 丙").diagnostics
    #expect(told.map(\.id) == ["missing-footnote"])
    #expect(told[0].severity == .error)
    #expect(told[0].suggestion?.chinese == "是不是 [^来源]？")
    #expect(
      render("甲[^2] 乙[^1]\n\n[^1]: 丙").diagnostics[0].suggestion?.chinese == "加上一行 [^2]: 脚注内容")
  }

  @Test(arguments: ["**Note:**[^1]", "*a.*[^1]", "**（甲）**[^1]", "**[甲](b.md)**[^1]", "_a._[^1]"])
  func `a mark behind emphasis leaves it emphasis`(text: String) {
    let html = html(text + "\n\n[^1]: 乙")
    #expect(
      html.contains("></strong><sup") || html.contains("</strong><sup")
        || html.contains("</em><sup"))
    #expect(html.contains("data-footnote-ref>1</a>"))
  }

  @Test func `links of footnotes are slots and always resolve`() {
    let document = render("a[^1]\n\n[^1]: b")
    #expect(document.links.map(\.destination) == ["#fn-1", "#fnref-1"])
    #expect(document.links.allSatisfy { $0.isFootnote && $0.isLocal })
    #expect(document.slots.map(\.kind) == [.address(0), .address(1)])
    #expect(document.slots.map(\.offset) == document.slots.map(\.offset).sorted())
  }

  @Test func `what stands behind an empty item is not thought to be inside it`() {
    #expect(
      html("- \n\n  <!--\n\n[^1]: 乙\n\n-->\n\n甲[^1]")
        == "<ul>\n<li></li>\n</ul>\n<p>甲[^1]</p>\n")
  }

  @Test(arguments: [
    ("[x]: y\n\n    乙", "<p>乙 "), ("乙\n丙", "<p>乙丙 "), ("乙\n\n    丙", "<p>乙</p>\n<p>丙 "),
    ("|a|b|\n    |-|-|", "<table class=\"rows\">"), ("乙 \n", "<p>乙 <a"), ("乙<", "<p>乙&lt; "),
    ("---", "<hr />"),
    ("乙\n\n    > ", "<p>乙</p>\n<blockquote>"),
  ])
  func `a footnote's text ends where it ends, plain or not`(text: String, piece: String) {
    let html = html("甲[^1]\n\n[^1]: \(text)\n\n# 丁\n\n[^2]: 不见\n")
    #expect(html.contains("<li id=\"fn-1\">\n\(piece)"))
    #expect(!html.contains("不见"))
    #expect(isBalanced(html))
  }

  @Test func `a footnote between two lists keeps them apart`() {
    let list = "<ul>\n<li></li>\n</ul>\n"
    #expect(html("-\n\n[^1]: 甲\n\n-\n") == list + list)
    #expect(html("-\n\n\n[^1]: 甲\n\n-\n") == list + list)
  }
}
