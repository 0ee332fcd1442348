import Content
import Dates
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

extension SiteFixture {
  /// The titles that a page of a view lists, in its order.
  fileprivate func titles(_ path: String) -> [Substring]? {
    output(path + "index.html").map {
      $0.matches(of: /<li class="headline"><a class="entry-title"[^>]*>([^<]*)</).map(\.1)
    }
  }

  /// The menu of a section's views, each by its address below the site and its name.
  fileprivate func views(_ path: String) -> [String] {
    let page = output(path + "index.html") ?? ""
    guard let start = page.range(of: #"<nav class="views""#) else { return [] }
    let menu = page[start.upperBound...].components(separatedBy: "</nav>")[0]
    return menu.matches(of: /<a href="([^"]*)"( aria-current="page")?>([^<]*)</).map {
      "\($0.1) \($0.3)\($0.2 == nil ? "" : " *")"
    }
  }

  @discardableResult
  fileprivate func build(after days: Int, ignoringCache: Bool = false) -> BuildReport {
    build {
      $0.now = Moment(seconds: Self.now.seconds + days * 86_400, offsetMinutes: 480)
      $0.ignoresCache = ignoringCache
      $0.clockStep = 10_000_000
    }
  }
}

@Suite struct `A section's pages by year and by state` {
  @Test func `list the notices in each state, and change when the state does`() {
    let site = SiteFixture().notice("a").notice("b", header: "expires: 2026-06-30\n")
      .notice("c", header: "publicity: {from: 2026-06-29, until: 2026-07-03}\n")
      .notice("d", header: "publicity: {from: 2026-05-01, until: 2026-05-08}\n")
      .notice("e", header: "expires: 2026-07-02\npinned: true\n")
    usleep(12_000)
    site.build(after: 0)
    #expect(site.titles("notice/publicity/") == ["通知c"])
    #expect(site.titles("notice/current/") == ["通知a", "通知e"])
    #expect(site.titles("notice/expired/") == ["通知b", "通知d"])
    #expect(
      site.views("notice/") == [
        "../notice/ 全部 *", "../notice/publicity/ 公示中", "../notice/current/ 有效",
        "../notice/expired/ 已失效",
      ])
    #expect(site.views("notice/expired/").last == "../../notice/expired/ 已失效 *")
    let page = site.output("notice/expired/index.html") ?? ""
    #expect(page.contains(#"截至<time datetime="2026-07-01">2026年7月1日</time>的状态。"#))
    #expect(page.contains("<h1>通知公告：已失效</h1>"))
    // Nothing but time passes.
    for days in [1, 2, 3, 30] {
      #expect(!site.build(after: days).isUnchanged)
      let tree = site.tree()
      site.build(after: days, ignoringCache: true)
      #expect(differences(tree, site.tree()) == [])
    }
    #expect(site.titles("notice/publicity/") == nil)
    #expect(site.titles("notice/expired/") == ["通知b", "通知c", "通知d", "通知e"])
  }

  @Test func `are not made where all notices are in one state, and no list is longer than a page`()
  {
    let site = SiteFixture().notice("a").notice("b", date: "2024-06-01")
    #expect(site.build().succeeded)
    #expect(site.views("notice/") == [])
    #expect(site.tree().keys.filter { $0.hasPrefix("notice/") && $0.contains("2024") } == [])
  }

  @Test func `list each year's documents where a section has more than one page`() {
    let site = SiteFixture(config: SiteFixture.config + "page-size: 2\n")
    for (name, date) in [
      ("a", "2026-03-01"), ("b", "2025-12-31 23:30"), ("c", "2025-01-01"), ("d", "2023-05-05"),
    ] {
      site.notice(name, header: name == "d" ? "pinned: true\n" : "", date: date)
      site.file(
        "content/study/history/\(name).md", "---\ntitle: 文章\(name)\ndate: \(date)\n---\n正文。\n")
    }
    #expect(site.build().succeeded)
    for (folder, word) in [("notice/", "通知"), ("study/", "文章")] {
      #expect(site.titles(folder + "2026/") == ["\(word)a"])
      #expect(site.titles(folder + "2025/") == ["\(word)b", "\(word)c"])
      #expect(site.titles(folder + "2023/") == ["\(word)d"])
      #expect(site.titles(folder + "2024/") == nil)
      #expect(
        site.views(folder + "2025/") == [
          "../../\(folder) 全部", "../../\(folder)2026/ 2026年", "../../\(folder)2025/ 2025年 *",
          "../../\(folder)2023/ 2023年",
        ])
    }
    #expect(site.output("sitemap.xml")?.contains("/portal/notice/2025/</loc>") == true)
    // Ten pages of the section's list go into one page of a year.
    for number in 1...21 { site.notice("n\(number)", date: "2022-02-02") }
    #expect(site.build().succeeded)
    #expect(site.titles("notice/2022/")?.count == 20)
    #expect(site.titles("notice/2022/page/2/")?.count == 1)
  }

  @Test func `give way to documents at their addresses`() {
    let site = SiteFixture(config: SiteFixture.config + "page-size: 1\n")
      .notice("2026", date: "2025-03-01").notice("b", date: "2026-03-01")
      .notice("c", header: "expires: 2026-03-01\nslug: current\n", date: "2026-02-01")
    #expect(site.build().diagnostics == [])
    #expect(
      site.views("notice/") == [
        "../notice/ 全部 *", "../notice/expired/ 已失效", "../notice/2025/ 2025年",
      ])
    #expect(site.output("notice/2026/index.html")?.contains("通知2026") == true)
  }
}

