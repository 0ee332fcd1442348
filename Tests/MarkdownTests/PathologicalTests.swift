import Markdown
import Testing

/// Texts that a careless parser takes quadratic time or unbounded stack for. What is tested is that
/// they are rendered at all, whole and balanced; a suite that takes minutes tells of the rest.
@Suite struct PathologicalTests {
  private static let many = 20_000

  private static func times(_ text: String, _ count: Int = many) -> String {
    String(repeating: text, count: count)
  }

  /// Names, texts, and how often a piece must stand in the HTML.
  private static let cases: [(name: String, text: String, piece: String, count: Int)] = [
    ("nested brackets", times("[") + "a" + times("]"), "[", many),
    ("open brackets", times("["), "[", many),
    ("nested links", times("[") + "a" + times("](b)"), "<a ", 1),
    ("pictures that are links", times("![[]()"), "<a ", 128),
    ("brackets behind many pictures", times("![[]()"), "![[]()", many - 128),
    ("pictures that do not end", times("![a "), "![", many),
    ("openers of emphasis", times("*a "), "*a", many),
    ("closers of emphasis", times("a* "), "a*", many),
    ("nested emphasis", times("*a **a ") + "b" + times(" a** a*"), "<strong>", many),
    ("one run of stars", times("*") + "a" + times("*"), "<strong>", many / 2),
    ("openers beside Chinese", times("**「甲」"), "「甲」", many),
    ("underscores", times("_a "), "_a", many),
    ("tildes", times("~a ~~b "), "~~b", many),
    ("backticks", (1..<400).map { "e" + times("`", $0) }.joined(), "e`", 399),
    ("lines in front of a tab", times("甲乙。\n") + "甲\t乙", "甲乙。", many),
    ("deep quotes", times("> ") + "a", "<blockquote>", 64),
    ("emphasis in deep quotes", times(">") + times("a*"), "<blockquote>", 64),
    ("lines in deep quotes", (1..<300).map { times("> ", $0) + "a\n" }.joined(), "<blockquote>", 1),
    ("deep lists", times("- ") + "a", "<ul>", 64),
    ("indented lists", (0..<300).map { times("  ", $0) + "- a\n" }.joined(), "<ul>", 64),
    ("empty lines in deep lists", times("- ", 5000) + "a" + times("\n"), "<ul>", 64),
    ("empty lines in a deep quote", "> " + times("- ", 5000) + "a\n" + times(">\n"), "<ul>", 63),
    ("empty lines in a list", times("- ", 16) + "a" + times("\n") + times(" ", 32) + "b", "<p>", 2),
    ("empty lines in deep code", times("- ", 5000) + "```\n" + times("\n"), "<ul>", 64),
    ("unclosed comments", "a" + times("<!-- a"), "&lt;!-- a", many),
    ("comments with hyphens", "a" + times("<!-- - -- -->") + "b", "ab", 1),
    ("comments in comments", "a " + times("<!-- -- "), "&lt;!-- --", many),
    ("comments in code", "a" + times("`<!-- -- `-->"), "--&gt;", many),
    ("declarations", "a " + times("<!b "), "&lt;!b", many),
    ("blocks that were none", times("a\n<search>\n\n"), "&lt;search&gt;", many),
    ("symbols", times("*€_☎"), "€", many),
    ("runs beside runs", times("中**_("), "(", many),
    ("unclosed tags", "a" + times("<a b='"), "a b=", many),
    ("open elements", times("<u>"), "&lt;u&gt;", many),
    ("elements in each other", times("<u>") + times("</u>"), "<u>", many),
    ("signs in lines", times("==甲== [[b]] "), "==", many),
    ("signs at lines", times("-项\n"), "-", many),
    ("wide brackets", times("［甲］"), "［", many),
    ("wide brackets of footnotes", times("［^1］[^2]"), "^", many),
    ("links with gaps", times("[甲] (b.md)"), "[", many),
    ("tags that close nothing", "a" + times("</u>"), "&lt;/u&gt;", many),
    ("tags that are not allowed", "a" + times("<b>"), "&lt;b&gt;", many),
    ("links to one definition", times("[a] ") + "\n\n[a]: b", "<a ", many),
    ("definitions", (0..<many).map { "[a\($0)]: b\n" }.joined() + "\n[a7]", "<a ", 1),
    ("marks of one footnote", times("[^1]") + "\n\n[^1]: a", "data-footnote-ref>", many),
    (
      "footnotes", (0..<5000).map { "a[^\($0)]\n\n[^\($0)]: b\n\n" }.joined(),
      "data-footnote-backref", 5000
    ),
    (
      "footnotes that refer to the next",
      (0..<5000).map { "[^\($0)]: b[^\($0 + 1)]\n" }.joined()
        + "\na[^0]\n\n[^5000]: c", "<li id=", 5001
    ),
    ("missing footnotes", times("[^a] "), "[^a]", many),
    ("unused footnotes", (0..<many).map { "[^\($0)]: b\n" }.joined() + "\na", "<p>a</p>", 1),
    ("rows of a table", "|a|b|\n|-|-|\n" + times("|a|b|\n"), "<td>a</td>", many),
    (
      "columns of a table", times("|a") + "\n" + times("|-") + "\n" + times("|a"), "<td>a</td>",
      many
    ),
    ("tables", times("|a|\n|-|\n|b|\n\n"), "<table", many),
    (
      "a table in deep quotes", times(times("> ", 20) + "|a|\n" + times("> ", 20) + "|-|\n\n", 200),
      "<table", 200
    ),
    ("addresses", times("www.a_b.c_d "), "www.a_b", many),
    ("addresses that are none", times("http://"), "http://", many),
    ("brackets in an address", "http://a.cn" + times("(") + times(")"), "<a ", 1),
    ("mail addresses", times("a@b.c "), "<a ", many),
    ("mail addresses that are none", times("a@"), "a@", many),
    ("equal headings", times("# 甲\n"), "<h2", many),
    ("line breaks", times("甲\n"), "甲甲", many / 2),
    ("line breaks in deep emphasis", times("*", 5000) + times("甲\n"), "甲甲", many / 2),
    ("alerts", times("> [!NOTE]\n> a\n\n"), "alert-note", many),
    ("tasks", times("- [ ] a\n"), "checkbox", many),
    ("code before links", times("`](`") + times("[a](b)"), "<a ", many),
    ("escapes", times("\\*"), "*", many),
    ("references", times("&#42;"), "*", many),
    ("spaces", times(" ") + "a" + times(" "), "a", 1),
    ("null characters", times("\u{0}"), "\u{FFFD}", many),
  ]

  @Test(arguments: cases.map(\.name))
  func `a text of nothing but such is rendered whole`(name: String) throws {
    let text = try #require(Self.cases.first { $0.name == name })
    let html = html(text.text)
    #expect(html.utf8.count < text.text.utf8.count * 100)
    #expect(occurrences(of: text.piece, in: html) >= text.count)
    #expect(isBalanced(html))
  }

  private func occurrences(of piece: String, in html: String) -> Int {
    let piece = Array(piece.utf8)
    let html = Array(html.utf8)
    var count = 0
    var index = 0
    while index + piece.count <= html.count {
      if html[index] == piece[0], html[index..<index + piece.count].elementsEqual(piece) {
        count += 1
        index += piece.count
      } else {
        index += 1
      }
    }
    return count
  }
}
