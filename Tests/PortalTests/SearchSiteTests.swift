import Content
import Foundation
import TestSupport
import Testing

@testable import Portal
@testable import Search

@Suite struct `The search of a site` {
  @Test func `finds title, number, headings, text, summary and facts, and nothing else`() throws {
    let site = SiteFixture()
      .file(
        "content/notice/a.md",
        """
        ---
        title: 关于评选先进小组的通知
        date: 2026-06-01
        number: 梧支发〔2026〕7号
        issuer: 中共梧桐支部委员会
        recipients: [各党小组]
        summary: 六月下旬投票
        author: 林晚秋
        tags: [评优]
        event: {start: 2026-06-20 09:00, place: 东院活动室}
        inquiries: 何主任，62000000
        ---
        ## 评选办法

        每个小组推荐一人，**以票数**为准[^1]。

        | 小组 | 票数 |
        |---|---|
        | 银杏 | 十二 |

        [^1]: 弃权不计。
        """
      )
      .notice("b", body: "与此无关的一段话。")
    #expect(site.build().succeeded)
    let search = try SearchedSite(site)
    for query in [
      "先进小组", "梧支发〔2026〕7号", "2026 7号", "评选办法", "推荐一人，以票数为准", "以票数为准", "银杏", "弃权不计",
      "六月下旬", "中共梧桐支部", "各党小组", "林晚秋", "评优", "东院活动室", "何主任", "６２００００００", "選", "先進小組",
      "投票 银杏", "\"每个小组推荐\"", "银杏 -无关",
    ] {
      #expect(try search.find(query) == ["notice/a/"], "\(query)")
    }
    for query in ["办法每个", "一人银杏", "银杏十二", "票数 -银杏", "小组票数", "无此一说", "“”", "-银杏", ""] {
      #expect(try search.find(query) == [], "\(query)")
    }
    #expect(try search.find("无关的一段") == ["notice/b/"])
  }

