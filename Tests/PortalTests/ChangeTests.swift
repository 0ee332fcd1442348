import Dates
import Diagnostics
import Digests
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// A portal of some hundred documents: three columns with their articles, notices, activities, branches,
/// tags and authors, in lists of five.
private func portal() -> SiteFixture {
  let site = SiteFixture(config: SiteFixture.config + "page-size: 5\nfeed-items: 5\n")
  for (column, name) in ["history", "law", "theory"].enumerated() {
    site.file(
      "content/study/\(name)/_column.md", "---\ntitle: 专栏\(column)\norder: \(column)\n---\n导语。\n")
    for number in 1...30 { site.article(name, number) }
  }
  site.article("theory", 20, header: "aliases: [/moved/]\n")
    .file("content/index.md", "---\ntitle: 首页\n---\n欢迎。\n")
  for number in 1...40 {
    site.notice(
      "n\(number)", header: "tags: [标签\(number % 6)]\nissuer: 支委会\nbranch: 一支部\n",
      date: day(number * 3 + 1))
  }
  let passing = "event: {start: 2026-07-01 14:00, end: 2026-07-01 15:00}\ntags: [标签3]\n"
  site.notice("passing", header: passing, date: "2026-05-20")
    .notice(
      "publicity", header: "publicity: {from: 2026-06-20, until: 2026-07-02}\n", date: "2026-05-21"
    )
    .notice(
      "expiring", header: "expires: 2026-07-03\npinned: true\ntags: [标签3]\n", date: "2026-05-22")
  for number in 1...12 {
    site.file(
      "content/activity/a\(number).md",
      "---\ntitle: 活动\(number)\nheld: \(day(number * 8))\nplace: 社区\ntags: [标签\(number % 6)]\n---\n记录。\n"
    )
  }
  for name in ["一支部", "二支部"] {
    site.file("content/branches/\(name).md", "---\ntitle: \(name)\nplace: 活动室\n---\n介绍。\n")
  }
  return site.file("content/about.md", "---\ntitle: 关于\naliases: [/old/]\norder: 1\n---\n本站。\n")
}

/// A day of 2026 before the fixture's now.
private func day(_ number: Int) -> String {
  let (month, day) = ((number % 150) / 28, (number % 150) % 28)
  return "2026-0\(month + 1)-\(day < 9 ? "0" : "")\(day + 1)"
}

extension SiteFixture {
  @discardableResult
  fileprivate func article(
    _ column: String, _ number: Int, title: String? = nil, date: String? = nil, order: Int? = nil,
    tags: String? = nil, body: String = "正文。", header: String = ""
  ) -> Self {
    let seed = number * 7 + column.utf8.count
    return file(
      "content/study/\(column)/a\(number).md",
      """
      ---
      title: \(title ?? "文章\(number)")
      date: \(date ?? day(seed % 140))
      order: \(order ?? number * 10)
      tags: [\(tags ?? "标签\(seed % 6), 标签\(seed % 5 + 1)")]
      author: 作者\(seed % 4)
      \(header)---
      \(body)

      """)
  }

  /// The files that a change has made anew, by what they are made from, and those whose bytes it changes;
  /// the tree must be a clean build's.
  fileprivate func effect(
    after hours: Int, _ change: (SiteFixture) -> Void
  ) throws -> (made: Set<String>, changed: Set<String>) {
    var now = Self.now
    func build() -> (report: BuildReport, tree: [String: Data], fingerprints: [String: Digest]) {
      let report = self.build {
        $0.clockStep = -60_000_000_000
        $0.now = now
      }
      var ignored: [Diagnostic] = []
      let state = StateFolder(options, diagnostics: &ignored)
      let outputs =
        state.map { CacheFiles($0, options).load(diagnostics: &ignored).known.outputs } ?? []
      return (
        report, tree(), Dictionary(uniqueKeysWithValues: outputs.map { ($0.path, $0.fingerprint) })
      )
    }
    let before = build()
    try #require(before.report.diagnostics == [])
    change(self)
    now = Moment(seconds: now.seconds + hours * 3600, offsetMinutes: now.offsetMinutes)
    let after = build()
    try #require(after.report.diagnostics == [])
    let clean = root.appending(path: "clean").path
    self.build {
      $0.output = clean
      $0.state = clean + ".state"
      $0.ignoresCache = true
      $0.now = now
    }
    #expect(after.tree == tree("clean"))
    // The fingerprint of a shard stands for all texts of the search's index; which shards stay as they are is found out otherwise.
    let made = after.fingerprints.filter { path, fingerprint in
      let isShard = path.hasPrefix("search/") && path.contains(/\/[gp]\//)
      return before.fingerprints[path] != fingerprint
        && !(isShard && before.tree[path] == after.tree[path])
    }
    #expect(after.report.made == made.count)
    return (Set(made.keys), Set(after.tree.filter { before.tree[$0.key] != $0.value }.keys))
  }
}

@Suite struct `A change` {
  /// A change, and the files that are made anew with the same bytes.
  struct Change: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// How much later the site is built again.
    let hours: Int
    let needless: Set<String>
    let make: @Sendable (SiteFixture) -> Void

