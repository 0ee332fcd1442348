import Diagnostics
import Markdown
import Testing

@Suite struct UnreadSignTests {
  @Test(arguments: [
    ("#标题", "heading", "# 标题"), ("##标题", "heading", "## 标题"), ("＃标题", "heading", "# 标题"),
    ("＃＃ 标题", "heading", "## 标题"), ("#**重点**", "heading", "# **重点**"),
    ("正文\n##标题", "heading", "正文\n## 标题"), ("> #标题", "heading", "> # 标题"),
    ("-项\n-又一项", "list", "- 项\n- 又一项"), ("－项", "list", "- 项"), ("+项", "list", "- 项"),
    ("*项\n*又一项", "list", "- 项\n- 又一项"), ("**注意: **请到", "emphasis", "**注意:**请到"),
    ("-**项**", "list", "- **项**"), ("-Item", "list", "- Item"), ("1.项", "list", "1. 项"),
    ("> 1.项\n> 2.项", "list", "> 1. 项\n> 2. 项"),
    ("1)项", "list", "1) 项"), ("1.**项**", "list", "1. **项**"), ("•项", "list", "- 项"),
    ("• 项\n• 项", "list", "- 项\n- 项"), ("·　项", "list", "- 项"), ("\u{F06C} 项", "list", "- 项"),
    ("请＊＊务必＊＊到", "emphasis", "请**务必**到"), ("** 粗**", "emphasis", "**粗**"),
    ("**粗 **", "emphasis", "**粗**"), ("请** 务必 **到", "emphasis", "请**务必**到"),
    ("见[[b]]", "wiki-link", "见[b](b.md)"), ("![[x.png]]", "wiki-link", "![x](x.png)"),
    ("[[b|通知]]", "wiki-link", "[通知](b.md)"), ("![[x y.png]]", "wiki-link", "![x y](<x y.png>)"),
    ("这是==重点==。", "highlight", "这是<mark>重点</mark>。"),
    ("| ==甲== |\n|---|", "highlight", "| <mark>甲</mark> |\n|---|"),
  ])
  func `a sign that is text is told with what to write`(text: String, id: String, right: String) {
    let document = render(text)
    #expect(document.diagnostics.map(\.id) == ["unread-\(id)"])
    #expect(fixed(text) == right)
    let ids = render(right).diagnostics.map(\.id)
    #expect(ids.allSatisfy { $0 == "no-alternative-text" }, "\(ids)")
  }

  @Test(arguments: [
    (":::tip\n提示\n:::", "container"), ("[TOC]", "contents"), ("[[toc]]", "contents"),
    ("正文^[注]。", "note"), ("{{< youtube x >}}", "template"), ("{% raw %}", "template"),
    ("{{ site.title }}", "template"), ("正文\n{: .note}", "attributes"), ("正文{#id}", "attributes"),
    ("[甲](https://a.cn){.button}", "attributes"), ("$x^2$", "formula"), ("$$x$$", "formula"),
    ("$$\nx\n$$", "formula"), ("**注意: **请到。** 重要 **", "emphasis"),
  ])
  func `a sign of another program is told`(text: String, id: String) {
    #expect(Set(render(text).diagnostics.map(\.id)) == ["unread-\(id)"])
    #expect(render(text).diagnostics[0].suggestion != nil)
  }

  @Test func `of each sign the first is told, and the others are counted`() {
    let text = "#甲\n\n-乙\n-丙\n\n##丁\n\n#戊"
    let told = render(text).diagnostics
    #expect(told.map(\.id) == ["unread-heading", "unread-list"])
    #expect(told.map(\.unlisted) == [2, 1])
    #expect(told[0].place?.range == 0..<4)
    #expect(told[0].fixes.count == 3)
    #expect(fixed(text) == "# 甲\n\n- 乙\n- 丙\n\n## 丁\n\n# 戊")
  }

  @Test(arguments: [
    ("～～旧～～", "unread-strike", "~~旧~~"), ("改为～～3月1日～～3月2日", "unread-strike", "改为~~3月1日~~3月2日"),
    ("（～～旧的，～～新的）", "unread-strike", "（~~旧的，~~新的）"),
    ("[ ] 待办", "unread-list", "- [ ] 待办"),
    ("[]\u{20}待办".replacing("[]", with: "[　]"), "unread-list", "- [ ] 待办"),
    ("甲\n[x] 已办", "unread-list", "甲\n- [x] 已办"), ("［√］已办", "unread-list", "- [x] 已办"),
    ("[ ]**重点**", "unread-list", "- [ ] **重点**"),
  ])
  func `strikes and tasks that are text are told`(text: String, id: String, right: String) {
    #expect(render(text).diagnostics.map(\.id.description) == [id])
    #expect(fixed(text) == right)
    #expect(html(right).contains(id == "unread-strike" ? "<del>" : "<input"))
  }