  @Test func `ranks title, heading, text, and the newest first`() throws {
    let site = SiteFixture()
      .notice("text", body: "讲到山茶花。", date: "2026-06-05")
      .notice("old", body: "也讲到山茶花。", date: "2026-05-05")
      .notice("heading", body: "## 山茶花开\n\n正文。", date: "2025-01-01")
      .file("content/notice/title.md", "---\ntitle: 山茶花\ndate: 2024-01-01\n---\n正文。\n")
    #expect(site.build().succeeded)
    #expect(
      try SearchedSite(site).find("山茶花") == [
        "notice/title/", "notice/heading/", "notice/text/", "notice/old/",
      ])
  }

  @Test func `has no draft and nothing unpublished, in no file, but in a preview`() throws {
    let site = SiteFixture()
      .notice("draft", header: "draft: true\n", body: "秘不示人。")
      .notice("later", body: "还没到日子。", date: "2026-08-01")
      .notice("now", body: "已经发布。")
    #expect(site.build().succeeded)
    let search = try SearchedSite(site)
    #expect(try search.find("秘不示人") == [])
    #expect(try search.find("还没到日子") == [])
    for (path, data) in site.tree("site/search") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains("秘不示人") && !text.contains("还没到"), "\(path)")
    }
    #expect(site.build { $0.includesDrafts = true }.succeeded)
    let preview = try SearchedSite(site, in: "site-drafts")
    #expect(try preview.find("秘不示人") == ["notice/draft/"])
    #expect(try preview.find("还没到日子") == ["notice/later/"])
  }

  @Test func `finds the description of a column, and counts the values of filters`() throws {
    let site = SiteFixture()
      .file("content/study/history/_column.md", "---\ntitle: 学习历史\n---\n从源头讲起。\n")
      .file("content/study/history/a.md", "---\ntitle: 第一讲\ndate: 2025-03-01\n---\n甲。\n")
      .file("content/branches/east.md", "---\ntitle: 东院党支部\nname: 东支\n---\n简介。\n")
      .notice("n", header: "branch: 东支\n")
      .file("content/about.md", "---\ntitle: 关于本站\n---\n谁在写。\n")
    #expect(site.build().succeeded)
    let search = try SearchedSite(site)
    #expect(try search.find("从源头讲起") == ["study/history/"])
    #expect(try search.find("东支") == ["branches/east/"])
    #expect(try search.find("谁在写") == ["about/"])
    #expect(search.filter("section") == ["学习专栏": 2, "通知公告": 1, "支部名录": 1])
    #expect(search.filter("column") == ["学习历史": 2])
    #expect(search.filter("branch") == ["东支": 2])
    #expect(search.filter("year") == ["2026年": 1, "2025年": 1])
  }

  @Test func `is turned off by a setting, and by what has its address`() throws {
    let off = SiteFixture(config: SiteFixture.config + "search: false\n").notice("a")
    #expect(off.build().succeeded)
    #expect(off.tree("site/search").isEmpty)
    #expect(off.output("notice/a/index.html")?.contains("role=\"search\"") == false)
    let taken = SiteFixture().notice("a").file(
      "content/search.md", "---\ntitle: 怎样查资料\n---\n到书屋查。\n")
    #expect(taken.build().succeeded)
    #expect(Array(taken.tree("site/search").keys) == ["index.html"])
    #expect(taken.output("search/index.html")?.contains("到书屋查") == true)
    #expect(taken.output("notice/a/index.html")?.contains("role=\"search\"") == false)
  }

  @Test func `consists of scripts where pages are opened from a folder, and is patched there too`()
    throws
  {
    let site = SiteFixture(config: SiteFixture.config + "links: file\n")
    for number in 1...20 { site.notice("n\(number)", body: "第\(number)段文字，讲扫雪。") }
    #expect(site.build().succeeded)
    let before = site.tree("site/search")
    #expect(before.keys.allSatisfy { $0.hasSuffix(".js") || $0 == "index.html" })
    #expect(
      before["about.js"].map { String(decoding: $0, as: UTF8.self) }?
        .hasPrefix("branchpressSearch(\"about\",{") == true)
    site.notice("n7", body: "第7段文字，讲银杏。")
    #expect(site.build().written < 12)
    let patched = site.tree("site/search")
    site.remove("site").remove(".branchpress")
    #expect(site.build().succeeded)
    #expect(differences(patched, site.tree("site/search")) == [])
  }

  @Test func `is mended where files of it are gone or were changed`() throws {
    let site = SiteFixture()
    for number in 1...40 { site.notice("n\(number)", body: "第\(number)段文字，讲扫雪和银杏。") }
    #expect(site.build().succeeded)
    let whole = site.tree()
    let piece = try #require(whole.keys.first { $0.contains("/t/") && $0.hasSuffix(".json") })
    let shard = try #require(whole.keys.first { $0.contains("/g/") })
    site.remove("site/\(shard)").file("site/\(piece)", "{}")
    #expect(site.build().succeeded)
    #expect(differences(site.tree(), whole) == [])
    // What stood in a piece that others have changed is not known: the shards are made from all texts.
    site.file("site/\(piece)", "{}").notice("n3", body: "另外一段。")
    #expect(site.build().succeeded)
    let edited = site.tree()
    site.remove("site").remove(".branchpress")
    #expect(site.build().succeeded)
    #expect(differences(edited, site.tree()) == [])
  }

  @Test func `divides a long text into pieces of six kilobytes, which hold every hit`() throws {
    let lines = (1...600).map { "第\($0)行讲的是楼道里的第\($0)件小事。" }
    let site = SiteFixture().notice("long", body: lines.joined(separator: "\n\n"))
    #expect(site.build().succeeded)
    let pieces = site.tree("site/search").filter { $0.key.contains("/t/") }
    #expect(pieces.count > 5)
    #expect(pieces.values.allSatisfy { $0.count < 6144 })
    for line in [1, 77, 300, 599] {
      #expect(try SearchedSite(site).find("第\(line)行讲的是楼道里的第\(line)件") == ["notice/long/"])
    }
  }
}

@Suite struct `The index of a search after random edits` {
  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `is that of a clean build, and answers as a grep does`(seed: UInt64) throws {
    var editor = SearchEditor(seed: seed)
    var patched = 0
    for step in 0..<50 {
      let story = Comment(rawValue: "seed \(seed), step \(step): \(editor.edit())")
      // Two changes of a file in one tick of the clock cannot be told apart by their stamps.
      usleep(11_000)
      let report = editor.site.build()
      try #require(report.succeeded, story)
      editor.site.remove("clean").remove(".clean")
      let options = editor.site.options
      let clean = editor.site.build {
        $0.output = options.output.replacing("/site", with: "/clean")
        $0.state = options.state.replacing("/.branchpress", with: "/.clean")
      }
      try #require(clean.succeeded, story)
      let (tree, cleanTree) = (editor.site.tree("site/search"), editor.site.tree("clean/search"))
      try #require(differences(tree, cleanTree) == [], story)
      patched += report.written < clean.written / 2 ? 1 : 0
      for query in editor.queries() {
        try #require(
          Set(SearchedSite(editor.site).find(query)) == editor.grep(query), "\(story) \(query)")
      }
    }
    #expect(patched > 15)
  }
}

