import Markdown
import Testing

/// The rules of the CJK-friendly amendment to CommonMark, each with texts of our own. The amendment's own
/// cases stand outside the repository; whoever clones it checks these.
@Suite struct RuleTests {
  private func check(
    _ markdown: String, _ expected: String, with extensions: MarkdownOptions.Extensions = .cjk
  ) {
    #expect(html(markdown, with: extensions) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("甲**(乙)丙**", "甲<strong>(乙)丙</strong>"), ("甲*'乙*", "甲<em>'乙</em>"),
    ("が**-x**", "が<strong>-x</strong>"),
    ("한**!x**", "한<strong>!x</strong>"), ("。**(乙)**", "。<strong>(乙)</strong>"),
    ("１**(乙)**", "１<strong>(乙)</strong>"),
  ])
  func `a run behind a CJK character opens before punctuation`(markdown: String, expected: String) {
    check(markdown, expected)
  }

  @Test(arguments: [
    ("**甲(乙)**丙", "<strong>甲(乙)</strong>丙"), ("*a!*丙", "<em>a!</em>丙"),
    ("**x.**です", "<strong>x.</strong>です"),
    ("**(x)**을", "<strong>(x)</strong>을"), ("**x)**，", "<strong>x)</strong>，"),
  ])
  func `a run before a CJK character closes behind punctuation`(markdown: String, expected: String)
  {
    check(markdown, expected)
  }

  @Test(arguments: [
    ("a**「乙」**b", "a<strong>「乙」</strong>b"), ("a**，b**", "a<strong>，b</strong>"),
    ("**a。**b", "<strong>a。</strong>b"),
    ("a*（b）*c", "a<em>（b）</em>c"), ("a**＊b**", "a<strong>＊b</strong>"),
  ])
  func `CJK punctuation is no punctuation to a run`(markdown: String, expected: String) {
    check(markdown, expected)
  }

  @Test(arguments: [
    "甲** 乙**", "甲**乙 **", "甲**　乙**", "*　甲*", "a**(b)**c", "é**(b)**é",
    "a**(b**",
  ])
  func `white space and text without CJK characters are as ever`(markdown: String) {
    check(markdown, markdown)
  }

  @Test(arguments: [
    ("甲_(乙)_", "甲_(乙)_"), ("_甲_乙", "_甲_乙"), ("。_甲_。", "。<em>甲</em>。"), ("甲__「乙」__", "甲__「乙」__"),
    ("「_甲_」", "「<em>甲</em>」"),
  ])
  func `underscores are as CommonMark has them`(markdown: String, expected: String) {
    check(markdown, expected)
    #expect(html(markdown, with: .commonMark) == html(markdown, with: .cjk))
  }

  @Test(arguments: [
    ("！\u{FE01}**(x)**", "！\u{FE01}<strong>(x)</strong>"), ("、\u{FE00}_x_", "、\u{FE00}<em>x</em>"),
    ("‘\u{FE01}_x_", "‘\u{FE01}<em>x</em>"), ("x**“\u{FE01}y**", "x<strong>“\u{FE01}y</strong>"),
    ("龍\u{FE00}**(x)**", "龍\u{FE00}<strong>(x)</strong>"), ("x**“y**", "x**“y**"),
  ])
  func `a standard variation selector belongs to what stands before it`(
    markdown: String, expected: String
  ) { check(markdown, expected) }

  @Test(arguments: [
    ("邊\u{E0101}**(x)**", "邊\u{E0101}<strong>(x)</strong>"),
    ("辻\u{E0100}*!x*", "辻\u{E0100}<em>!x</em>"),
  ])
  func `so does an ideographic one`(markdown: String, expected: String) {
    check(markdown, expected)
  }

  @Test(arguments: [
    ("𠀀**(x)**", "𠀀<strong>(x)</strong>"), ("**(x)**𰻞", "<strong>(x)</strong>𰻞"),
    ("𛀁*(x)*", "𛀁<em>(x)</em>"),
    ("a**𝜵a**a", "a**𝜵a**a"), ("㊗**(x)**", "㊗<strong>(x)</strong>"),
  ])
  func `characters beyond the first plane count`(markdown: String, expected: String) {
    check(markdown, expected)
  }

  @Test(arguments: [
    ("😀**(x)**a", "😀**(x)**a"), ("a**(x)**😀", "a**(x)**😀"),
    ("㊙\u{FE0F}**(x)**a", "㊙\u{FE0F}**(x)**a"),
  ])
  func `emoji are no CJK characters`(markdown: String, expected: String) {
    check(markdown, expected)
  }

  @Test(arguments: [
    ("甲~~(乙)~~丙", "甲<del>(乙)</del>丙"), ("a~~「乙」~~b", "a<del>「乙」</del>b"), ("甲~~ 乙~~", "甲~~ 乙~~"),
    ("a~~(b)~~c", "a~~(b)~~c"), ("甲~~(乙)~~", "甲<del>(乙)</del>"),
    ("。\u{FE01}~~(x)~~", "。\u{FE01}<del>(x)</del>"),
  ])
  func `tildes follow the same rules as stars`(markdown: String, expected: String) {
    check(markdown, expected, with: [.cjk, .strikethrough])
  }
}
