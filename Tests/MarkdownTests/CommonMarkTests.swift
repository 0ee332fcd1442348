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

  // MARK: What CommonMark 0.31.2 has and libcmark 0.30 has not

  @Test(arguments: [
    ("*€*a", "*€*a"), ("a*€*", "a*€*"), ("*€ a*", "<em>€ a</em>"), ("**☎**b", "**☎**b"),
    ("a **☎** b", "a <strong>☎</strong> b"), ("(**☎**)", "(<strong>☎</strong>)"),
    ("€*a*€", "€<em>a</em>€"), ("a€*b*", "a€<em>b</em>"), ("*€a*b", "<em>€a</em>b"),
    ("a*€a*", "a*€a*"), ("*a€*b", "*a€*b"), ("“*€*”", "“<em>€</em>”"),
    ("€_a_", "€<em>a</em>"), ("_a_€", "<em>a</em>€"), ("a_€_", "a_€_"),
    ("€__a__€", "€<strong>a</strong>€"),
    ("a**∇**a", "a**∇**a"), ("a**𝜵a**a", "a**𝜵a**a"), ("🙂*a*🙂", "🙂<em>a</em>🙂"),
    ("a\u{2E52}_b_", "a\u{2E52}<em>b</em>"), ("a*\u{2E52}*b", "a*\u{2E52}*b"),
    ("**_€_**a", "**<em>€</em>**a"), ("_**€**_ a", "<em><strong>€</strong></em> a"),
    ("a_**€**_", "a_<strong>€</strong>_"), ("***€***a", "***€***a"),
    ("€***a***€", "€<em><strong>a</strong></em>€"),
    ("`*€*a`", "<code>*€*a</code>"), ("\\*€*a", "*€*a"),
    ("[a_€_](u_€_ \"t_€_\")", "<a href=\"u_%E2%82%AC_\" title=\"t_€_\">a_€_</a>"),
    ("[*€*a]\n\n[*€*a]: u", "<a href=\"u\">*€*a</a>"),
    ("x <b title=\"*€*a\">", "x <b title=\"*€*a\">"),
    ("<http://a.b/*€*a>", "<a href=\"http://a.b/*%E2%82%AC*a\">http://a.b/*€*a</a>"),
    ("![a*€*b](u)", "<img src=\"u\" alt=\"a*€*b\" />"),
  ])
  func `symbols are punctuation beside emphasis`(markdown: String, expected: String) {
    #expect(html(markdown, with: .commonMark) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: ["a\u{FE01}*€*b", "。\u{FE01}_a_", "x\u{FE00}*(a)*"])
  func `a variation selector is a character of its own where text is not Chinese`(markdown: String)
  {
    #expect(html(markdown, with: .commonMark) == "<p>\(markdown)</p>\n")
  }

  @Test(arguments: [
    ("a <!--> b -->", "a <!--> b --&gt;"), ("a <!---> b -->", "a <!---> b --&gt;"),
    ("a <!-- b -- c --> d", "a <!-- b -- c --> d"), ("a <!-- b ---> c", "a <!-- b ---> c"),
    ("a <!------> b", "a <!------> b"), ("a <!---- b ----> c", "a <!---- b ----> c"),
    ("a <!-- b --\nc *d* -- e --> f", "a <!-- b --\nc *d* -- e --> f"),
    ("a <!-- b --\r\nc -->", "a <!-- b --\nc -->"),
    ("a <!-- **「b」**c -- --> *d*", "a <!-- **「b」**c -- --> <em>d</em>"),
    ("a \\<!-- b -- c -->", "a &lt;!-- b -- c --&gt;"),
    ("a `<!--` b -- c `-->` d", "a <code>&lt;!--</code> b -- c <code>--&gt;</code> d"),
    ("a <!-- b -- c\n\n-->", "a &lt;!-- b -- c</p>\n<p>--&gt;"),
    ("a <!-- b\n<!-- c -->", "a &lt;!-- b</p>\n<!-- c -->\n"),
    (
      "`<!--`, [a--b] `-->`\n\n[a--b]: u",
      "<code>&lt;!--</code>, <a href=\"u\">a--b</a> <code>--&gt;</code>"
    ),
    ("a <!doctype html> b", "a <!doctype html> b"), ("a <!X> b", "a <!X> b"),
    ("a <!Doc *b*> c", "a <!Doc *b*> c"), ("a <!DOC b> c", "a <!DOC b> c"),
    ("a <!1> b", "a &lt;!1&gt; b"),
  ])
  func `comments and declarations are those of 0_31`(markdown: String, expected: String) {
    let whole = expected.hasSuffix("\n") ? "<p>\(expected)" : "<p>\(expected)</p>\n"
    #expect(html(markdown, with: .commonMark) == whole)
    #expect(html(markdown, with: [.table, .footnotes]) == whole)
  }

  @Test(arguments: [
    ("a <!-- b\n--\n-->", "<h2>a &lt;!-- b</h2>\n<p>--&gt;</p>\n"),
    ("a <!-- b\n- --\n-->", "<p>a &lt;!-- b</p>\n<hr />\n<p>--&gt;</p>\n"),
    ("# a <!-- b\n---\n-->", "<h1>a &lt;!-- b</h1>\n<hr />\n<p>--&gt;</p>\n"),
    ("a\n<!doctype *b*>\n*c*", "<p>a</p>\n<!doctype *b*>\n<p><em>c</em></p>\n"),
    ("a\n<search>\n*b*\n\n*c*", "<p>a</p>\n<search>\n*b*\n<p><em>c</em></p>\n"),
    ("<search class=\"x\">*a*", "<search class=\"x\">*a*\n"),
    ("</SEARCH>\n*a*", "</SEARCH>\n*a*\n"),
    ("> a\n<search>", "<blockquote>\n<p>a</p>\n</blockquote>\n<search>\n"),
    ("- <search>\n  *a*", "<ul>\n<li>\n<search>\n*a*\n</li>\n</ul>\n"),
    ("a\n    <search> *b*", "<p>a\n<search> <em>b</em></p>\n"),
    ("`<search>`", "<p><code>&lt;search&gt;</code></p>\n"),
    ("```\n<search>\n```", "<pre><code>&lt;search&gt;\n</code></pre>\n"),
    ("    <search>", "<pre><code>&lt;search&gt;\n</code></pre>\n"),
    ("<searches>*a*", "<p><searches><em>a</em></p>\n"),
    ("a\n<source>\n*b*", "<p>a\n<source>\n<em>b</em></p>\n"), ("<source>\n*a*", "<source>\n*a*\n"),
    ("<source src=\"x\"> *a*", "<p><source src=\"x\"> <em>a</em></p>\n"),
    ("> a\n<source>\n*b*", "<blockquote>\n<p>a\n<source>\n<em>b</em></p>\n</blockquote>\n"),
    ("# a\n<source>\n*b*", "<h1>a</h1>\n<source>\n*b*\n"),
  ])
  func `blocks are those of 0_31`(markdown: String, expected: String) {
    #expect(html(markdown, with: .commonMark) == expected)
    #expect(html(markdown, with: [.table, .footnotes]) == expected)
  }

  @Test func `a footnote may hold what CommonMark 0_31 has`() {
    let text = "a[^1]\n\n[^1]: b\n    <source> *€*c\n\n    <search>\n    *d*"
    let html = html(text, with: .footnotes)
    #expect(html.contains("<p>b\n<source> *€*c</p>\n<search>\n*d*\n"))
  }

  @Test func `what makes comments of 0_31 does not show where HTML is not trusted`() {
    let document = render("甲<!-- 乙 -- 丙 -->丁<!-->戊<!doctype x>")
    #expect(
      String(decoding: document.htmlWithRawAddresses(), as: UTF8.self)
        == "<p>甲丁戊&lt;!doctype x&gt;</p>\n")
    #expect(summaries(of: document) == ["warning raw-html <!doctype x>"])
  }

  @Test func `references to noncharacters give replacement characters`() {
    #expect(html("&#xFFFE;&#xFFFF;", with: .commonMark) == "<p>\u{FFFD}\u{FFFD}</p>\n")
  }
}
