import Foundation
import Testing

/// An edit that changes a page in one thing, which is all that the page shows.
struct SmallChange: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let page: String
  let templates: [String: String]
  let edit: @Sendable (SiteFixture) -> Void

  init(
    _ description: String, of page: String, _ templates: [String: String] = [:],
    _ edit: @escaping @Sendable (SiteFixture) -> Void
  ) {
    testDescription = description
    self.page = page
    self.templates = templates
    self.edit = edit
  }

  static let all = [
    SmallChange(
      "a tag of another document", of: "notice/index.html",
      ["list": "{{#items}}[{{#tags}}{{title}}{{/tags}}]{{/items}}"]
    ) { $0.notice("a", header: "tags: [甲]\n").notice("b", header: "tags: [乙]\n") },
    SmallChange(
      "another tag", of: "notice/index.html",
      ["list": "{{#items}}[{{#tags}}{{title}}{{/tags}}]{{/items}}"]
    ) { $0.notice("a", header: "tags: [甲, 丙]\n") },
    SmallChange(
      "the length of a series", of: "study/history/1/index.html",
      ["study": "{{#document}}{{#study}}{{total}}{{/study}}{{/document}}"]
    ) { $0.article(3) },
    SmallChange(
      "a place in a series", of: "study/history/2/index.html",
      ["study": "{{#document}}{{#study}}{{position}}{{/study}}{{/document}}"]
    ) { $0.article(0) },
    SmallChange(
      "a document on top", of: "notice/a/index.html",
      ["notice": "{{#document}}{{#pinned}}top{{/pinned}}{{/document}}"]
    ) { $0.notice("a", header: "tags: [甲, 乙]\npinned: true\n") },
    SmallChange(
      "an author in a list", of: "notice/index.html",
      ["list": "{{#items}}{{#author}}{{title}}{{/author}}{{/items}}"]
    ) { $0.notice("c", header: "author: 李四\n") },
    SmallChange(
      "a branch in a list", of: "notice/index.html",
      ["list": "{{#items}}{{#branch}}{{title}}{{/branch}}{{/items}}"]
    ) { $0.notice("b", header: "branch: 一支部\n") },
    SmallChange("the folder of a picture", of: "study/law/x/index.html") {
      $0.move("content/study/02-law/x.md", to: "content/study/02-law/x/index.md")
    },
    SmallChange(
      "the folder of a cover", of: "study/law/index.html",
      ["column": "{{#items}}{{#cover}}{{address}}{{/cover}}{{/items}}"]
    ) { $0.move("content/study/02-law/x.md", to: "content/study/02-law/x/index.md") },
    SmallChange(
      "the width of a cover", of: "study/law/index.html",
      ["column": "{{#items}}{{#cover}}{{width}}{{/cover}}{{/items}}"]
    ) { $0.picture("study/02-law/x.svg", 5, 9) },
    SmallChange(
      "the height of a cover", of: "study/law/index.html",
      ["column": "{{#items}}{{#cover}}{{height}}{{/cover}}{{/items}}"]
    ) { $0.picture("study/02-law/x.svg", 4, 8) },
    SmallChange("the width of a picture", of: "study/history/1/index.html") {
      $0.picture("study/history/y.svg", 5, 9)
    },
    SmallChange("the height of a picture", of: "study/history/1/index.html") {
      $0.picture("study/history/y.svg", 4, 8)
    },
    SmallChange("the size of an attachment", of: "notice/d/index.html") {
      $0.file("content/notice/d.txt", String(repeating: "附", count: 2000))
    },
    SmallChange("the folder of an attachment", of: "notice/d/index.html") {
      $0.move("content/notice/d.md", to: "content/notice/d/index.md")
    },
    SmallChange("a column's summary in its feed", of: "study/art/rss.xml") {
      $0.file(
        "content/study/02-art/_column.md",
        "---\ntitle: 艺\nsummary: 新的说明\n---\n<font>艺</font>\n")
    },
    SmallChange("the place of a branch's meeting", of: "branches/一支部/calendar.ics") {
      $0.branch(meetingAt: "乙室")
    },
    SmallChange("the place of a meeting that was announced", of: "branches/一支部/calendar.ics") {
      $0.announce(at: "丁室")
    },
    SmallChange("whose meeting a notice announces", of: "calendar.ics") {
      $0.announce(at: "丙室", of: nil)
    },
    SmallChange(
      "whether an article is required", of: "study/history/index.html",
      ["column": "{{#items}}{{#study}}{{#required}}!{{/required}}{{/study}}{{/items}}"]
    ) { $0.article(1, more: "reading: 必读\n") },
    SmallChange(
      "the number of documents of a section", of: "index.html",
      ["home": "{{#blocks}}{{#section}}{{count}}{{/section}}{{/blocks}}"]
    ) { $0.notice("f", header: "tags: [甲]\n") },
    SmallChange(
      "whether a column has one article", of: "study/index.html",
      ["columns": "{{#columns}}[{{#countIsOne}}!{{/countIsOne}}]{{/columns}}"]
    ) {
      $0.file("content/study/02-art/y.md", "---\ntitle: 又\ndate: 2026-06-01\n---\n文\n")
    },
    SmallChange(
      "the date of a notice itself", of: "notice/a/index.html",
      ["notice": "{{#document}}{{#notice}}{{#issued}}{{iso}}{{/issued}}{{/notice}}{{/document}}"]
    ) { $0.notice("a", header: "tags: [甲, 乙]\nissued: 2026-05-30\n") },
    SmallChange(
      "what a notice calls itself in a list", of: "notice/index.html",
      ["list": "{{#items}}{{#notice}}{{thisNotice}}{{/notice}}{{/items}}"]
    ) { $0.notice("a", header: "publicity: {from: 2026-06-01, until: 2026-06-05}\n") },
    SmallChange(
      "a feed of a tag", of: "tags/甲/index.html", ["tag": "{{page.feed.address}}"]
    ) { $0.notice("e", header: "tags: [甲]\n").notice("f", header: "tags: [甲]\n") },
    SmallChange(
      "a column's summary", of: "study/index.html",
      ["columns": "{{#columns}}{{summary}}{{/columns}}"]
    ) {
      $0.file("content/study/02-art/_column.md", "---\ntitle: 艺\nsummary: 新的说明\n---\n")
    },
    SmallChange(
      "the name of a parent organisation", of: "branches/二支部/index.html",
      ["branch": "{{#info}}{{#parent}}{{title}}{{/parent}}{{/info}}"]
    ) { $0.branch(meetingAt: "甲室", name: "第一") },
    SmallChange(
      "the name of a subordinate organisation", of: "branches/一支部/index.html",
      ["branch": "{{#info}}{{#children}}{{title}}{{/children}}{{/info}}"]
    ) { $0.child(name: "第二") },
    SmallChange(
      "a partial of a partial", of: "notice/a/index.html",
      ["notice": "{{>outer}}", "outer": "{{>inner}}", "inner": "old"]
    ) { $0.file("templates/inner.mustache", "new") },
    SmallChange("the size of a file that a text links to", of: "notice/link/index.html") {
      $0.file("content/notice/g/t.txt", String(repeating: "表", count: 2000))
    },
    SmallChange(
      "the address of a file that a text links to", of: "notice/link/index.html",
      ["notice": "{{content}}"]
    ) { $0.folderNotice(slug: "h") },
    SmallChange("the address of a document in the sitemap", of: "sitemap.xml") {
      $0.folderNotice(slug: "h")
    },
    SmallChange("the place of an event", of: "notice/announced/event.ics") {
      $0.announce(at: "丁室")
    },
    SmallChange("a file of the theme", of: "assets/style.css") {
      $0.file("templates/assets/style.css", "a{}")
    },
    SmallChange("the description of a branch's calendar", of: "branches/二支部/calendar.ics") {
      $0.child(name: "二", summary: "在西院")
    },
    SmallChange("the description of a feed in the list of feeds", of: "feeds.opml") {
      $0.file(
        "content/study/02-art/_column.md", "---\ntitle: 艺\nsummary: 新的说明\n---\n")
    },
    SmallChange(
      "the name of a tag in the list of tags", of: "tags/index.html",
      ["tags": "{{#tags}}{{title}}{{/tags}}"]
    ) { $0.notice("a", header: "tags: [甲, 丙]\n") },
    SmallChange(
      "the spelling of a tag on its page", of: "tags/word/index.html", ["tag": "{{page.title}}"]
    ) { $0.notice("word", header: "tags: [WORD]\n") },
    SmallChange("the text of a column", of: "study/history/index.html") {
      $0.historyColumn(text: "第一段。\n\n另一段，见[表](t.txt)。")
    },
    SmallChange("the size of a file that a column's text links to", of: "study/history/index.html")
    {
      $0.file("content/study/history/t.txt", String(repeating: "表", count: 2000))
    },
    SmallChange("a tag in the sitemap", of: "sitemap.xml") {
      $0.notice("a", header: "tags: [甲, 丙]\n")
    },
    SmallChange("a time of day in the sitemap", of: "sitemap.xml") {
      $0.notice("b", date: "2026-06-01 00:00")
    },
    SmallChange("a zone in the sitemap", of: "sitemap.xml") {
      $0.notice("e", date: "2026-06-01T10:00:00+09:00")
    },
    SmallChange("the reason of a correction", of: "rss.xml") { $0.correction(reason: "地点") },
    SmallChange("the reason of a correction", of: "notice/corrected/index.html") {
      $0.correction(reason: "地点")
    },
    SmallChange("the day of a correction", of: "rss.xml") { $0.correction(on: "2026-06-21") },
    SmallChange("a time of day of a correction", of: "rss.xml") {
      $0.correction(on: "2026-06-20 00:00")
    },
    SmallChange("the title of what a notice corrects", of: "notice/correcting/index.html") {
      $0.correction(title: "改过的标题")
    },
    SmallChange("the editor of an article", of: "study/signed/x/index.html") {
      $0.signed(editor: "李四")
    },
    SmallChange("the first reviewer of an article", of: "study/signed/x/index.html") {
      $0.signed(first: "李四")
    },
    SmallChange("the second reviewer of an article", of: "study/signed/x/index.html") {
      $0.signed(second: "李四")
    },
    SmallChange("the last reviewer of an article", of: "study/signed/x/index.html") {
      $0.signed(last: "李四")
    },
    SmallChange("the day of a withdrawal", of: "rss.xml") { $0.withdrawal(on: "2026-06-21") },
    SmallChange("a time of day of a withdrawal", of: "atom.xml") {
      $0.withdrawal(on: "2026-06-20 00:00")
    },
    SmallChange("a withdrawal to come", of: "notice/index.html") {
      $0.withdrawal(on: "2030-01-01")
    },
    SmallChange("the title of what replaces a notice", of: "rss.xml") { $0.replacement("新题") },
    SmallChange("the number of what replaces a notice", of: "rss.xml") {
      $0.replacement(number: "支发〔2026〕9号")
    },
    SmallChange("the title of what replaces a notice", of: "notice/replaced/index.html") {
      $0.replacement("新题")
    },
    SmallChange("the code of an article's address", of: "study/signed/x/index.html") {
      $0.signed(more: "qr: true\n")
    },
    SmallChange("the code of a notice's address", of: "notice/b/index.html") {
      $0.notice("b", header: "qr: false\n")
    },
    SmallChange("the form of a notice", of: "notice/official/index.html") {
      $0.official(form: "document")
    },
    SmallChange("the seal of a notice", of: "notice/official/index.html") {
      $0.official(seal: "false")
    },
    SmallChange("who gets a copy of a notice", of: "notice/official/index.html") {
      $0.official(copies: "街道")
    },
    SmallChange("who prints a notice", of: "notice/printed/index.html") {
      $0.printed(office: "支部")
    },
    SmallChange("the day on which a notice is printed", of: "notice/printed/index.html") {
      $0.printed(on: "2026-06-03")
    },
    SmallChange("trust in a text's HTML", of: "study/art/x/index.html") {
      $0.move("content/study/02-art", to: "content/study/03-art")
    },
    SmallChange("trust in the HTML of a column's text", of: "study/art/index.html") {
      $0.move("content/study/02-art", to: "content/study/03-art")
    },
  ]

  static func site() -> SiteFixture {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [study/02-art]\n")
      .notice("a", header: "tags: [甲, 乙]\n").notice("b").notice("c", header: "author: 张三\n")
      .branch(meetingAt: "甲室").child(name: "二").announce(at: "丙室")
      .notice("link", body: "见[表](g/t.txt)。").file("content/notice/g/t.txt", "表").folderNotice()
      .notice("word", header: "tags: [Word]\n")
      .file(
        "content/study/02-law/x.md",
        "---\ntitle: 法\ndate: 2026-06-01\ncover: x.svg\n---\n![图](x.svg)\n"
      )
      .picture("study/02-law/x.svg", 4, 9).picture("study/02-law/x/x.svg", 4, 9)
      .picture("study/history/y.svg", 4, 9)
      .notice("d", header: "attachments: [d.txt]\n").notice("e", date: "2026-06-01T09:00:00+08:00")
      .file("content/notice/d.txt", "附件").file("content/notice/d/d.txt", "附件")
      .file("content/study/02-art/_column.md", "---\ntitle: 艺\n---\n<font>艺</font>\n")
      .file(
        "content/study/02-art/x.md",
        "---\ntitle: 艺\ndate: 2026-06-01\n---\n<font>文</font>\n"
      )
      .historyColumn().file("content/study/history/t.txt", "表")
      .correction().notice("correcting", header: "corrects: corrected.md\n")
      .signed().withdrawal().notice("replaced").replacement().official().printed()
    for number in 1...2 { site.article(number) }
    return site
  }
}