@Suite struct `Reading on` {
  private func links(_ site: SiteFixture, _ path: String, in label: String) -> [String] {
    let page = site.output(path + "index.html") ?? ""
    guard let start = page.range(of: #"aria-label="\#(label)">"#) else { return [] }
    return page[start.upperBound...].components(separatedBy: "</nav>")[0]
      .matches(of: /<a href="[^"]*"( aria-current="page")?>([^<]*)</).map {
        "\($0.2)\($0.1 == nil ? "" : " *")"
      }
  }

  private func article(
    _ site: SiteFixture, _ number: Int, _ more: String = "", text: String = "正文。"
  ) {
    site.file(
      "content/study/history/\(number).md",
      "---\n\(more.isEmpty ? "title: 第\(number)篇\n" : more)date: 2026-01-01\n---\n\(text)\n")
  }

  @Test func `shows the articles around an article in its column, with its place among them`() {
    let site = SiteFixture()
    for number in 1...12 { article(site, number) }
    #expect(site.build().succeeded)
    func series(_ number: Int) -> [String] {
      links(site, "study/history/\(number)/", in: "本专栏的文章")
    }
    #expect(series(1) == ["第1篇 *"] + (2...9).map { "第\($0)篇" })
    #expect(series(6) == (2...10).map { "第\($0)篇" + ($0 == 6 ? " *" : "") })
    #expect(series(12) == (4...11).map { "第\($0)篇" } + ["第12篇 *"])
    // A title changes the pages of the articles around it, and a text its own.
    func changes(_ edit: () -> Void) -> [String] {
      let before = site.tree()
      edit()
      usleep(12_000)
      site.build()
      return differences(before, site.tree()).compactMap {
        $0.firstMatch(of: /study\/history\/(\d+)\/index.html/).map { String($0.1) }
      }
    }
    #expect(changes { article(site, 12, text: "正文改了。\n\n第二段。") } == ["12"])
    #expect(changes { article(site, 12, "title: 末篇\n") } == ["10", "11", "12", "8", "9"])
  }

  @Test
  func `offers four documents with the same tags, most of them in common first, then the newest`() {
    let site = SiteFixture()
    site.notice("a", header: "tags: [甲, 乙, 丙]\n", date: "2026-03-01")
    site.notice("b", header: "tags: [甲]\n", date: "2026-03-02")
    site.notice("c", header: "tags: [乙, 丙]\n", date: "2025-03-02")
    site.notice("d", header: "tags: [丙]\n", date: "2026-03-03")
    site.notice("e", header: "tags: [丙, 丁]\n", date: "2026-03-04")
    site.notice("f", header: "tags: [甲, 乙]\n", date: "2025-03-04")
    site.notice("g", header: "tags: [丁]\n", date: "2026-03-05").notice("h")
    #expect(site.build().succeeded)
    #expect(links(site, "notice/a/", in: "相关内容") == ["通知f", "通知c", "通知e", "通知d"])
    #expect(links(site, "notice/g/", in: "相关内容") == ["通知e"])
    #expect(links(site, "notice/h/", in: "相关内容") == [])
  }

  @Test func `leaves alone what a text or an additional document does not concern`() {
    let site = SiteFixture()
    for number in 100...139 {
      site.notice("n\(number)", header: "tags: [甲]\n", date: "2026-01-0\(number % 9 + 1)")
    }
    usleep(12_000)
    site.build { $0.clockStep = 10_000_000 }
    func changed(_ edit: () -> Void) -> Int {
      let before = site.tree()
      edit()
      usleep(12_000)
      site.build { $0.clockStep = 10_000_000 }
      let pages = differences(before, site.tree()).filter {
        $0.hasPrefix("notice/n") && $0.hasSuffix("index.html")
      }
      return pages.count
    }
    #expect(
      changed {
        site.notice("n120", header: "tags: [甲]\n", body: "改了。\n\n又一段。", date: "2026-01-04")
      } == 1)
    // One more document is the newest of its tag, and in the last block of its list: its neighbours in both lists.
    let more = changed { site.notice("new", header: "tags: [甲]\n", date: "2026-02-01") }
    #expect((1...17).contains(more), "\(more)")
  }
}
