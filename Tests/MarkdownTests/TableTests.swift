import Markdown
import Testing

@Suite struct TableTests {
  /// A table of one column, as its rows' cells are written.
  private func table(_ header: String, _ rows: String...) -> String {
    let head = "<table>\n<thead>\n<tr>\n<th>\(header)</th>\n</tr>\n</thead>\n"
    let body = rows.map { "<tr>\n<td>\($0)</td>\n</tr>\n" }.joined()
    return head + (rows.isEmpty ? "</table>\n" : "<tbody>\n\(body)</tbody>\n</table>\n")
  }

  @Test func `columns are aligned as the delimiter row says`() {
    let expected = """
      <table>
      <thead>
      <tr>
      <th class="left">a</th>
      <th class="center">b</th>
      <th class="right">c</th>
      <th>d</th>
      </tr>
      </thead>
      <tbody>
      <tr>
      <td class="left">1</td>
      <td class="center"></td>
      <td class="right">3</td>
      <td></td>
      </tr>
      </tbody>
      </table>

      """
    #expect(html("a | b | c | d\n:-- | :-: | --: | -\n1 | | 3", with: .table) == expected)
  }

  @Test
  func `cells of up to six columns carry their column's name, but for the first and empty ones`() {
    let labelled = html("| 月 | **主\"题\"** | `c` |\n|--|:-:|--|\n| 1 | a | |", Self.labels)
    #expect(labelled.hasPrefix("<table class=\"rows\">\n"))
    #expect(
      labelled.contains(
        "<td>1</td>\n<td data-label=\"主&quot;题&quot;\" class=\"center\">a</td>\n<td></td>\n"
      ))
    #expect(
      html("| 月[^1] | b |\n|--|--|\n| 1 | 2 |\n\n[^1]: x").contains("<td data-label=\"b\">2</td>"))
    #expect(
      html("| a | b[^1] |\n|--|--|\n| 1 | 2 |\n\n[^1]: x").contains("<td data-label=\"b\">2</td>"))
  }

  @Test func `long names of columns are cut between characters`() {
    let name = String(repeating: "名", count: 30)
    let row = "<td data-label=\"\(name.prefix(15))…\">2</td>"
    #expect(html("| a | \(name) |\n|--|--|\n| 1 | 2 |", Self.labels).contains(row))
    let signs = String(repeating: "&", count: 30)
    let cut = String(repeating: "&amp;", count: 9)
    #expect(
      html("| a | \(signs) |\n|--|--|\n| 1 | 2 |", Self.labels)
        .contains("<td data-label=\"\(cut)…\">2</td>"))
  }

  @Test func `a table of more than six columns is a named region that a keyboard reaches`() {
    let wide = html(
      "一[链](a.md)\n\n| 甲[链](b.md) | 乙 | 丙 | d | e | f | g |\n|-|-|-|-|-|-|-|\n| 1 |\n\n尾[链](c.md)")
    #expect(
      wide.contains(
        "<div class=\"table-wide\" role=\"region\" tabindex=\"0\" aria-label=\"表格：甲链、乙、丙等7列\">\n<table>\n<thead>"
      ))
    #expect(wide.contains("</table>\n</div>\n") && !wide.contains("data-label"))
    // What is put in later stands where it belongs.
    for link in ["一<a href=\"a.md\">链", "甲<a href=\"b.md\">链", "尾<a href=\"c.md\">链"] {
      #expect(wide.contains(link), "\(wide)")
    }
  }

  @Test func `GitHub's tables have no names`() {
    let plain = html("| a | b |\n|--|--|\n| 1 | 2 |", with: .table)
    #expect(plain.hasPrefix("<table>") && !plain.contains("data-label"))
  }

  private static let labels = MarkdownOptions(extensions: [.table, .labels], headingIDs: false)

  @Test(arguments: [
    ("`x\\|y`", "<code>x|y</code>"),
    ("x\\|y", "x|y"),
    ("**「甲」**乙", "<strong>「甲」</strong>乙"),
    ("_x_", "<em>x</em>"),
    ("x #", "x #"),
    ("\\#", "#"),
    ("[r]", "<a href=\"u\">r</a>"),
    ("![甲](p.png)", "<img src=\"p.png\" alt=\"甲\" />"),
    ("https://a.cn/a_b_c", "<a href=\"https://a.cn/a_b_c\">https://a.cn/a_b_c</a>"),
    ("~~x~~", "<del>x</del>"),
    ("<b>x</b>", "<b>x</b>"),
    ("- x", "- x"),
    ("> x", "&gt; x"),
    ("*a", "*a"),
  ])
  func `a cell holds inline markup`(cell: String, expected: String) {
    let extensions: MarkdownOptions.Extensions = [.table, .cjk, .autolink, .strikethrough]
    #expect(
      html("| \(cell) |\n|---|\n| \(cell) |\n\n[r]: u\n", with: extensions)
        == table(expected, expected))
  }

  @Test func `markup does not reach from one cell into another`() {
    let rows = "| a | b |\n|---|---|\n| *a | b* |\n| `a | b` |\n| [a | b](c) |"
    #expect(html(rows, with: .table).contains("<td>*a</td>\n<td>b*</td>"))
    #expect(html(rows, with: .table).contains("<td>`a</td>\n<td>b`</td>"))
    #expect(html(rows, with: .table).contains("<td>[a</td>\n<td>b](c)</td>"))
  }

  @Test func `a table may stand in quotes, lists and footnotes`() {
    let rows = ["| a |", "|---|", "| b |"]
    let inner = table("a", "b")
    #expect(
      html(rows.map { "> " + $0 }.joined(separator: "\n"), with: .table)
        == "<blockquote>\n\(inner)</blockquote>\n")
    #expect(
      html("- x\n\n  " + rows.joined(separator: "\n  "), with: .table)
        == "<ul>\n<li>\n<p>x</p>\n\(inner)</li>\n</ul>\n")
    #expect(
      html("1. > - " + rows.joined(separator: "\n   >   "), with: .table)
        == "<ol>\n<li>\n<blockquote>\n<ul>\n<li>\n\(inner)</li>\n</ul>\n</blockquote>\n</li>\n</ol>\n"
    )
    #expect(
      html("x[^1]\n\n[^1]: " + rows.joined(separator: "\n    "), with: [.table, .footnotes])
        .contains("<li id=\"fn-1\">\n" + inner))
  }

  @Test func `the text before a header row stays a paragraph`() {
    #expect(html("x\ny\n| a |\n|---|", with: .table) == "<p>x\ny</p>\n" + table("a"))
  }

  @Test(arguments: ["x", "| x | y |", "x\n\ny"])
  func `a row ends what has too few cells and too many`(row: String) {
    #expect(html("| a |\n|---|\n\(row)", with: .table).hasPrefix(table("a", "x")))
  }

  @Test(arguments: [
    ("> x", "<blockquote>\n<p>x</p>\n</blockquote>\n"), ("- x", "<ul>\n<li>x</li>\n</ul>\n"),
    ("# x", "<h1>x</h1>\n"), ("---", "<hr />\n"), ("```\n```", "<pre><code></code></pre>\n"),
    ("    x", "<pre><code>x\n</code></pre>\n"), ("\nx", "<p>x</p>\n"),
    ("<!-- x -->", "<!-- x -->\n"),
  ])
  func `another block ends a table`(block: String, expected: String) {
    #expect(html("| a |\n|---|\n\(block)", with: .table) == table("a") + expected)
  }

  @Test(arguments: [
    "| a | b |\n|---|", "| a |\n| - | - |", "|---|", "| a |\n\n|---|", "    | a |\n    |---|",
    "```\n| a |\n|---|\n```", "<div>\n| a |\n|---|\n</div>", "> | a |\n|---|", "| a |\n    |---|",
    "# | a |\n|---|", "| a |\n|:|", "| a |\n|-a-|", "<!--\n\n| a |\n|---|\n-->",
  ])
  func `what is no table is left as it is`(markdown: String) {
    #expect(html(markdown, with: .table) == html(markdown, with: .commonMark))
  }

  @Test func `links after and between tables keep their places`() {
    let text = "| [a](a.md) |\n|---|\n| x |\n| [b](b.md) [r] |\n\n[c](c.md)\n\n[r]: r.md\n"
    let document = render(text)
    let bytes = Array(text.utf8)
    #expect(document.links.map(\.destination) == ["a.md", "b.md", "r.md", "c.md"])
    #expect(
      document.links.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        == ["a.md", "b.md", "r.md", "c.md"])
  }

  @Test func `a table that would grow without measure is not filled`() {
    let text =
      String(repeating: "|a", count: 2000) + "\n" + String(repeating: "|-", count: 2000) + "\n"
      + String(repeating: "|a\n", count: 2000)
    #expect(render(text).html.count < text.utf8.count * 30)
  }
}