extension SiteFixture {
  @discardableResult
  fileprivate func article(_ number: Int, more: String = "") -> Self {
    file(
      "content/study/history/\(number).md",
      "---\ntitle: 第\(number)篇\ndate: 2026-06-01\n\(more)---\n![图](y.svg)\n")
  }

  /// A notice that has a folder of its own.
  @discardableResult
  fileprivate func folderNotice(slug: String = "g") -> Self {
    file(
      "content/notice/g/index.md",
      "---\ntitle: 表\ndate: 2026-06-01\nslug: \(slug)\n---\n正文。\n")
  }

  /// The description of a column, whose first paragraph is its summary.
  @discardableResult
  fileprivate func historyColumn(text: String = "第一段。\n\n第二段，见[表](t.txt)。") -> Self {
    file("content/study/history/_column.md", "---\ntitle: 历史\nsummary: 史\n---\n\(text)\n")
  }

  /// A notice that was corrected, by itself and by another one.
  @discardableResult
  fileprivate func correction(
    on date: String = "2026-06-20", reason: String = "时间", title: String = "通知"
  ) -> Self {
    file(
      "content/notice/corrected.md",
      "---\ntitle: \(title)\ndate: 2026-06-01\nreissue: \(date)\nreason: \(reason)\n---\n正文。\n")
  }