  @Test(arguments: [
    "真好～～", "来吧～～快来～～", "9:00～11:00，14:00～16:00", "～～～甲～～～", "～～ 甲 ～～", "甲～乙～丙", "`～～甲～～`",
    "[ ]", "选 [ ] 或 [x]", "- [ ] 甲", "[x]: a.md\n\n[x] 甲", "[ ] (a)", "□ 待办", "[1] 甲", "[y] 甲",
  ])
  func `what only looks like a strike or a task is not told`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == [])
  }

  @Test(arguments: [
    "`#标题`", "```\n#标题\n-项\n```", "    -项", "\\#标题", "\\-项", "1\\.项", "\\==甲==",
    "`==x==` 和 \\==x==",
    "#话题# 今天", "#1 号楼", "# 标题", "- 项", "1. 项", "-5℃", "1.5 米", "2026.7.1", "--", "-x",
    "——副标题", "a==b，c==d", "2 ** 3 ** 4", "张＊＊、李＊＊", "a[[1]] 和 [[1,2],[3,4]]", "价格 $5 到 $6",
    "$HOME 和 $PATH", "^[a-z]", "`{{ x }}`", "**粗**和**细**", "*甲*", "*注：必填", "*甲*\n*乙*", "张**、李某",
    "2**10", "注：见[通知](b.md)",
    "春眠不觉晓，\n处处闻啼鸟。", "| 甲 | -5 |\n|---|---|\n| 1.5 | #3 |", "&#35;标题", "a:::b", "甲-乙",
    "==", "====", "甲・乙", "·", "Supplier {x}", "${x}", "[toc]: a.md\n\n[toc]",
  ])
  func `what only looks like a sign is not told`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == [])
  }

  @Test func `signs are found in footnotes and long paragraphs, at the line where they stand`() {
    let long = String(repeating: "很长的一行。\n", count: 300)
    let text = long + "-项"
    #expect(render(text).diagnostics.map { $0.place?.range.count } == [4])
  }
}

@Suite struct UnreadLinkTests {
  @Test(arguments: [
    ("！[图](x.png)", "![图](x.png)"), ("! [图](x.png)", "![图](x.png)"),
    ("见下：！[图](x.png)", "见下：![图](x.png)"),
    ("[通知](b.md “标题”)", "[通知](b.md \"标题\")"), ("![图](x.png '说明’)", "![图](x.png \"说明\")"),
    ("[通知](b.md \"标题”)", "[通知](b.md \"标题\")"), ("［通知］(b.md)", "[通知](b.md)"),
    ("［通知］（b.md）", "[通知](b.md)"), ("[通知］(b.md)", "[通知](b.md)"), ("[通知] (b.md)", "[通知](b.md)"),
    ("[通知]〔b.md〕", "[通知](b.md)"), ("[通知]【b.md】", "[通知](b.md)"),
    ("[通知] (https://a.cn/b)", "[通知](https://a.cn/b)"),
  ])
  func `a link with wide marks or a gap is told with what to write`(text: String, right: String) {
    let text = "前文。\n\n- \(text)。"
    #expect(render(text).diagnostics.map(\.id) == ["unread-link"])
    #expect(fixed(text) == "前文。\n\n- \(right)。")
    #expect(render(fixed(text)).diagnostics.isEmpty)
    #expect(render(fixed(text)).links.count == 1)
  }

