import Markdown
import Testing

@Suite struct InlineExtensionTests {
  // MARK: Text struck through

  @Test(arguments: [
    ("~~作废~~", "<del>作废</del>"),
    ("~a~ ~~b~~", "~a~ <del>b</del>"),
    ("原文~~「甲」~~改为", "原文<del>「甲」</del>改为"),
    ("~~**a** `b` [c](d)~~", "<del><strong>a</strong> <code>b</code> <a href=\"d\">c</a></del>"),
    ("**~~a~~**", "<strong><del>a</del></strong>"),
    ("[~~a~~](b)", "<a href=\"b\"><del>a</del></a>"),
    ("~~a ~b~ c~~", "<del>a ~b~ c</del>"),
    ("x ~~~a~~~", "x ~~~a~~~"),
    ("~~ a ~~", "~~ a ~~"),
    ("a~~", "a~~"),
    ("~~a~", "~~a~"),
    ("\\~~a~~", "~~a~~"),
    ("\\~\\~a\\~\\~", "~~a~~"),
    ("&#126;~a~~", "~~a~~"),
    ("`~~a~~` ~~b~~", "<code>~~a~~</code> <del>b</del>"),
    ("`\\~`~~b~~", "<code>\\~</code><del>b</del>"),
    ("![~~a~~](b)", "<img src=\"b\" alt=\"a\" />"),
    ("~~a\nb~~", "<del>a\nb</del>"),
    ("*a ~~b*~~", "<em>a ~~b</em>~~"),
  ])
  func `tildes strike text through`(markdown: String, expected: String) {
    #expect(html(markdown, with: [.strikethrough, .cjk]) == "<p>\(expected)</p>\n")
  }

  // MARK: Bare addresses

  @Test(arguments: [
    ("www.a.cn/b.", "<a href=\"http://www.a.cn/b\">www.a.cn/b</a>."),
    ("请访问https://www.a.cn。谢谢", "请访问<a href=\"https://www.a.cn\">https://www.a.cn</a>。谢谢"),
    ("（见 http://a.cn/b）", "（见 <a href=\"http://a.cn/b\">http://a.cn/b</a>）"),
    ("“ftp://a.cn”", "“<a href=\"ftp://a.cn\">ftp://a.cn</a>”"),
    (
      "https://a.cn/a_b_c*d*e~f~g",
      "<a href=\"https://a.cn/a_b_c*d*e~f~g\">https://a.cn/a_b_c*d*e~f~g</a>"
    ),
    ("**https://a.cn/**", "<strong><a href=\"https://a.cn/\">https://a.cn/</a></strong>"),
    ("邮箱：zhi_bu@a.cn，", "邮箱：<a href=\"mailto:zhi_bu@a.cn\">zhi_bu@a.cn</a>，"),
    ("mailto:a@b.cn", "<a href=\"mailto:a@b.cn\">mailto:a@b.cn</a>"),
    ("[https://a.cn](b)", "<a href=\"b\">https://a.cn</a>"),
    ("`https://a.cn`", "<code>https://a.cn</code>"),
    ("https://", "https://"),
    ("javascript://a.cn", "javascript://a.cn"),
    ("a@b", "a@b"),
    ("(https://a.cn/(b))", "(<a href=\"https://a.cn/(b)\">https://a.cn/(b)</a>)"),
  ])
  func `bare addresses become links`(markdown: String, expected: String) {
    #expect(
      html(markdown, with: [.autolink, .cjk, .strikethrough]) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    "[a](http://b.c/d_e*f*_g)", "<http://b.c/d_e_f>", "`http://b.c/_d_`",
    "[a]\n\n[a]: http://b.c/_d_*e*",
    "<b title=\"http://b.c/_d_\">e</b>", "![a](http://b.c/_d_ \"http://b.c/*d*\")",
    "```\nhttp://b.c/_d_\n```",
  ])
  func `what keeps addresses whole never shows`(markdown: String) {
    #expect(html(markdown, with: .autolink) == html(markdown, with: .commonMark))
  }

  // MARK: Tasks

  @Test func `boxes of tasks say what they mean, in the language of the site`() {
    let text = "- [ ] a\n- [x] b"
    let chinese = html(text)
    #expect(chinese.contains("<input type=\"checkbox\" disabled=\"\" aria-label=\"未完成\" /> a"))
    #expect(
      chinese.contains(
        "<input type=\"checkbox\" checked=\"\" disabled=\"\" aria-label=\"已完成\" /> b"))
    let english = html(text, with: [.taskList, .labels])
    #expect(
      english.contains("aria-label=\"To do\" /> a") && english.contains("aria-label=\"Done\" /> b"))
  }

  @Test func `items that begin with a box are tasks`() {
    let text = "- [ ] a\n- [x] **b**\n- [X]\n- [y] c\n- \\[ ] d\n- [ \\] e\n- [x](f)\n"
    let expected = """
      <ul>
      <li><input type="checkbox" disabled="" /> a</li>
      <li><input type="checkbox" checked="" disabled="" /> <strong>b</strong></li>
      <li><input type="checkbox" checked="" disabled="" /> </li>
      <li>[y] c</li>
      <li>[ ] d</li>
      <li>[ ] e</li>
      <li><a href="f">x</a></li>
      </ul>

      """
    #expect(html(text, with: .taskList) == expected)
  }
}