  /// A notice that was withdrawn.
  @discardableResult
  fileprivate func withdrawal(on date: String = "2026-06-20") -> Self {
    notice("withdrawn", header: "withdrawn: {date: \(date), reason: 写错了}\n")
  }

  /// A notice that replaces another.
  @discardableResult
  fileprivate func replacement(
    _ title: String = "新通知", number: String = "支发〔2026〕8号"
  ) -> Self {
    file(
      "content/notice/replacing.md",
      "---\ntitle: \(title)\ndate: 2026-06-02\nnumber: \(number)\nreplaces: replaced.md\n---\n正文。\n"
    )
  }

  /// An article with the people who answer for its text.
  @discardableResult
  fileprivate func signed(
    editor: String = "张三", first: String = "张三", second: String = "张三", last: String = "张三",
    more: String = ""
  ) -> Self {
    file(
      "content/study/signed/x.md",
      """
      ---
      title: 署名
      date: 2026-06-01
      editor: \(editor)
      reviewers: {初审: \(first), 复审: \(second), 终审: \(last)}
      \(more)---
      正文。

      """)
  }

  /// A letter with a seal and a copy.
  @discardableResult
  fileprivate func official(
    form: String = "letter", seal: String = "true", copies: String = "街道党工委"
  ) -> Self {
    notice("official", header: "issuer: 支部\nform: \(form)\nseal: \(seal)\ncopies: [\(copies)]\n")
  }