  @Test(arguments: [
    ("甲[^1］。\n\n[^1]: 注", "甲[^1]。\n\n[^1]: 注"), ("甲［^1］。\n\n[^1］：注", "甲[^1]。\n\n[^1]: 注"),
    ("甲[^1]。\n\n[^1]：注", "甲[^1]。\n\n[^1]: 注"),
  ])
  func `a footnote with wide marks is told with what to write`(text: String, right: String) {
    let ids = render(text).diagnostics.map(\.id)
    #expect(ids.contains("unread-footnote"))
    #expect(!ids.contains("missing-footnote"))
    #expect(fixed(text) == right)
    #expect(render(right).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("> ［!NOTE］\n> 甲", "> [!NOTE]\n> 甲"), ("> [！TIP]\n> 甲", "> [!TIP]\n> 甲"),
    ("> 【!NOTE】\n> 甲", "> [!NOTE]\n> 甲"), ("> [!INFO]\n> 甲", "> [!NOTE]\n> 甲"),
    ("> [!提示]\n> 甲", "> [!TIP]\n> 甲"),
  ])
  func `what is nearly an alert is told with what to write`(text: String, right: String) {
    #expect(render(text).diagnostics.map(\.id) == ["unread-alert"])
    #expect(fixed(text) == right)
    #expect(html(right).contains("class=\"alert "))
  }

  @Test(arguments: ["> [!NOTE] 题目\n> 甲", "> [!unknown]\n> 甲"])
  func `an alert with a title or an unknown name is told`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == ["unread-alert"])
    #expect(fixed(text) == text)
  }

  @Test(arguments: [
    "看！[图](x.png)", "见！[通知](b.md)", "> [!note]\n> 甲", "> [甲](b.md)", "> 甲\n> [!NOTE]", "［注］(见下)",
    "[1] (甲)", "`［通知］(b.md)`", "［一］（二）", "[甲](b.md '题')", "甲［^］乙",
  ])
  func `what only looks like one is not told`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == [])
  }

  @Test(arguments: [
    ("[甲](C:\\Users\\张三\\附件.docx)", "unsafe-address", "附件.docx"),
    ("[甲](file:///home/a/附件.docx)", "unsafe-address", "附件.docx"),
    ("[甲](C:\\Users\\张 三\\附件.docx)", "unread-link", "[甲](<附件.docx>)"),
  ])
  func `a path of the author's disk is told with the file's name`(
    text: String, id: String, right: String
  ) {
    let told = render(text).diagnostics
    #expect(told.map(\.id) == [id])
    #expect(told[0].suggestion?.chinese.hasSuffix(right) == true)
    #expect(told[0].fixes.isEmpty)
  }
}

@Suite struct UnclosedFenceTests {
  @Test(arguments: [
    ("```\na", "```"), ("甲\n\n~~~~ swift\na\n~~~\n\nb\n", "~~~~"), ("- ```\n  a\n", "```"),
    ("> ```\n> a", "```"), ("```", "```"), ("甲[^1]\n\n[^1]: 注\n\n```\na", "```"),
  ])
  func `a fence that never closes is told where it opened`(text: String, fence: String) {
    #expect(summaries(of: render(text)) == ["warning unclosed-code \(fence)"])
  }

  @Test(arguments: [
    "```\na\n```", "~~~\na\n~~~~  \n", "    ```\n    a", "````\n```\n````", "> ```\n> a\n> ```",
    "- ```\n  a\n  ```\n",
    "`` ` ``", "```\n```", "甲[^1]\n\n[^1]: 注\n\n    ```\n    a\n    ```\n", "```a`b",
  ])
  func `a fence that closes is not told`(text: String) {
    #expect(render(text).diagnostics.map(\.id) == [])
  }
}

@Suite struct HeadingIDTests {
  private func ids(_ text: String) -> [String] { render(text).headings.map(\.id) }

  @Test func `an author's own id is taken and not shown`() {
    let document = render("## 会议议程 {#agenda}\n\n### 二{#议程_1} ##\n\n三 {#c.d}\n---\n")
    #expect(document.headings.map(\.id) == ["agenda", "议程_1", "c.d"])
    #expect(document.headings.map(\.text) == ["会议议程", "二", "三"])
    #expect(!String(decoding: document.html, as: UTF8.self).contains("{"))
    #expect(document.diagnostics.isEmpty)
  }

  @Test func `ids are given once, the author's own too`() {
    #expect(ids("# a\n\n# b {#a}\n\n# c {#a}") == ["a", "a-1", "a-2"])
  }

  @Test(arguments: [
    "## 甲 \\{#b}", "## 甲 `{#b}`", "## 甲 {#}", "## 甲 {#b c}", "## 甲 {b}",
  ])
  func `what is no id stays`(text: String) {
    #expect(render(text).headings[0].text.contains("{"))
  }

  @Test func `no heading gets the id of an element of the theme`() {
    #expect(
      ids("# Main\n\n# Photos\n\n# a {#feeds}\n\n# Main") == [
        "main-1", "photos-1", "feeds-1", "main-2",
      ])
  }

  @Test func `CommonMark has no ids`() {
    #expect(html("# a {#b}", with: .commonMark) == "<h1>a {#b}</h1>\n")
  }
}
