import Diagnostics
import Markdown
import Testing

@Suite struct LinkTests {
  private func text(_ document: MarkdownDocument) -> String {
    String(decoding: document.html, as: UTF8.self)
  }

  @Test func `local addresses are left to slots`() {
    let document = render("[a](b.md) ![c](d/e.png \"t\") [f](#g) [h](https://i.cn/?j&k) [l](?m)")
    #expect(
      text(document) == """
        <p><a href="">a</a> <img src="" alt="c" title="t" loading="lazy" /> <a href="">f</a> \
        <a href="https://i.cn/?j&amp;k">h</a> <a href="">l</a></p>

        """)
    #expect(
      document.links.map(\.destination) == ["b.md", "d/e.png", "#g", "https://i.cn/?j&k", "?m"])
    #expect(document.links.map(\.isLocal) == [true, true, true, false, true])
    #expect(document.links.map(\.kind) == [.link, .image, .link, .link, .link])
    #expect(
      document.slots.map(\.kind) == [
        .address(0), .afterLink(0), .beforeImage(1, isLinked: false), .address(1),
        .imageAttributes(1), .afterImage(1, isLinked: false), .address(2), .address(4),
        .afterLink(4),
      ])
  }

  @Test func `slots stand where their content goes`() {
    let document = render("[a](b.pdf)![c](d.png)")
    let html = document.html
    func before(_ slot: Int) -> String {
      String(decoding: html[..<document.slots[slot].offset], as: UTF8.self)
    }
    #expect(before(0) == "<p><a href=\"")
    #expect(before(1) == "<p><a href=\"\">a</a>")
    #expect(before(2) == before(1))
    #expect(before(3).hasSuffix("<img src=\""))
    #expect(before(4).hasSuffix("<img src=\"\""))
    #expect(before(5).hasSuffix("<img src=\"\" alt=\"c\" loading=\"lazy\" />"))
  }

  @Test(arguments: [
    ("[a](b.md)", "b.md"), ("[a](<b c.md>)", "b c.md"), ("[a]( b.md 'c')", "b.md"),
    ("x\n\n> - [a](b.md)", "b.md"), ("[![a](b.png)](c.md)", "c.md"), ("[a]\n\n[a]: b.md", "b.md"),
    ("`](`[a](b.md)", "b.md"), ("[a](b.md) [c](d.md)", "b.md"), ("[a](b\\*.md)", "[a](b\\*.md)"),
    ("[a](b.md)\r\n[c](d.md)", "b.md"), ("[a](中文.md)", "中文.md"),
  ])
  func `a link's range is its destination's, or its line's`(markdown: String, expected: String) {
    let range = render(markdown).links[0].range
    #expect(String(decoding: Array(markdown.utf8)[range], as: UTF8.self) == expected)
  }

  @Test func `equal destinations are told apart`() {
    let document = render("[a](b.md) `[x](b.md)`\n\n[c](b.md)\n")
    #expect(document.links.map(\.range.lowerBound) == [4, 27])
  }

  @Test func `destinations are unescaped`() {
    #expect(render("[a](b&amp;c\\*%20d)").links[0].destination == "b&c*%20d")
  }

  // MARK: Safety

  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", "java&#10;script:alert(1)",
    "&#1;javascript:alert(1)",
    "java&Tab;script:alert(1)", "&#x6A;avascript:alert(1)", "vbscript:x", "data:text/html,x",
    "file:///etc/passwd", "blob:x", "x-unknown:y", "javascript&colon;alert(1)", "about:blank",
    "&#32;&#9;javascript:x", "livescript:x", "view-source:x", "C:/a.doc", "javascript\\:alert(1)",
  ])
  func `an unsafe address never reaches an attribute`(address: String) {
    for markdown in ["[a](<\(address)>)", "![a](<\(address)>)", "[a]\n\n[a]: <\(address)>"] {
      let document = render(markdown)
      #expect(!text(document).contains("="))
      #expect(document.slots.isEmpty)
      #expect(document.links.map(\.isLocal) == [false])
      let ids = document.diagnostics.map(\.id.description)
      #expect(ids.filter { $0 != "control-character" } == ["unsafe-address"])
      #expect(isBalanced(text(document)))
    }
  }

  @Test(arguments: ["<javascript:alert(1)>", "<data:text/html,x>"])
  func `an unsafe address between brackets is no link`(markdown: String) {
    #expect(!text(render(markdown)).contains("href"))
  }

  @Test(arguments: [
    "http://a.cn", "HTTPS://a.cn", "mailto:a@b.cn", "tel:+86-10-1", "webcal://a.cn", "ftp://a.cn",
    "//a.cn/b",
  ])
  func `safe addresses are written as they are`(address: String) {
    #expect(text(render("[a](\(address))")) == "<p><a href=\"\(address)\">a</a></p>\n")
  }

  @Test(arguments: ["/\\\\a.cn", "\\\\\\\\a.cn", "/%09/a.cn"])
  func `an address with backslashes stays within the site`(address: String) {
    #expect(render("[a](<\(address)>)").links[0].isLocal)
  }

  @Test func `a trusted text may use any scheme that does not run script`() {
    let trusted: MarkdownOptions.Extensions = .commonMark
    #expect(html("[a](x-unknown:y)", with: trusted) == "<p><a href=\"x-unknown:y\">a</a></p>\n")
    #expect(html("[a](javascript:y)", with: trusted) == "<p><a>a</a></p>\n")
  }

  // MARK: Pictures

  @Test func `the first picture without alternative text is reported, and the others are counted`()
  {
    let document = render("甲\n![](a.png) ![ ](b.png) ![`c`](d.png)")
    #expect(
      summaries(of: document) == ["warning no-alternative-text a.png"])
    #expect(document.diagnostics[0].unlisted == 1)
    #expect(document.links.map(\.hasAlternativeText) == [false, false, true])
  }

  @Test(arguments: [
    ("![甲](我的 照片)", "![甲](<我的 照片>)"),
    ("[甲](https://a.cn/b c)", "[甲](<https://a.cn/b c>)"),
    ("[甲]（a.md）", "[甲](a.md)"), ("[甲](a.md）", "[甲](a.md)"), ("![]（a.PNG)", "![](a.PNG)"),
    ("[甲 [乙] 丙]（a b.md）", "[甲 [乙] 丙](<a b.md>)"),
    ("[见下](#会议 纪要)", "[见下](#会议-纪要)"), ("[见下]（#二、 会议）", "[见下](#二-会议)"),
    ("[甲](b.md#会议 纪要)", "[甲](b.md#会议-纪要)"), ("[甲](b c.md#会议 纪要)", "[甲](<b c.md#会议-纪要>)"),
  ])
  func `what is nearly a link is reported with what to write`(written: String, right: String) {
    let document = render("# 一\n\n- 见\(written)。")
    #expect(summaries(of: document) == ["warning unread-link \(written)"])
    #expect(document.diagnostics.first?.suggestion?.english.hasPrefix("write \(right)") == true)
    #expect(render(right).diagnostics.allSatisfy { $0.id.description == "no-alternative-text" })
    #expect(render(right).links.count == 1)
  }

  @Test(arguments: [
    "`![](IMG 1.PNG)`", "```\n[甲]（a.md）\n```", "    [甲](b c.md)", "[甲](a.md \"题 目\")",
    "[甲](<a b.md>)",
    "[甲](a.md)（b.md）", "[1]（见 2.5）", "[甲]（国办发/2020）", "[甲](见 下文)", "a[0](b, c)", "[ ] (a b.md)",
    "\\[甲\\](b c.md)", "[甲](b\nc.md)", "甲](b c.md)", "[甲]\n（a.md）", "[甲](#3 号楼)", "[甲]（#）",
  ])
  func `what is no link and does not look like one is not reported`(text: String) {
    #expect(summaries(of: render(text)) == [])
  }

  // MARK: Bare addresses with Chinese in them

  @Test(arguments: [
    ("https://zh.wikipedia.org/wiki/中国共产党", "https://zh.wikipedia.org/wiki/中国共产党"),
    ("见https://zh.wikipedia.org/wiki/中国共产党。", "https://zh.wikipedia.org/wiki/中国共产党"),
    ("www.党建.中国", "www.党建.中国"), ("（www.党建.中国）", "www.党建.中国"),
    ("https://党建.中国/学习", "https://党建.中国/学习"),
    ("https://a.cn/学习abc/历史?q=党费&n=1#第一讲，", "https://a.cn/学习abc/历史?q=党费&n=1#第一讲"),
    ("https://a.cn/附件.文件 下", "https://a.cn/附件.文件"),
    ("请访问https://a.cn/a_b查看", "https://a.cn/a_b"), ("www.a.cn看", "www.a.cn"),
    ("https://a.cn：说明", "https://a.cn"),
    ("https://a.cn/报名?来源=网站，", "https://a.cn/报名?来源=网站"),
    ("https://a.cn/?a=1&来源2=b看", "https://a.cn/?a=1&来源2=b"),
    ("https://a.cn/a?是不是", "https://a.cn/a"), ("https://a.cn/a?看", "https://a.cn/a"),
    ("https://a.cn/a&看", "https://a.cn/a&"),
    ("https://a.cn/“引”", "https://a.cn/"), ("https://a.cn/《书》", "https://a.cn/"),
    ("https://a.cn/、", "https://a.cn/"),
  ])
  func `take Chinese right behind a slash, an equals sign, a hash or a full stop`(
    text: String, address: String
  ) {
    let links = render(text).links.map { $0.destination.replacing("http://www", with: "www") }
    #expect(links == [address])
  }

  @Test(arguments: [
    ("www.党建.中国", "http://www.xn--n5qz54a.xn--fiqs8s"),
    (
      "[甲](https://党建.中国:80/学?党#习)",
      "https://xn--n5qz54a.xn--fiqs8s:80/%E5%AD%A6?%E5%85%9A#%E4%B9%A0"
    ),
    ("[甲](//党建.中国)", "//xn--n5qz54a.xn--fiqs8s"),
    ("[甲](http://🍄.ga/)", "http://%F0%9F%8D%84.ga/"),
    ("[甲](https://党@a.cn/)", "https://%E5%85%9A@a.cn/"),
    ("[甲](mailto:党@a.cn)", "mailto:%E5%85%9A@a.cn"),
    ("[甲](https://a.cn/党//学)", "https://a.cn/%E5%85%9A//%E5%AD%A6"),
  ])
  func `have Chinese hosts in ASCII where they lead`(markdown: String, address: String) {
    #expect(text(render(markdown)).contains("href=\"\(address)\""))
  }

  @Test(arguments: ["网址以https://开头", "https://网址", "http://。", "www.。", "https:// 中国"])
  func `are none without a name`(text: String) { #expect(render(text).links.isEmpty) }

  // MARK: Videos and sounds

  @Test(arguments: [
    (
      "![甲](a.mp4)",
      "<figure><video src=\"\" controls=\"\" preload=\"metadata\" aria-label=\"甲\"><a href=\"\">甲</a></video></figure>"
    ),
    (
      "听![甲](https://a.cn/b.MP3?x=1)",
      "<p>听<audio src=\"https://a.cn/b.MP3?x=1\" controls=\"\" preload=\"metadata\" aria-label=\"甲\"><a href=\"https://a.cn/b.MP3?x=1\">甲</a></audio></p>"
    ),
    (
      "[![甲](a.webm)](b.md)",
      "<p><a href=\"\"><video src=\"\" controls=\"\" preload=\"metadata\" aria-label=\"甲\"></video></a></p>"
    ),
    ("![甲](a.mp4.png)", "<figure><img src=\"\" alt=\"甲\" loading=\"lazy\" /></figure>"),
    ("[甲](a.mp4)", "<p><a href=\"\">甲</a></p>"),
  ])
  func `pictures that are videos or sounds are played`(markdown: String, expected: String) {
    #expect(text(render(markdown)) == expected + "\n")
  }

  @Test func `a video without a text is reported`() {
    #expect(summaries(of: render("![](a.mp4)")) == ["warning no-alternative-text a.mp4"])
    #expect(render("![](a.mp4)").diagnostics[0].message.english.contains("video"))
  }

  @Test func `plain CommonMark shows pictures alone`() {
    #expect(html("![a](b.mp4)", with: .commonMark) == "<p><img src=\"b.mp4\" alt=\"a\" /></p>\n")
  }
}
