import Markdown
import Testing

@Suite struct ChineseTests {
  /// U+FDD0 to U+FDEF, which no literal may hold.
  static let noncharacters = (UInt8(0x90)...0xAF).map {
    String(decoding: [0xEF, 0xB7, $0], as: UTF8.self)
  }

  // MARK: Emphasis

  @Test(arguments: [
    ("**注意：**请", "<strong>注意：</strong>请"),
    ("请**（重要）**查收", "请<strong>（重要）</strong>查收"),
    ("**「学习」**活动", "<strong>「学习」</strong>活动"),
    ("*“引文”*后", "<em>“引文”</em>后"),
    ("他说**“好”**。", "他说<strong>“好”</strong>。"),
    ("中***「甲」***中", "中<em><strong>「甲」</strong></em>中"),
    ("**《意见》**和**《通知》**", "<strong>《意见》</strong>和<strong>《通知》</strong>"),
    ("第**3.**条", "第<strong>3.</strong>条"),
    ("共**￥100**元", "共<strong>￥100</strong>元"),
    ("**한국어(괄호)**은", "<strong>한국어(괄호)</strong>은"),
    ("これは**「強調」**です", "これは<strong>「強調」</strong>です"),
    ("**［甲］**乙", "<strong>［甲］</strong>乙"),
    ("葛\u{E0100}**(注)**下", "葛\u{E0100}<strong>(注)</strong>下"),
    ("〖\u{FE00}甲〗\u{FE01}**「乙」**", "〖\u{FE00}甲〗\u{FE01}<strong>「乙」</strong>"),
    ("a**“\u{FE01}甲”\u{FE01}**b", "a<strong>“\u{FE01}甲”\u{FE01}</strong>b"),
    ("> **「甲」**乙", "<blockquote>\n<p><strong>「甲」</strong>乙</p>\n</blockquote>\n"),
    (">**「甲」**乙", "<blockquote>\n<p><strong>「甲」</strong>乙</p>\n</blockquote>\n"),
  ])
  func `emphasis may stand beside Chinese punctuation`(markdown: String, expected: String) {
    let whole = expected.hasPrefix("<block") ? expected : "<p>\(expected)</p>\n"
    #expect(html(markdown, with: .cjk) == whole)
  }

