import Content
import Diagnostics
import Foundation
import Portal
import SiteModel
import Testing

/// What lies in `content/` and what was left there, told or put in order.
@Suite struct `What is left lying` {
  private func ids(_ site: SiteFixture) -> [String] { site.build().diagnostics.map(\.id) }

  @Test(arguments: ["通知", "notices", "公告", "公文"])
  func `is told where a folder is no section`(folder: String) {
    let site = SiteFixture().file(
      "content/\(folder)/甲.md", "---\ntitle: 甲\ndate: 2026-06-01\n---\n正文。\n"
    ).file("content/\(folder)/乙.md", "---\ntitle: 乙\ndate: 2026-06-01\n---\n正文。\n")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["not-a-section"])
    #expect(found.first?.message.english.contains("2 documents") == true)
    let meansNotice =
      folder != "公文" || found.first?.suggestion?.chinese.contains("是不是“notice”") == true
    #expect(meansNotice)
    // Following it leads to no further message.
    site.file(
      "content/site.yml",
      SiteFixture.config + "  \(folder): {kind: notice, title: \(folder)}\n")
    #expect(ids(site) == [])
  }

  @Test func `is no single page with a folder of its own, in the menu, or with links to it`() {
    let site = SiteFixture()
      .file("content/about/index.md", "---\ntitle: 关于\n---\n见[历史](history.md)。\n")
      .file("content/about/history.md", "---\ntitle: 历史\n---\n正文。\n")
      .file("content/help/contact.md", "---\ntitle: 联系\norder: 2\n---\n正文。\n")
    #expect(ids(site) == [])
  }

  @Test func `are texts and office files beside documents that nothing refers to`() {
    let site = SiteFixture()
      .notice("a", header: "attachments: [附件.docx]\n", body: "见[表](表.xlsx)。")
      .file("content/notice/附件.docx", "x").file("content/notice/表.xlsx", "x")
      .file("content/notice/第四讲.txt", "文字").file("content/notice/关于大会.docx", "x")
      .file("content/robots-check.txt", "x").file("content/files/名单.pdf", "x")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["unused-file"])
    #expect(found.first?.message.chinese.contains("共有 2 个") == true)
    site.notice("b", header: "draft: true\nattachments: [第四讲.txt, 关于大会.docx]\n")
    #expect(ids(site) == [])
  }

  @Test func `is sample text in settings and front matter, and a text that was not written`() {
    let site = SiteFixture()
      .file("content/branches/one.md", "---\ntitle: 请改成支部全称\nplace: 请改成活动地点\n---\n正文。\n")
      .notice("a", body: "在这里写正文。").notice("b", body: "").notice("c", body: "请改成线上参加。")
      .notice("d", header: "draft: true\n", body: "在这里写正文。")
      .notice("e", header: "event: {start: 2026-07-10 09:00}\n", body: "")
    #expect(ids(site) == ["sample-text", "empty-text", "empty-text"])
    site.file(
      "content/site.yml", SiteFixture.config.replacing("测试支部", with: "请改成本支部的站点名称"))
    #expect(ids(site).count == 4)
  }

  @Test func `of words that no template uses is told, with the near word`() {
    let site = SiteFixture().file("templates/strings/zh.yml", "subscrbe: 订\nmine: 我\nours: 我们\n")
      .file("templates/partials/nothing.mustache", "<p>{{strings.mine}}</p>\n")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["unknown-word", "unknown-word"])
    #expect(found.first?.suggestion?.english == "did you mean `subscribe`?")
    #expect(found.last?.message.english.contains("`ours`") == true)
  }

  @Test func `of styles is added to the theme's, which a whole file replaces only if it says so`()
    throws
  {
    let site = SiteFixture().file("templates/assets/own.css", "h1 { color: red }\n")
    #expect(ids(site) == [])
    let style = try #require(site.output("assets/style.css"))
    #expect(style.hasPrefix(":root{color-scheme") && style.hasSuffix("}h1{color:red}"))
    #expect(site.output("assets/own.css") == nil)
    let paper = try #require(site.output("assets/print.css"))
    #expect(paper.hasPrefix("@page{") && paper.hasSuffix("}h1{color:red}"))
    site.file("templates/assets/style.css", "h2 { color: red }\n")
    #expect(ids(site) == ["replaced-style"])
    #expect(site.output("assets/style.css") == "h2{color:red}h1{color:red}")
    site.file("templates/assets/style.css", "/* BranchPress */\nh2 { color: red }\n")
    #expect(ids(site) == [])
  }
}

@Suite struct `Names with numbers` {
  @Test func `order a series as people read them`() throws {
    for names in [
      ["1 甲", "2 乙", "10 丙"], ["1、甲", "2、乙", "10、丙"], ["第一讲", "第二讲", "第三讲", "第十讲", "第十二讲"],
      ["（一）甲", "（二）乙", "（十）丙"], ["一、甲", "二、乙", "十一、丙"], ["01-a", "2-b", "10-c"],
      ["1月", "2月", "10月"], ["一月学习", "二月学习", "十月学习"], ["１．甲", "２．乙", "１０．丙"],
      ["学习笔记2", "学习笔记10"], ["第1讲 甲", "第2讲 乙", "第10讲 丙"], ["7 月学习", "10 月学习"],
    ] {
      let site = SiteFixture()
      for (index, name) in names.enumerated() {
        site.file(
          "content/study/c/\(name).md", "---\ntitle: 第\(index)篇\ndate: 2026-01-01\n---\n正文。\n")
      }
      #expect(site.build().diagnostics.map(\.id) == [], "\(names)")
      let page = try #require(site.output("study/c/index.html"))
      let found = page.matches(of: /class="entry-title"[^>]*>第(\d+)篇/).compactMap { Int($0.1) }
      #expect(found == Array(names.indices), "\(names)")
    }
  }

