import Diagnostics
import Markdown
import Testing

@Suite struct RawHTMLTests {
  @Test(arguments: [
    ("a<br>b<br/>c<BR />d", "<p>a<br />b<br />c<br />d</p>\n"),
    ("H<sub>2</sub>O x<sup>2</sup>", "<p>H<sub>2</sub>O x<sup>2</sup></p>\n"),
    ("<u>a</u> <MARK>b</Mark > <kbd>c</kbd>", "<p><u>a</u> <mark>b</mark> <kbd>c</kbd></p>\n"),
    (
      "<ruby>党<rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby>",
      "<p><ruby>党<rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby></p>\n"
    ),
    ("<ruby>党<rt>dǎng</ruby>", "<p><ruby>党<rt>dǎng</rt></ruby></p>\n"),
    ("a <!-- b --> c", "<p>a  c</p>\n"),
    ("<!-- a\n\nb -->\n\nc", "<p>c</p>\n"),
    (
      "<details>\n<summary>甲</summary>\n\n*乙*\n\n</details>\n\n丙",
      "<details>\n<summary>甲</summary>\n<p><em>乙</em></p>\n</details>\n<p>丙</p>\n"
    ),
    (
      "<details><summary>甲</summary>乙</details>",
      "<details><summary>甲</summary><p>乙</p>\n</details>\n"
    ),
    ("<u>\n甲\n</u>", "<p><u>\n甲\n</u></p>\n"),
  ])
  func `harmless elements pass and comments vanish`(markdown: String, expected: String) {
    let document = render(markdown)
    #expect(String(decoding: document.html, as: UTF8.self) == expected)
    #expect(document.diagnostics.isEmpty)
  }

  @Test(arguments: [
    (
      "<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>\n",
      ["warning raw-html <b>"]
    ),
    (
      "<u class=\"a\">b</u>", "<p>&lt;u class=&quot;a&quot;&gt;b&lt;/u&gt;</p>\n",
      ["warning raw-html <u class=\"a\">"]
    ),
    (
      "<div>\n*a*\n</div>", "<p>&lt;div&gt;\n*a*\n&lt;/div&gt;</p>\n",
      ["warning raw-html <div>"]
    ),
    (
      "<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
      ["warning raw-html <script>"]
    ),
    (
      "a <?b?> <!C d>", "<p>a &lt;?b?&gt; &lt;!C d&gt;</p>\n",
      ["warning raw-html <?b?>", "warning raw-html <!C d>"]
    ),
    ("<u>a", "<p>&lt;u&gt;a</p>\n", ["warning unclosed-element <u>"]),
    ("a</u>", "<p>a&lt;/u&gt;</p>\n", ["warning raw-html </u>"]),
    (
      "*<u>a*</u>", "<p><em>&lt;u&gt;a</em>&lt;/u&gt;</p>\n",
      ["warning unclosed-element <u>", "warning raw-html </u>"]
    ),
    (
      "> <details>\n\na\n\n</details>",
      "<blockquote>\n<details>\n</details>\n</blockquote>\n<p>a</p>\n<p>&lt;/details&gt;</p>\n",
      ["warning unclosed-element <details>", "warning raw-html </details>"]
    ),
    ("a <details>b", "<p>a &lt;details&gt;b</p>\n", ["warning raw-html <details>"]),
    ("a</br>", "<p>a&lt;/br&gt;</p>\n", ["warning raw-html </br>"]),
    ("<!-- a\n\nb", "", ["warning unclosed-comment <!-- a"]),
    (
      "<del>a</del>", "<p>&lt;del&gt;a&lt;/del&gt;</p>\n",
      ["warning raw-html <del>"]
    ),
  ])
  func `anything else is shown as text and reported where it stands`(
    markdown: String, expected: String, reported: [String]
  ) {
    let document = render(markdown)
    #expect(String(decoding: document.html, as: UTF8.self) == expected)
    #expect(summaries(of: document) == reported)
  }

  @Test(arguments: [
    ("<b>甲</b>", "**甲**"), ("<strong> 甲 </strong>乙", "**甲**乙"),
    ("<img src=\"a.png\" alt=\"图\">", "![图](a.png)"),
    ("<img src='a b.png' title='题'/>", "![](<a b.png> \"题\")"),
    ("<a href=\"b.md\" target=_blank>乙</a>", "[乙](b.md)"),
    ("红<font color=\"red\"><b>字</b></font>", "红**字**"),
    ("<center>\n<img src=\"a.png\">\n</center>", "![](a.png)"),
    ("<iframe src=\"https://v.example/x\" title=\"录像\"></iframe>", "[录像](https://v.example/x)"),
    (
      "<table><tr><th>甲</th><th>乙|丙</th></tr>\n<tr><td>1</td></tr></table>",
      "| 甲 | 乙\\|丙 |\n|---|---|\n| 1 |  |"
    ),
    ("<div class=\"x\">\n甲\n</div>", "甲"), ("<u class=\"a\">甲</u>", "<u>甲</u>"),
    ("<span style=\"x\">甲</span>乙", "甲乙"),
    ("<p align=\"center\">甲</p>\n\n乙", "甲\n\n乙"),
  ])
  func `of an element the Markdown is told that says the same`(text: String, right: String) {
    #expect(render(text).diagnostics.map(\.id) == ["raw-html"])
    #expect(fixed(text) == right)
    #expect(render(right).diagnostics.allSatisfy { $0.id == "no-alternative-text" })
  }