  @Test(arguments: [
    ("**_重点_**，", "<strong><em>重点</em></strong>，"),
    ("中**_重点_**中", "中<strong><em>重点</em></strong>中"),
    ("_**重点**_，", "<em><strong>重点</strong></em>，"), ("**_重点_**中", "<strong><em>重点</em></strong>中"),
    ("（**_重点_**）", "（<strong><em>重点</em></strong>）"),
    ("“_**重点**_”", "“<em><strong>重点</strong></em>”"),
    ("**__重点__**。", "<strong><strong>重点</strong></strong>。"),
    ("*__重点__*中", "<em><strong>重点</strong></em>中"),
    ("**_「重点」_**中", "<strong><em>「重点」</em></strong>中"),
    ("中**_(a)_**中", "中<strong><em>(a)</em></strong>中"),
    ("**_€_**，", "<strong><em>€</em></strong>，"), ("中**~~重点~~**中", "中<strong>~~重点~~</strong>中"),
    ("**`重点`**，", "<strong><code>重点</code></strong>，"),
    ("**[重点](a)**，", "<strong><a href=\"a\">重点</a></strong>，"),
    ("**_甲_乙**，", "<strong>_甲_乙</strong>，"),
  ])
  func `marks may stand within marks`(markdown: String, expected: String) {
    #expect(html(markdown, with: .cjk) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("中*€*中", "中<em>€</em>中"), ("**￥5**起", "<strong>￥5</strong>起"),
    ("共**℃**度", "共<strong>℃</strong>度"),
    ("₩**(a)**中", "₩<strong>(a)</strong>中"), ("a**∇**a", "a**∇**a"), ("甲~~☆~~乙", "甲~~☆~~乙"),
    ("中\n*￥5*", "中<em>￥5</em>"), ("*5￥*\n中", "<em>5￥</em>中"), ("5￥_a_\n中", "5￥<em>a</em>\n中"),
  ])
  func `symbols are as other characters beside Chinese`(markdown: String, expected: String) {
    #expect(html(markdown, with: .cjk) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    ("字。\u{FE01}_a_", "字。\u{FE01}<em>a</em>"),
    ("字。\u{FE00}__a b__", "字。\u{FE00}<strong>a b</strong>"),
    ("”\u{FE01}_a_", "”\u{FE01}<em>a</em>"), ("￥\u{FE00}_a_", "￥\u{FE00}<em>a</em>"),
    ("字\u{FE00}_a_", "字\u{FE00}_a_"), ("!\u{FE00}_a_", "!\u{FE00}_a_"),
    ("字。\u{FE01}_(a)_b", "字。\u{FE01}_(a)_b"), ("字。\u{FE01}*a*", "字。\u{FE01}<em>a</em>"),
  ])
  func `a variation selector leaves Chinese punctuation what it is`(
    markdown: String, expected: String
  ) {
    #expect(html(markdown, with: .cjk) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    "** 注意：**请", "请**（重要） **查收", "_「学习」_活动", "中__「甲」__中", "foo**(bar)**baz",
    "a**“b”**c", "中 ** 文", "**", "* 中文", "👍**(a)**👍",
  ])
  func `the rest is as CommonMark has it`(markdown: String) {
    #expect(html(markdown, with: .cjk) == html(markdown, with: .commonMark))
  }

  @Test(arguments: [
    ("上午9:00~11:00，下午14:00~16:00", "上午9:00~11:00，下午14:00~16:00"),
    ("5~10人，3~5天", "5~10人，3~5天"), ("~~3月1日~~3月2日", "<del>3月1日</del>3月2日"),
    ("~~（3~5天）~~", "<del>（3~5天）</del>"),
  ])
  func `a single tilde is a range and strikes nothing out`(markdown: String, expected: String) {
    #expect(html(markdown, with: [.cjk, .strikethrough]) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    "a**\"b\"**c", "*(a)*b", "a*(b)*", "**a.**b", "a **b** c", "***a** b*", "*a**b*",
    "a\u{301}*(b)*",
    "“a”*b*", "£**(a)**", "«*a*»", "*«a»*b", "α**(β)**γ",
  ])
  func `text without CJK characters is parsed as before`(markdown: String) {
    #expect(html(markdown, with: .cjk) == html(markdown, with: .commonMark))
  }

  @Test(arguments: [
    ("`中**「甲」**`", "<code>中**「甲」**</code>"),
    (
      "[**「甲」**](中**「乙」**.md)",
      "<a href=\"%E4%B8%AD**%E3%80%8C%E4%B9%99%E3%80%8D**.md\"><strong>「甲」</strong></a>"
    ),
    (
      "<https://a.cn/中**「甲」**>",
      "<a href=\"https://a.cn/%E4%B8%AD**%E3%80%8C%E7%94%B2%E3%80%8D**\">https://a.cn/中**「甲」**</a>"
    ),
    ("<b title=\"中**「甲」**\">x</b>", "<b title=\"中**「甲」**\">x</b>"),
    ("![中**「甲」**乙](a \"中**「甲」**\")", "<img src=\"a\" alt=\"中「甲」乙\" title=\"中**「甲」**\" />"),
    ("[中**「甲」**乙]\n\n[中**「甲」**乙]: a", "<a href=\"a\">中<strong>「甲」</strong>乙</a>"),
  ])
  func `what decides on emphasis never shows`(markdown: String, expected: String) {
    #expect(html(markdown, with: .cjk) == "<p>\(expected)</p>\n")
  }

  @Test func `what decides on emphasis never shows in code blocks`() {
    let text = "```中**「甲」**\n中**「甲」**\n```\n\n    中**「甲」**\n"
    #expect(html(text, with: .cjk) == html(text, with: .commonMark))
  }

  @Test(arguments: [noncharacters[0], "&#xFDD0;", "&#64976;"])
  func `a text that holds what the pre-pass would use keeps it`(character: String) {
    let kept = Self.noncharacters[0]
    let expected = "<p>\(kept)中<strong>「甲」</strong>\(kept)</p>\n"
    #expect(html("\(character)中**「甲」**\(character)", with: .cjk) == expected)
  }

  @Test func `a text that holds all that the pre-pass could use is parsed as CommonMark`() {
    let all = Self.noncharacters.joined()
    #expect(html(all + "中**「甲」**", with: .all) == "<p>\(all)中**「甲」**</p>\n")
  }

  // MARK: Line breaks

  @Test(arguments: [
    ("中文\n中文", "中文中文"),
    ("中文，\n中文", "中文，中文"),
    ("中文\n「中文」", "中文「中文」"),
    ("**中文**\n中文", "<strong>中文</strong>中文"),
    ("中文\n**中文**", "中文<strong>中文</strong>"),
    ("[中文](a)\n*中文*", "<a href=\"a\">中文</a><em>中文</em>"),
    ("他说：\n“好”", "他说：“好”"),
    ("他说“好。”\n“是”。", "他说“好。”“是”。"),
    ("中文……\n中文", "中文……中文"),
    ("ひらがな\nカタカナ", "ひらがなカタカナ"),
    ("中文\u{3000}\n中文", "中文\u{3000}中文"),
    ("中文😀\n中文", "中文😀中文"), ("中文\n①中文", "中文①中文"), ("中文①\n②中文", "中文①②中文"), ("中文\n👨‍👩‍👧‍👦中文", "中文👨‍👩‍👧‍👦中文"),
    ("中文❤️\n中文", "中文❤️中文"), ("ok👍🏽\n中文", "ok👍🏽中文"), ("中文\n😀a", "中文😀a"), ("中文\n1️⃣2️⃣\n中文", "中文1️⃣2️⃣中文"),
    ("中文→\n★中文", "中文→★中文"),
    ("25℃\n左右", "25℃左右"), ("第Ⅰ\n期", "第Ⅰ期"),
  ])
  func `a line break between Chinese characters vanishes`(markdown: String, expected: String) {
    #expect(html(markdown, with: .cjk) == "<p>\(expected)</p>\n")
  }

  @Test(arguments: [
    "Latin\nwords", "中文\nLatin", "Latin\n中文", "`a`\n中文", "中文\n`a`", "한국어\n한국어",
    "中文\\\n中文", "中文  \n中文", "“a”\n“b”", "中文1\n2中文", "![中](a)\n中文", "😀\n😀", "中文\n<b>中文</b>",
    "5€\n中文", "a😀\nb",
    "x ≥\n中文",
  ])
  func `other line breaks stay`(markdown: String) {
    #expect(html(markdown, with: .cjk) == html(markdown, with: .commonMark))
  }

  @Test func `a line break vanishes around a footnote's mark and harmless tags`() {
    #expect(html("甲<u>乙</u>\n丙") == "<p>甲<u>乙</u>丙</p>\n")
    #expect(html("甲[^1]\n乙\n\n[^1]: 丙").hasPrefix("<p>甲<sup class"))
    #expect(html("甲[^1]\n乙\n\n[^1]: 丙").contains("</sup>乙</p>"))
  }

  @Test(arguments: [
    ("**_重点_**，", "<strong><em>重点</em></strong>，"), ("甲**_重点_**", "甲<strong><em>重点</em></strong>"),
    ("*_重点_*，", "<em><em>重点</em></em>，"),
    (
      "[**https://a.example/**](https://a.example/)",
      "<a href=\"https://a.example/\"><strong>https://a.example/</strong></a>"
    ),
    (
      "甲![_https://a.example/_](x.png)",
      "甲<img src=\"x.png\" alt=\"https://a.example/\" loading=\"lazy\" />"
    ),
    (
      "https://a.example/[b]_c_d 甲",
      "<a href=\"https://a.example/%5Bb%5D_c_d\">https://a.example/[b]_c_d</a> 甲"
    ),
  ])
  func `marks within each other and beside addresses are those of CommonMark`(
    text: String, right: String
  ) {
    #expect(html(text) == "<p>\(right)</p>\n")
  }
}