  @Test func `lose in addresses only what orders them`() {
    for (name, number, rest) in [
      ("01-founding", 1, "founding"), ("1 甲", 1, "甲"), ("1、甲", 1, "甲"), ("3.乙", 3, "乙"),
      ("（一）甲", 1, "甲"), ("(12) 甲", 12, "甲"), ("二、乙", 2, "乙"), ("１．甲", 1, "甲"),
      ("第一讲", 1, "第一讲"), ("第十二课 党史", 12, "第十二课 党史"), ("7 月学习", 7, "7 月学习"),
      ("2026-plan", nil, "2026-plan"), ("三会一课", nil, "三会一课"), ("十月革命", nil, "十月革命"),
      ("7月学习", nil, "7月学习"), ("1", nil, "1"), ("1-", nil, "1-"), ("甲1", nil, "甲1"),
      ("", nil, ""), ("（一", nil, "（一"), ("第", nil, "第"),
    ] as [(String, Int?, String)] {
      let found = withoutOrderNumber(name)
      #expect(found.number == number && found.rest == rest, "\(name): \(found)")
    }
  }

  @Test func `have one order, whatever two are compared`() {
    let names = [
      "一", "乙", "二", "三", "十", "10", "9", "09", "a9", "a10", "a-9", "第九讲", "第十讲", "第讲", "甲", "",
      "零", "２",
      "三会", "八项",
    ]
    for a in names {
      #expect(!naturallyPrecedes(a, a))
      for b in names where a != b {
        #expect(naturallyPrecedes(a, b) != naturallyPrecedes(b, a), "\(a) \(b)")
        for c in names where naturallyPrecedes(a, b) && naturallyPrecedes(b, c) {
          #expect(naturallyPrecedes(a, c), "\(a) \(b) \(c)")
        }
      }
    }
  }
}

@Suite struct `Since the last build` {
  @Test(arguments: [false, true])
  func `a renamed document is told with the id and alias to write`(isEdited: Bool) throws {
    let site = SiteFixture(config: SiteFixture.config + "moved: tell\n").notice("a").notice("b")
    #expect(site.build().succeeded)
    let before = try #require(site.output("rss.xml"))
    let guid = try #require(before.firstMatch(of: /<guid[^>]*>([^<]*notice\/b)<\/guid>/)).1
    site.remove("content/notice/b.md")
    func write(_ header: String) {
      site.file(
        "content/notice/关于大会.md",
        "---\ntitle: 通知b\ndate: 2026-06-01\n\(header)---\n\(isEdited ? "改过。" : "正文。")\n")
    }
    write("")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["renamed"])
    #expect(
      found.first?.suggestion?.english
        == "add `id: notice/b` and `aliases: [/notice/b/]` to its front matter; `branchpress move` does this automatically"
    )
    write("id: notice/b\naliases: [/notice/b/]\n")
    #expect(site.build().diagnostics.map(\.id) == [])
    #expect(site.output("rss.xml")?.contains(guid) == true)
    #expect(site.output("notice/b/index.html") != nil)
  }

  @Test func `a new document is no renamed one, nor one that kept its id and address`() {
    let site = SiteFixture().notice("a").notice("b", header: "id: x1\n")
    #expect(site.build().succeeded)
    site.notice("c")
    #expect(site.build().diagnostics.map(\.id) == [])
    site.remove("content/notice/b.md").file(
      "content/notice/d.md",
      "---\ntitle: 通知b\ndate: 2026-06-01\nid: x1\naliases: [/notice/b/]\n---\n正文。\n")
    #expect(site.build().diagnostics.map(\.id) == [])
  }

  @Test func `another identity is told, with the former one`() {
    let site = SiteFixture().notice("a")
    #expect(site.build().succeeded)
    site.file(
      "content/site.yml", SiteFixture.config.replacing("example.org,2025", with: "example.net,2026")
    )
    site.notice("b", header: "pinned: 是吗\n")
    #expect(site.build().diagnostics.map(\.id).sorted() == ["identity-changed", "wrong-type"])
    site.notice("b")
    let found = site.build().diagnostics
    #expect(found.map(\.id) == ["identity-changed"])
    #expect(found.first?.suggestion?.english.contains("`identity: example.org,2025`") == true)
    #expect(site.build().diagnostics.map(\.id) == [])
  }

  @Test func `a notice of a meeting at another hour of its day is told, with the except line`() {
    let meetings = """
      meetings:
        - {title: 主题党日, start: 2026-01-15 09:00, every: 每月, by: 日期}

      """
    func ids(_ start: String, title: String = "关于七月主题党日的通知", config: String = meetings) -> [String]
    {
      SiteFixture(config: SiteFixture.config + config).file(
        "content/notice/a.md",
        "---\ntitle: \(title)\ndate: 2026-07-01\nevent: {start: \(start)}\n---\n正文。\n"
      ).build().diagnostics.map(\.id)
    }
    #expect(ids("2026-07-15 09:00") == [])
    #expect(ids("2026-07-15 14:00") == ["meeting-twice"])
    #expect(ids("2026-07-15") == ["meeting-twice"])
    #expect(ids("2026-07-16 09:00") == [])
    #expect(ids("2026-07-15 14:00", title: "关于支委会的通知") == [])
    let excepted = meetings.replacing("by: 日期", with: "by: 日期, except: [2026-07-15]")
    #expect(ids("2026-07-15 14:00", config: excepted) == [])
  }
}
