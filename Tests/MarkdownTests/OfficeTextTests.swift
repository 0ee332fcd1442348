import Diagnostics
import Markdown
import Testing

/// A document's bytes with the changes made that its diagnostics suggest.
func fixed(_ text: String) -> String {
  var bytes = Array(text.utf8)
  let fixes = render(text).diagnostics.flatMap(\.fixes)
  for fix in fixes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
    bytes.replaceSubrange(fix.range, with: Array(fix.text.utf8))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Lines as Word, WPS and WeChat leave them.
@Suite struct OfficeTextTests {
  private static var strict: MarkdownOptions {
    MarkdownOptions(extensions: .all.subtracting(.officeText), headingIDs: false)
  }

  // MARK: Paragraphs

  @Test(arguments: [
    "　　甲。\n\n　　乙。", "　　甲。\n　　乙。", "　　甲。\r\n　　乙。\r\n", "　　甲。\r　　乙。", "甲。\n　　乙。",
    "\u{2003}\u{2003}甲。\n\u{2003}\u{2003}乙。", "&emsp;&emsp;甲。\n&emsp;&emsp;乙。",
    "&nbsp;&nbsp;&nbsp;&nbsp;甲。\n&nbsp;&nbsp;&nbsp;&nbsp;乙。",
    "\u{A0}\u{A0}\u{A0}\u{A0}甲。\n\u{A0}\u{A0}\u{A0}\u{A0}乙。",
    "&#12288;&#x3000;甲。\n&#8195;&#8195;乙。",
    "　甲。\n\n 　乙。", "　　甲。\n　　\n　　乙。", "甲。\n　\n乙。", "　　\n甲。\n\u{A0}\n\n乙。",
    "甲。\n    乙。", "甲。\n\t乙。", "　甲。\n　乙。", "甲。\n    　　乙。", "甲。\n\t　　乙。", "　　甲。\n　　乙。\n　　",
  ])
  func `a line that is indented as paragraphs are begins one, and the indent goes`(text: String) {
    #expect(html(text) == "<p>甲。</p>\n<p>乙。</p>\n")
    #expect(render(text).summary == "甲。")
    #expect(render(text).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("　　**甲**乙", "<p><strong>甲</strong>乙</p>\n"),
    ("　　1. 甲\n　　2. 乙", "<p>1. 甲</p>\n<p>2. 乙</p>\n"), ("　　# 甲", "<p># 甲</p>\n"),
    ("　　*甲*\n　　~~乙~~", "<p><em>甲</em></p>\n<p><del>乙</del></p>\n"),
    ("各党支部：\n　　根据安排，\n请参加。\n　　特此通知。", "<p>各党支部：</p>\n<p>根据安排，请参加。</p>\n<p>特此通知。</p>\n"),
    ("| 甲 |\n|---|\n| 乙 |\n　　丙", nil),
    ("　　甲\n---", "<h2>甲</h2>\n"), ("## 　一、*甲*", "<h2>一、<em>甲</em></h2>\n"),
    ("\\&emsp;甲", "<p>&amp;emsp;甲</p>\n"),
    ("　　见[丙](c.md)\n　　![图](x.png)", nil),
  ])
  func `markup in such paragraphs is what it is elsewhere`(text: String, expected: String?) {
    if let expected { #expect(html(text) == expected) }
    #expect(isBalanced(html(text)))
  }

  @Test func `a table ends before an indented line`() {
    #expect(html("| 甲 |\n|---|\n| 乙 |\n　　丙").hasSuffix("</table>\n<p>丙</p>\n"))
  }

  @Test(arguments: [
    "```\n　　甲\n　　乙\n```", "    　　甲\n    　　乙", "> 　　甲\n> 　　乙", "- 　　甲\n  　　乙", "- 甲\n　　乙",
    "> 甲\n　　乙",
    "1. 甲\n\n   　　乙\n   　　丙", "甲\\\n　　乙", "甲  \n　　乙", "甲\n　乙", "<details>\n　　甲\n　　乙\n</details>",
    "甲，\n    乙", "a.\n    b", "a\n\tb", "甲。\n    b", "[^1]甲\n\n[^1]: 乙\n    　　丙\n    　　丁", "&nbsp;",
    "&emsp;",
    "a&nbsp;b\n&nbsp;c", "`甲\n乙`", "东　西\n南　　北",
  ])
  func `code, quotes, lists, hard breaks and other lines stay as they are`(text: String) {
    #expect(html(text) == html(text, Self.strict))
  }

  @Test func `an indented line that goes on a list or quote is reported`() {
    for text in ["- 甲\n　　乙", "> 甲\n　　乙", "1. 甲\n\n   乙\n　　丙"] {
      #expect(render(text).diagnostics.map(\.id) == ["joined-to-list"])
      #expect(render(text.replacing("\n　", with: "\n\n　")).diagnostics.isEmpty)
    }
    #expect(html("- 甲\n\n　　乙") == "<ul>\n<li>甲</li>\n</ul>\n<p>乙</p>\n")
    #expect(render("- 甲\n　乙").diagnostics.isEmpty)
  }

  @Test func `strict Markdown leaves every line as CommonMark has it`() {
    #expect(html("　　甲。\n　　乙。", Self.strict) == "<p>　　甲。　　乙。</p>\n")
    #expect(html("一、甲\n二、乙", Self.strict) == "<p>一、甲二、乙</p>\n")
    #expect(html("甲\t乙\n丙\t丁", Self.strict) == "<p>甲\t乙丙\t丁</p>\n")
    for text in ["    甲，乙。", "| 甲 | 乙 |\n| 丙 | 丁 |", "1、甲\n2、乙\n丙", "甲\t乙\n丙\t丁\t戊"] {
      #expect(render(text, Self.strict).diagnostics.isEmpty)
    }
  }

  // MARK: Ends of lines

  @Test(arguments: [
    ["1．甲", "2．乙"], ["1、一", "2、二"], ["（1）甲", "（2）乙"], ["(1)甲", "(2)乙"], ["一、甲", "二、乙"],
    ["（一）甲", "（二）乙"],
    ["①甲", "②乙"], ["第一条　甲", "第二条　乙"], ["第一，甲", "第二，乙"], ["一是甲；", "二是乙。"], ["１．甲", "２．乙"],
    ["10、甲", "11、乙"],
    ["1.甲", "2.乙"], ["1.1 甲", "1.2 乙"], ["1）甲", "2）乙"], ["A．甲", "B．乙"], ["A. 甲", "B. 乙"],
    ["[1]甲", "[2]乙"],
    ["会议时间：11月5日", "会议地点：会议室", "联 系 人：李明"], ["时间: 周五", "地点: 会议室"], ["【时间】周五", "【地点】会议室"],
    ["📍地点：会议室", "📅时间：周五"], ["**时间：**周五", "**地点**：会议室"], ["甲：问", "乙：答"],
    ["会议时间：\t周五", "会议地点：\t会议室"],
    ["根据安排，通知如下：", "1．甲", "2．乙"], ["各党支部：", "一、时间：周五"], ["9:00 签到", "9:30 开会"],
    ["3月5日 报名", "3月6日 开会"],
    ["1．甲", "时间：周五"], ["QQ：123", "Email：a"], ["Q：问", "A：答"], ["👉报名", "👉入群"], ["● 甲", "● 乙"],
    ["•甲", "•乙"],
    ["★甲", "☆乙"], ["✅ 甲", "❌ 乙"], ["□ 甲", "☑ 乙"],
    ["1921年　建党", "1927年8月1日　起义", "1934年—1936年　长征", "1949年：成立"],
    ["一、报名方式", "扫描二维码。"], ["一是学原文", "逐字读。", "二是悟原理", "联系实际。"], ["安排如下：", "（一）时间", "下周五。"],
  ])
  func `ends of lines are kept between numbers and labels`(lines: [String]) {
    let shown = lines.map { $0.replacing("**时间：**", with: "<strong>时间：</strong>") }
      .map { $0.replacing("**地点**：", with: "<strong>地点</strong>：") }
    let text = lines.joined(separator: "\n")
    #expect(html(text) == "<p>\(shown.joined(separator: "<br />\n"))</p>\n")
    // A list of Markdown is the better way to say some of these, which is told.
    #expect(render(text).diagnostics.allSatisfy { $0.id == "unread-list" })
  }

  @Test func `ends of lines are kept in files of Windows, and not twice where they are written`() {
    #expect(html("1、甲\r\n2、乙\r\n") == "<p>1、甲<br />\n2、乙</p>\n")
    #expect(html("1、甲<br>\n2、乙") == "<p>1、甲<br />\n2、乙</p>\n")
    #expect(html("1、甲  \n2、乙") == "<p>1、甲<br />\n2、乙</p>\n")
  }

  @Test func `a heading's text has no indent`() {
    #expect(render("## 　　甲").headings.map(\.text) == ["甲"])
  }

  @Test(arguments: [
    "各支部要\n认真学习，\n按时参加。", "会议强调：\n要抓好落实。", "1.5万元\n2.5万元", "第一\n第二", "2026年3月\n2027年4月",
    "一心一意\n二话不说",
    "上午9：00开始\n下午3：00结束", "见 http://a.example/\n和 http://b.example/", "Time: now\nPlace: here",
    "A word\nB side",
    "白日依山尽，\n黄河入海流。", "- 1、甲\n  2、乙", "> 时间：甲\n> 地点：乙", "1 apple\n2 pears", "五\n十",
    "(a) one\n(b) two",
    "时间：9:00\n\n地点：会议室", "1. 甲\n2. 乙", "I. One\nV. Two", "😀\n😀", "——甲\n——乙",
    "一、各支部要按时参加，\n不得缺席。", "2026年初\n2027年底", "（见\n附件）", "[甲](a.md)\n是附件。", "会议[甲](a.md)\n[乙](b.md)",
    "一\n二", "——\n乙", "A [b](c)\n[d](e)", "[b](c)\n[d](e)", "![b](c)\nd", "20人\n30人",
  ])
  func `other lines join`(text: String) {
    #expect(html(text) == html(text, Self.strict))
    #expect(render(text).diagnostics.isEmpty)
  }

  @Test(arguments: ["#注意事项\n1、带水\n2、带帽子", "＃ 注意\n1、带水\n2、带帽子"])
  func `a line that is reported as an unread heading is reported once`(text: String) {
    let ids = render(text).diagnostics.map { $0.id.description }
    #expect(ids == ["unread-heading"])
  }

  @Test(arguments: [
    ("1、甲\n2、乙\n请准时。", "请准时。"), ("时间：周五\n地点：一楼\n欢迎参加", "欢迎参加"), ("1．甲\n续行\n2．乙", "续行"),
    ("1、报名方式\n扫描二维码", "扫描二维码"), ("一、报名方式\n扫描二维码，\n或者来电。", "或者来电。"),
  ])
  func `lines of which only some have a number or a label are reported`(
    text: String, line: String
  ) {
    #expect(summaries(of: render(text)) == ["warning lines-run-together \(line)"])
    #expect(html(text) == html(text, Self.strict))
    let separated = text.replacing("\n", with: "\n\n")
    #expect(render(separated).diagnostics.isEmpty)
    #expect(render(text.replacing("\n", with: "\\\n")).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("甲：\n![图](a.png)\n▲图为宣誓", "甲：|<img>|▲图为宣誓"), ("![图](a.png)\n图为宣誓", "<img>|图为宣誓"),
    ("![图](a.png)\n![图](b.png)\n甲", "<img>|<img>|甲"), ("甲\n————————\n乙", "甲|————————|乙"),
    ("往期：\n[甲](a.md)\n[乙](b.md)", "往期：|<a>甲</a>|<a>乙</a>"), ("甲\n＿＿＿＿\n[1]乙", "甲|＿＿＿＿|[1]乙"),
  ])
  func `pictures, links and rules that have a line of their own keep it`(
    text: String, expected: String
  ) {
    let shown = html(text).replacing(/<(img|a) [^>]*>/) { "<\($0.output.1)>" }
    #expect(shown == "<p>\(expected.replacing("|", with: "<br />\n"))</p>\n")
    #expect(render(text).diagnostics.isEmpty)
    let quoted = "> " + text.replacing("\n", with: "\n> ")
    #expect(html(quoted) == html(quoted, Self.strict))
  }

  @Test(arguments: ["- 甲。\n乙", "1. 甲；\n2. 乙。\n请落实。", "- 甲：\n  - 乙！\n丙", "- 甲。\n  丁。\n**乙**"])
  func `a line that goes on a list without an indent is reported`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == ["joined-to-list"])
    #expect(html(text) == html(text, Self.strict))
    #expect(render(text, Self.strict).diagnostics.isEmpty)
    let lines = text.split(separator: "\n")
    let separated = lines.dropLast().joined(separator: "\n") + "\n\n" + lines[lines.count - 1]
    #expect(render(separated).diagnostics.isEmpty)
  }

  @Test(arguments: [
    "- 甲\n乙", "- 甲。\n  乙", "- a.\nb", "> 甲。\n乙", "- 甲。\n- 乙", "甲[^1]\n\n[^1]: 甲。\n乙",
    "- > 甲。\n  > 乙",
    "- 甲。\n\n乙",
  ])
  func `other lines that go on are not reported`(text: String) {
    #expect(render(text).diagnostics.isEmpty)
  }

  @Test func `the source of a quotation that is indented is reported`() {
    #expect(render("> 习惯养成，贵在坚持。\n    ——某同志").diagnostics.map(\.id) == ["joined-to-list"])
  }

  @Test func `a table that lacks its second row is reported once`() {
    let text = "日期 | 会议\n7月5日 | 党员大会\n7月15日 | 主题党日"
    #expect(render(text).diagnostics.map(\.id) == ["unread-table"])
  }

  // MARK: Tables

  private static let table = """
    <table class="rows">
    <thead>
    <tr>
    <th>姓名</th>
    <th>票数</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td>张三</td>
    <td data-label="票数">20</td>
    </tr>
    </tbody>
    </table>

    """

  @Test(arguments: [
    "姓名\t票数\n张三\t20", "姓名\t票数\r\n张三\t20\r\n", "　　姓名\t票数\n　　张三\t20", "姓名 \t票数\n张三\t 20\n\n",
    "姓名\t票数\r张三\t20",
  ])
  func `lines with as many tabs are a table`(text: String) {
    #expect(html(text) == Self.table)
    #expect(render(text).diagnostics.isEmpty)
  }

  @Test func `a table of tabs may stand between other lines, and have markup and empty cells`() {
    #expect(html("名单如下：\n姓名\t票数\n张三\t20\n以上。") == "<p>名单如下：</p>\n\(Self.table)<p>以上。</p>\n")
    #expect(
      html("# 名单\n姓名\t票数\n张三\t20\n- 项") == "<h2>名单</h2>\n\(Self.table)<ul>\n<li>项</li>\n</ul>\n")
    #expect(html("名单：\n\t姓名\t票数\n\t张三\t20") == "<p>名单：</p>\n\(Self.table)")
    let text = "序号\t*姓名*\t备注\n1.\t**张三**\t\n\t`a|b`\t[链接](c.md)\n"
    #expect(
      html(text).replacing("\n", with: "").hasSuffix(
        "<th>序号</th><th><em>姓名</em></th><th>备注</th></tr></thead><tbody>"
          + "<tr><td>1.</td><td data-label=\"姓名\"><strong>张三</strong></td><td></td></tr>"
          + "<tr><td></td><td data-label=\"姓名\"><code>a|b</code></td>"
          + "<td data-label=\"备注\"><a href=\"c.md\">链接</a></td></tr></tbody></table>"
      )
    )
  }

  @Test(arguments: [
    "姓名\t票数", "```\n甲\t乙\n丙\t丁\n```", "\t甲\t乙\n\t丙\t丁", "> 甲\t乙\n> 丙\t丁", "- 甲\t乙\n  丙\t丁",
    "| 甲\t| 乙\t|\n|---\t|---\t|\n| 丙 | 丁 |", "甲\t|\t乙\n---\t|\t---\n丙 | 丁",
    "甲\n\t乙\n\t丙", "姓名    票数\n张三    20", "[a]:\thttps://a.example/\n[b]:\thttps://b.example/",
    "a:\tb\nc:\td",
  ])
  func `other tabs are white space`(text: String) {
    #expect(html(text) == html(text, Self.strict))
  }

  @Test func `lines with different numbers of tabs are reported`() {
    let text = "姓名\t票数\n张三\t20\t无\n李四\t30"
    #expect(summaries(of: render(text)) == ["warning uneven-tabs 张三\t20\t无"])
    #expect(html(text) == html(text, Self.strict))
  }

  @Test(
    arguments: [
      ("| 姓名 | 票数 |\n| 张三 | 20 |", "| 姓名 | 票数 |", 1), ("|姓名|票数|\n|张三|20|\n", "|姓名|票数|", 1),
      ("姓名 | 票数\n张三 | 20", "姓名 | 票数", 1), ("｜姓名｜票数｜\n｜张三｜20｜", "｜姓名｜票数｜", 7),
      ("| 姓名 | 票数 |\n| —— | —— |\n| 张三 | 20 |", "| —— | —— |", 1),
      ("| 姓名 | 票数 |\n|－－－|－－－|\n| 张三 | 20 |", "|－－－|－－－|", 1),
      ("| 姓名 | 票数 |\n| --- |\n| 张三 | 20 |", "| --- |", 1),
      ("｜姓名｜票数｜\n｜---｜---｜\n｜张三｜20｜", "｜姓名｜票数｜", 7), ("姓名 | 票数\n— | —\n张三 | 20", "— | —", 1),
    ] as [(String, String, Int)])
  func `a table that lacks its second row is reported, and the fix makes it one`(
    text: String, place: String, fixes: Int
  ) {
    #expect(summaries(of: render(text)) == ["warning unread-table \(place)"])
    #expect(render(text).diagnostics.flatMap(\.fixes).count == fixes)
    #expect(html(fixed(text)) == Self.table)
    #expect(render(fixed(text)).diagnostics.isEmpty)
  }

  @Test func `the fix keeps alignments and lines before a table`() {
    #expect(
      fixed("名单：\r\n| 甲 | 乙 |\r\n| 丙 | 丁 |\r\n")
        == "名单：\r\n| 甲 | 乙 |\r\n| --- | --- |\r\n| 丙 | 丁 |\r\n")
    #expect(fixed("| 甲 | 乙 |\n| ：—— | —：|\n") == "| 甲 | 乙 |\n| :--- | ---: |\n")
    #expect(
      summaries(of: render("| 甲 |\n\n| --- | --- |\n\n| 丙 |")) == [
        "warning unread-table | --- | --- |"
      ])
  }

  @Test(arguments: [
    "| 甲 | 乙 |", "|x| = 1", "a | b", "`a | b`\n`c | d`", "甲|乙\n丙|丁", "a \\| b\nc \\| d",
    "```\n| 甲 | 乙 |\n| 丙 | 丁 |\n```", "——\n甲",
    "甲 | 乙\n丙", "| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |",
  ])
  func `other bars are not reported`(text: String) {
    #expect(render(text).diagnostics.isEmpty)
  }

  // MARK: Indented prose

  @Test(arguments: [
    "    各支部要学习，并参加。", "甲\n\n\t各支部要学习。\n\n\t请参加。", "# 甲\n    “学习”，要坚持。",
    "甲\n\n      乙，丙。", "甲\n\n                （张三/文  李四/图）", "甲\n\n\t\t\t中共支部委员会",
  ])
  func `prose that became code is reported`(text: String) {
    #expect(Set(render(text).diagnostics.map(\.id)) == ["indented-prose"])
    #expect(html(text) == html(text, Self.strict))
    #expect(!html(fixed(text)).contains("<pre>"))
    #expect(render(fixed(text)).diagnostics.isEmpty)
  }

  @Test func `the fix makes a paragraph of each line`() {
    #expect(html(fixed("\t甲，乙。\n\t丙，丁。\n\n\t戊。")) == "<p>甲，乙。</p>\n<p>丙，丁。</p>\n<p>戊。</p>\n")
  }

  @Test(arguments: [
    "    let 甲 = 1", "    // 注释，说明。", "    姓名  票数\n    张三  20", "```\n各支部要学习，并参加。\n```",
    "- 甲\n\n      各支部要学习，并参加。", "    # 甲，乙",
    "    <p>甲，乙。</p>",
  ])
  func `other code is not reported`(text: String) {
    #expect(render(text).diagnostics.isEmpty)
  }
}