/// An editor of random notices, which knows what stands in each.
private struct SearchEditor {
  let site = SiteFixture()
  private var random: SeededGenerator
  private var notices: [Int: Notice] = [:]

  private struct Notice {
    var title: String
    var date: Int
    var isDraft = false
    var paragraphs: [String]
  }

  private static let words = [
    "扫雪", "银杏", "党费", "發髮", "WiFi", "5G", "二〇二六年", "，", "。", "书屋", "的", "在", "讲", "互助", "值班",
    "C919", "、", "“学习”", "社区", "读书会", "𠮷", "e\u{301}", " ", "　", "两委",
  ]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    for number in 0..<12 { add(number) }
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }

  private mutating func text(_ lengths: ClosedRange<Int>) -> String {
    "字" + (0..<number(lengths)).map { _ in Self.words[number(0...Self.words.count - 1)] }.joined()
  }

  private mutating func add(_ number: Int) {
    notices[number] = Notice(
      title: text(1...6), date: self.number(1...40),
      paragraphs: (0..<self.number(0...5)).map { _ in text(0...60) })
    write(number)
  }

  private func write(_ number: Int) {
    guard let notice = notices[number] else {
      site.remove("content/notice/n\(number).md")
      return
    }
    let date = "2026-0\(4 + notice.date / 28)-\(10 + notice.date % 18)"
    site.file(
      "content/notice/n\(number).md",
      "---\nid: n\(number)\ntitle: \"\(notice.title)\"\ndate: \(date)\n\(notice.isDraft ? "draft: true\n" : "")---\n"
        + notice.paragraphs.joined(separator: "\n\n") + "\n")
  }

  /// Edits something, and says what.
  mutating func edit() -> String {
    let known = notices.keys.sorted()
    let one = known.isEmpty ? 0 : known[number(0...known.count - 1)]
    switch number(0...9) {
    case 0:
      notices[one] = nil
      write(one)
      return "removed n\(one)"
    case 1, 2:
      let new = (known.last ?? 0) + 1
      add(new)
      return "added n\(new)"
    case 3:
      let title = text(1...6)
      notices[one]?.title = title
    case 4:
      let date = number(1...40)
      notices[one]?.date = date
    case 5: notices[one]?.isDraft.toggle()
    case 6:
      let paragraphs = (0..<number(0...40)).map { _ in text(0...60) }
      notices[one]?.paragraphs = paragraphs
    default:
      let paragraph = text(0...40)
      let count = notices[one]?.paragraphs.count ?? 0
      let place = number(0...count)
      notices[one]?.paragraphs.insert(paragraph, at: place)
    }
    write(one)
    return "edited n\(one)"
  }

  /// Parts of texts, and others.
  mutating func queries() -> [String] {
    (0..<3).map { _ in
      let all = notices.keys.sorted().compactMap { notices[$0] }.flatMap {
        [$0.title] + $0.paragraphs
      }
      guard number(0...3) > 0, !all.isEmpty else { return text(1...2) }
      let characters = Array(all[number(0...all.count - 1)])
      let start = number(0...characters.count - 1)
      return String(characters[start...].prefix(number(1...8)))
    }
  }

  /// The addresses of the notices that have a query's terms.
  func grep(_ line: String) -> Set<String> {
    let query = Query(line)
    var found: Set<String> = []
    if query.included.isEmpty { return found }
    for (number, notice) in notices where !notice.isDraft {
      let passages = ([notice.title] + notice.paragraphs).map { FoldedText($0) }
      func has(_ term: FoldedText) -> Bool { passages.contains { $0.contains(term) } }
      if query.included.allSatisfy(has), !query.excluded.contains(where: has) {
        found.insert("notice/n\(number)/")
      }
    }
    return found
  }
}