  @Test(arguments: [
    ("Supplier<U> 的类型", "unclosed-element", "\\<U>"),
    ("List<String> 的类型", "raw-html", "\\<String>"),
    ("<rt>甲</rt>", "raw-html", "<ruby>"), ("<summary>甲</summary>", "raw-html", "<details>"),
    ("<a id=\"x\"></a>甲<a name=\"y\"></a>", "html-anchor", "{#x}"),
    ("<script>x</script>", "raw-html", "Markdown"),
  ])
  func `what Markdown has nothing for is told once, with a way out`(
    text: String, id: String, advice: String
  ) {
    let told = render(text).diagnostics
    #expect(told.map(\.id) == [id])
    #expect(told[0].suggestion?.chinese.contains(advice) == true)
    #expect(told[0].fixes.isEmpty)
  }

  @Test func `a type's parameter underlines nothing`() {
    #expect(html("Supplier<U> 和 Map<K, V>") == "<p>Supplier&lt;U&gt; 和 Map&lt;K, V&gt;</p>\n")
    #expect(html("<u>甲<sup>乙</u>") == "<p><u>甲&lt;sup&gt;乙</u></p>\n")
  }

  @Test(arguments: ["<details open>", "<details open=\"\">", "<DETAILS OPEN='open'>"])
  func `details may be open`(tag: String) {
    let document = render("\(tag)\n<summary>甲</summary>\n\n乙\n\n</details>")
    #expect(
      String(decoding: document.html, as: UTF8.self)
        == "<details open=\"\">\n<summary>甲</summary>\n<p>乙</p>\n</details>\n")
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `an element is allowed by its place`() {
    #expect(html("<rt>甲</rt>") == "<p>&lt;rt&gt;甲&lt;/rt&gt;</p>\n")
    #expect(
      html("<details>\n\n<summary>甲</summary>\n</details>")
        == "<details>\n<summary>甲</summary>\n</details>\n")
    #expect(
      html("<details><summary>甲</summary><summary>乙</summary></details>")
        == "<details><summary>甲</summary><p>&lt;summary&gt;乙&lt;/summary&gt;</p>\n</details>\n")
    #expect(
      render("<rt>甲</rt> <rp>乙</rp>\n<rt>丙</rt>").diagnostics.map(\.id) == ["raw-html", "raw-html"])
  }

  @Test func `equal tags are reported each at its place`() {
    let document = render("<b>a</b>\n<b>c</b>")
    #expect(document.diagnostics.map { $0.place?.range.lowerBound } == [0, 9])
  }

  @Test func `of one kind of mistake as many are reported as of any file, and the rest is counted`()
  {
    let diagnostics = render(String(repeating: "<b> ", count: 1000)).diagnostics
    #expect(diagnostics.count == mostOfAKind)
    #expect(diagnostics.last?.unlisted == 1000 - mostOfAKind)
  }

  @Test(arguments: [
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<a href=\"javascript:x\">y</a>",
    "<iframe src=//a.cn></iframe>", "<style>*{}</style>", "<u onclick=x>y</u>", "<u/onclick=x>",
    "<br onload=x>", "<details ontoggle=x open>", "<math><mi//xlink:href=\"data:x\">",
    "<object data=x>",
    "<form><button formaction=javascript:x>", "<!--><img src=x onerror=y>-->", "<!---><img src=x>",
    "<x-a b='<u>'>", "<u\n>a</u\n>", "<u >a</u>", "<script\n>x</script\n>", "<![CDATA[<u>]]>",
    "<details><img src=x></details>", "![<img src=x>](y)", "[<u>](y)</u>", "`<u>`", "<<u>u>",
    "<u><sub></u></sub>", "<noscript><u title=\"</noscript><img src=x>\">", "# <img src=x>",
    "| <img src=x> |\n|---|", "[^<img src=x>]: a", "> [!NOTE]\n> <img src=x>",
    "a[^1]\n\n[^1]: <script>",
    "<summary><u>a</summary>", "<details></u></details>", "<rt></ruby><ruby>", "<!doctype html>",
    "&lt;script&gt;", "<https://a.cn/\"onclick=x>", "[a](b \"c\" onclick=x)", "![\"onload=x](y)",
    "[a](https://b.cn/\"x)", "```\"><script>\nx\n```", "<mark><mark></mark>", "~~<u>~~</u>",
    "<u>~~</u>~~",
    "*~~*~~", "<u>*</u>*", "<del>~~a</del>~~",
  ])
  func `no text gets an element or attribute through that is not allowed`(markdown: String) {
    let html = html(markdown)
    #expect(isBalanced(html))
    for tag in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
      let inner = withoutQuotes(String(tag.prefix { $0 != ">" }))
      #expect(!inner.contains("onclick="), "\(html)")
      #expect(!inner.contains("onerror="), "\(html)")
      #expect(!inner.contains("onload="), "\(html)")
      #expect(!inner.contains("script"), "\(html)")
    }
    #expect(!html.contains("<img src=x"), "\(html)")
    #expect(!html.contains("<svg"))
    #expect(!html.contains("<iframe"))
    #expect(!html.contains("<style"))
  }
}