  /// A notice with an imprint.
  @discardableResult
  fileprivate func printed(office: String = "办公室", on date: String = "2026-06-02") -> Self {
    notice("printed", header: "imprint: {office: \(office), date: \(date)}\n")
  }

  /// A branch with a meeting every month.
  @discardableResult
  fileprivate func branch(
    meetingAt place: String, name: String = "一"
  ) -> Self {
    let meeting = "{title: 主题党日, start: 2026-01-17 14:00, every: 每月, place: \(place)}"
    return file(
      "content/branches/一支部.md",
      """
      ---
      title: 一支部
      name: \(name)
      meetings: [\(meeting)]
      ---
      介绍。

      """)
  }

  /// A branch below that one.
  @discardableResult
  fileprivate func child(name: String, summary: String = "在东院") -> Self {
    file(
      "content/branches/二支部.md",
      "---\ntitle: 二支部\nname: \(name)\nparent: 一支部\nsummary: \(summary)\n---\n介绍。\n")
  }

  /// A notice of one time of that meeting, if it is of that branch. Feeds name its author and not the branch.
  @discardableResult
  fileprivate func announce(at place: String, of branch: String? = "一支部") -> Self {
    let event = "{start: 2026-07-17 14:00, place: \(place)}"
    let line = branch.map { "branch: \($0)\n" } ?? ""
    return notice("announced", header: "author: 张三\n\(line)event: \(event)\n")
  }

  @discardableResult
  fileprivate func picture(_ path: String, _ width: Int, _ height: Int) -> Self {
    file(
      "content/" + path,
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\"/>")
  }

  fileprivate func move(_ path: String, to other: String) {
    do {
      try FileManager.default.moveItem(
        at: root.appending(path: path), to: root.appending(path: other))
    } catch {
      fatalError("\(path): \(error)")
    }
  }
}
