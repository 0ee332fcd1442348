import Markdown
import Testing

@Suite struct FactsTests {
  @Test(arguments: [
    ("党员 party member", 2, 2), ("第1条 2026年", 3, 2), ("don't well-known café naïve été", 0, 6),
    ("〇々㐀𠀀豈", 5, 0), ("，。！「」（）￥", 0, 0), ("`代码 code`", 2, 1), ("```\n代码 code\n```", 0, 0),
    ("# 标题\n\n- 甲\n- *乙*丙\n\n| 丁 |\n|---|\n| 戊 |", 7, 0), ("[链接](中文.md) ![图](a)", 2, 0),
    ("甲[^1]\n\n[^1]: 乙", 2, 0), ("", 0, 0), ("한국어 ひらがな", 0, 0), ("a*b*c", 0, 1),
  ])
  func `Han characters and Latin words are counted`(markdown: String, characters: Int, words: Int) {
    let document = render(markdown)
    #expect(document.characters == characters)
    #expect(document.words == words)
  }

  @Test(arguments: [(0, 0), (1, 1), (400, 1), (401, 2), (4000, 10)])
  func `four hundred characters are read in a minute`(characters: Int, minutes: Int) {
    #expect(render(String(repeating: "学", count: characters)).readingMinutes == minutes)
  }

  @Test(
    arguments: [
      ("第一段。\n\n第二段。", "第一段。"),
      ("# 标题\n\n第一段", "第一段"),
      ("第**一**段，见[链接](a)和`代码`[^1]。\n\n[^1]: 注", "第一段，见链接和代码。"),
      ("甲\n乙\n\n丙", "甲乙"),
      ("one\ntwo  \nthree", "one two three"),
      ("甲\n\n乙\n\n<!-- more -->\n\n丙", "甲乙"),
      ("Some text.\n\nMore text.\n\n<!--more-->\n\nRest.", "Some text. More text."),
      ("- 甲\n- 乙", "甲"),
      ("甲乙。<!--more-->\n\n丙", "甲乙。"), ("甲。<!-- more -->乙。", "甲。"),
      ("甲\n\n乙\n\n<!---more-->\n\n丙", "甲乙"),
      ("甲\n\n乙\n\n<!-- MORE --->\n\n丙", "甲乙"), ("甲<!-- morel -->乙\n\n丙", "甲乙"),
      ("各党支部：\n\n现将有关事项通知。", "现将有关事项通知。"), ("各党小组、全体党员：\n\n一、会议时间\n\n7月1日9时。", "7月1日9时。"),
      ("一、会议时间\n\n（一）时间\n\n7月1日9时。", "7月1日9时。"), ("各党支部：", "各党支部："),
      ("同志们，\n\n现将安排通知如下。", "现将安排通知如下。"),
      ("第一部分 学习内容\n\n学习党章。", "学习党章。"), ("一、会议时间", "一、会议时间"),
      ("议程如下：\n\n1. 甲\n2. 乙", "议程如下："), ("We need:\n\n- one\n- two", "We need:"),
      ("各党支部：\n\n- 甲\n\n请参加。", "请参加。"), ("一、时间：7月1日\n\n乙", "一、时间：7月1日"),
      ("会议时间：7月1日\n会议地点：会议室", "会议时间：7月1日 会议地点：会议室"), ("Dear members:\n\nWe meet.", "We meet."),
      ("<ruby>党<rp>（</rp><rt>dǎng</rt><rp>）</rp></ruby>徽", "党徽"),
    ] as [(String, String)])
  func `the summary is plain text of the beginning`(markdown: String, expected: String) {
    #expect(render(markdown).summary == expected)
  }

  @Test(arguments: [
    "", "# 标题", "![图](a.png)", "```\na\n```",
    "甲[^1]\n\n[^1]: 注".replacing("甲[^1]", with: "# 甲[^1]"),
  ])
  func `a text without a paragraph has no summary`(markdown: String) {
    #expect(render(markdown).summary == nil)
  }

  @Test func `a long summary ends with a sentence`() {
    let sentence = String(repeating: "学", count: 49) + "。"
    #expect(render(sentence + sentence + sentence).summary == sentence + sentence)
    #expect(
      render("他说：“" + sentence + "”" + sentence + sentence).summary == "他说：“" + sentence + "”"
        + sentence)
    let english = String(repeating: "learn ", count: 19) + "3.14. "
    #expect(render(english + english + english).summary == String((english + english).dropLast()))
  }

  @Test func `a long summary without a sentence's end is cut`() {
    #expect(
      render(String(repeating: "学", count: 200)).summary == String(repeating: "学", count: 120) + "…"
    )
    let words = String(repeating: "learning ", count: 40)
    #expect(render(words).summary == String(words.prefix(9 * 26 - 1)) + "…")
  }

  @Test func `no character that people see is cut`() {
    for family in ["👨‍👩‍👧‍👦", "👍🏽", "🇨🇳", "❤️", "1️⃣", "e\u{301}"] {
      let summary = render(String(repeating: family, count: 300)).summary ?? ""
      #expect(summary.last == "…")
      #expect(summary.dropLast().allSatisfy { String($0) == family })
    }
    #expect(render(String(repeating: "学", count: 119) + "👨‍👩‍👧‍👦👨‍👩‍👧‍👦").summary?.last == "…")
    #expect(render("e" + String(repeating: "\u{301}", count: 400)).summary != nil)
  }

  @Test func `trusted text has the same mark and no annotations in its summary`() {
    let options = MarkdownOptions(rawHTML: .trusted)
    #expect(render("甲\n\n乙\n\n<!-- more -->\n\n丙", options).summary == "甲乙")
    #expect(render("甲<!--more-->乙", options).summary == "甲")
    #expect(render("<ruby>党<rt>dǎng</rt></ruby>徽", options).summary == "党徽")
  }

  @Test func `annotations of words are in no heading and no plain text`() {
    let document = render(
      "## <ruby>党<rp>(</rp><rt>dǎng</rt><rp>)</rp></ruby>徽\n\n<ruby>学<rt>xué</rt></ruby>习")
    #expect(document.headings.map(\.text) == ["党徽"])
    #expect(document.plainText == "党徽\n学习")
    #expect(document.words == 0)
  }

  @Test(arguments: [
    ("## 标题\n\n**甲** <b> & `c`[乙](u)", "标题\n甲 <b> & c乙"),
    ("- 一\n- 二\n\n![图“甲”](a.png)后", "一\n二\n图“甲”后"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "a\nb\n1\n2"), ("一  \n二", "一\n二"), ("", ""),
    ("```\nx < y\n```", "x < y"),
  ])
  func `the plain text is what a reader sees`(markdown: String, expected: String) {
    #expect(render(markdown).plainText == expected)
  }
}
