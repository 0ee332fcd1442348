import Markdown
import Testing

@Suite struct CommonMarkTests {
  @Test(arguments: [
    ("# a", "<h1>a</h1>\n"),
    ("a\n=\n\nb\n-", "<h1>a</h1>\n<h2>b</h2>\n"),
    ("a\\\nb  \nc", "<p>a<br />\nb<br />\nc</p>\n"),
    ("    <a>\n", "<pre><code>&lt;a&gt;\n</code></pre>\n"),
    (
      "```swift x\n\"a\"\n```", "<pre><code class=\"language-swift\">&quot;a&quot;\n</code></pre>\n"
    ),
    ("> a\nb\n\n---", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n<hr />\n"),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
    ("3) a\n\n4) b", "<ol start=\"3\">\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"),
    ("*a **b***, `c*`", "<p><em>a <strong>b</strong></em>, <code>c*</code></p>\n"),
    (
      "[a](/u \"t\") ![b *c*](d)",
      "<p><a href=\"/u\" title=\"t\">a</a> <img src=\"d\" alt=\"b c\" /></p>\n"
    ),
    ("[a]\n\n[A]: <b c> 't'", "<p><a href=\"b%20c\" title=\"t\">a</a></p>\n"),
    (
      "<https://a.b/?c=d&e>",
      "<p><a href=\"https://a.b/?c=d&amp;e\">https://a.b/?c=d&amp;e</a></p>\n"
    ),
    ("&copy; &#35; \\* &x;", "<p>© # * &amp;x;</p>\n"),
    ("<b>a</b>\n\n<div>\n*a*\n</div>", "<p><b>a</b></p>\n<div>\n*a*\n</div>\n"),
    ("", ""),
  ])
  func `CommonMark is written as libcmark writes it`(markdown: String, expected: String) {
    #expect(html(markdown, with: .commonMark) == expected)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `every kind of line ending ends a line`(ending: String) {
    let lines = ["# a", "", "b", "c", "", "| x |", "|---|", "| y |", "", "d[^1]", "", "[^1]: e"]
    let text = lines.joined(separator: ending) + ending
    #expect(html(text) == html(lines.joined(separator: "\n") + "\n"))
  }

  @Test func `only the body of a file is rendered`() {
    let file = "---\ntitle: x\n---\n[a](b.md)\n"
    let document = renderBody(of: file, from: 17)
    #expect(
      String(decoding: document.htmlWithRawAddresses(), as: UTF8.self)
        == "<p><a href=\"b.md\">a</a></p>\n")
    #expect(document.links.map(\.range) == [21..<25])
  }

  @Test(arguments: ["\u{0}", "a\u{0}b"])
  func `a null character becomes a replacement character`(text: String) {
    #expect(html(text, with: .all).contains("\u{FFFD}"))
  }

  @Test func `references to noncharacters give replacement characters`() {
    #expect(html("&#xFFFE;&#xFFFF;", with: .commonMark) == "<p>\u{FFFD}\u{FFFD}</p>\n")
  }
}