    init(
      _ description: String, hours: Int = 0, needless: Set<String> = [],
      _ make: @escaping @Sendable (SiteFixture) -> Void = { _ in }
    ) {
      testDescription = description
      self.hours = hours
      self.needless = needless
      self.make = make
    }
  }

  static let changes = [
    Change("an article at the end") { $0.article("law", 31, date: "2026-06-30") },
    Change("an article in the middle") { $0.article("law", 31, date: "2026-06-30", order: 145) },
    Change("an old article at the beginning") {
      $0.article("law", 31, date: "2026-01-02", order: 1)
    },
    Change("an article less") { $0.remove("content/study/history/a12.md") },
    Change("the last article less") { $0.remove("content/study/history/a30.md") },
    Change("another order") { $0.article("theory", 9, order: 205) },
    Change("another order of neighbours") { $0.article("theory", 9, order: 105) },
    Change("an order that changes nothing") { $0.article("theory", 9, order: 91) },
    Change("another date") { $0.article("theory", 9, date: "2026-06-29") },
    Change("a tag more") { $0.article("theory", 9, tags: "标签2, 标签4, 标签5") },
    Change("a tag that nobody has") { $0.article("theory", 9, tags: "标签2, 标签4, 新标签") },
    Change("another title") { $0.article("theory", 9, title: "改过的题目") },
    Change("the title of an article with a former address") {
      $0.article("theory", 20, title: "改过的题目", header: "aliases: [/moved/]\n")
    },
    Change("the title of the home page's text") {
      $0.file("content/index.md", "---\ntitle: 欢迎\n---\n欢迎。\n")
    },
    Change("the home page's text") {
      $0.file("content/index.md", "---\ntitle: 首页\n---\n欢迎各位。\n")
    },
    Change("another text") { $0.article("theory", 9, body: "正文。\n\n第二段。") },
    Change("another summary") { $0.article("theory", 9, header: "summary: 摘要\n") },
    Change("another id") { $0.article("theory", 9, header: "id: theory-9\n") },
    Change("a former address") { $0.article("theory", 9, header: "aliases: [/former/]\n") },
    Change("a notice") { $0.notice("n41", header: "tags: [标签1]\n", date: "2026-06-30") },
    Change("a notice less") { $0.remove("content/notice/n20.md") },
    Change("a pinned notice") {
      $0.notice(
        "n20", header: "tags: [标签2]\nissuer: 支委会\nbranch: 一支部\npinned: true\n", date: day(61))
    },
    Change("the end of an event", hours: 6),
    Change("the end of a publicity period", hours: 48),
    Change("the day after a notice's last", hours: 72),
    Change("a column's title") {
      $0.file("content/study/law/_column.md", "---\ntitle: 新题目\norder: 1\n---\n导语。\n")
    },
    Change("the order of columns") {
      $0.file("content/study/law/_column.md", "---\ntitle: 专栏1\norder: 5\n---\n导语。\n")
    },
    Change("a branch") { $0.article("theory", 9, header: "branch: 二支部\n") },
    Change("a word of the theme that one page has") { site in
      let own = "templates/strings/zh.yml"
      let words = try? String(contentsOf: packageFolder.appending(path: own), encoding: .utf8)
      site.file(own, words?.replacing("页面已经搬家", with: "页面搬家了") ?? "")
    },
  ]

  @Test(arguments: changes)
  func `makes anew just the files that it changes`(change: Change) throws {
    let effect = try portal().effect(after: change.hours, change.make)
    #expect(effect.changed.subtracting(effect.made).sorted() == [])
    #expect(effect.made.subtracting(effect.changed).sorted() == change.needless.sorted())
  }

  /// What a site's own theme shows is followed, however much it is.
  @Test(arguments: ["study", "tag", "home", "column", "columns", "list"])
  func `of a column changes every page whose theme shows its number of articles`(
    name: String
  ) throws {
    let site = portal()
    let own = "templates/\(name).mustache"
    let theme = try String(contentsOf: packageFolder.appending(path: own), encoding: .utf8)
    let all = [
      "{{#document}}{{#study}}{{position}}/{{total}}{{/study}}{{/document}}",
      "{{#items}}{{#study}}{{position}}/{{total}}{{/study}}{{/items}}",
      "{{#previous}}{{study.total}}{{/previous}}{{#latest}}{{title}}{{/latest}}",
      "{{#columns}}{{count}}{{/columns}}{{#column}}{{count}}{{/column}}",
      "{{#blocks}}{{#columns}}{{count}}{{#first}}{{study.total}}{{/first}}{{/columns}}{{/blocks}}",
    ]
    site.file(own, theme + all.joined(separator: "\n"))
    let effect = try site.effect(after: 0) { $0.article("law", 31, date: "2026-06-30", order: 1) }
    #expect(effect.changed.subtracting(effect.made).sorted() == [])
    #expect(effect.made.subtracting(effect.changed).sorted() == [])
    let articles = effect.made.filter {
      $0.hasPrefix("study/law/a") && $0.hasSuffix("/index.html")
    }
    #expect(articles.count == (name == "study" ? 31 : 5))
  }
}
