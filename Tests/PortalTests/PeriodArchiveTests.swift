import Dates
import Diagnostics
import Digests
import Foundation
import TestSupport
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `Archives by period` {
  /// A site of 164 notices of six years, with a year that is divided by month, and a month that is
  /// divided in two.
  private static let counts = ["2021": 10, "2022": 5, "2023": 72, "2024-07": 65, "2025": 8]

  private func site(_ more: String = "") -> SiteFixture {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {items: 4\(more)}\n")
    for (period, count) in Self.counts {
      for number in 0..<count {
        let isYear = period.count == 4
        let month = isYear ? String(format: "-%02d", number % 6 * 2 + 1) : ""
        let day = String(format: "-%02d", isYear ? number / 6 + 2 : number % 28 + 1)
        add("\(period)-\(number)", on: period + month + day, site)
      }
    }
    for number in 1...4 { add("2026-\(number)", on: "2026-0\(number)-02", site) }
    return site
  }

  private func add(_ name: String, on date: String, _ site: SiteFixture) {
    site.notice(name, header: "id: \(name)\nsummary: 摘要\n", body: Self.text, date: date)
  }

  /// A text whose end is in no summary.
  private static let text = String(repeating: "正文", count: 200) + "。"

  private let names =
    ["2021", "2022"] + ["01", "03", "05", "07", "09", "11"].map { "2023-" + $0 }
    + ["2024-07", "2024-07-2", "2025"]

  @Test func `are a year, a month, or a part of a month, in every format`() throws {
    let site = site()
    #expect(site.build().succeeded)
    let history = try site.history()
    #expect(
      history.map(\.document) == ["rss.xml"] + names.reversed().map { "rss-\($0).xml" })
    #expect(history.map(\.guids.count) == [4, 8, 5, 60, 12, 12, 12, 12, 12, 12, 5, 10])
    #expect(Set(history.flatMap(\.guids)).count == 164)
    for (number, name) in names.enumerated() {
      let older = number > 0 ? names[number - 1] : nil
      #expect(site.output("atom-\(name).xml")?.contains("<fh:archive/>") == true)
      let feed = try JSONReader.read(site.bytes("feed-\(name).json"))
      #expect(feed["next_url"]?.text == older.map { "https://example.org/portal/feed-\($0).json" })
      #expect(feed["items"]?.items.count == history[names.count - number].guids.count)
    }
    let links = try site.links("rss-2023-05.xml")
    let root = "https://example.org/portal/"
    #expect(
      links == [
        "self": root + "rss-2023-05.xml", "current": root + "rss.xml",
        "prev-archive": root + "rss-2023-03.xml", "next-archive": root + "rss-2023-07.xml",
      ])
  }

  @Test func `are found on the site's clocks`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {items: 1}\n")
      .notice("a", date: "2025-12-31T23:30:00+08:00").notice("b", date: "2025-12-31T23:30:00Z")
      .notice("c")
    site.build()
    #expect(try site.history().map(\.document) == ["rss.xml", "rss-2026.xml", "rss-2025.xml"])
  }

  @Test func `contain whole texts in RSS, and in the formats that are asked for`() throws {
    let site = site()
    site.build()
    #expect(try site.items("rss-2021.xml")[0].texts("content:encoded") == ["<p>\(Self.text)</p>\n"])
    #expect(site.output("atom-2021.xml")?.contains("<content") == false)
    #expect(site.output("feed-2021.json")?.contains("content_html") == false)
    #expect(site.output("feed-2021.json")?.contains(#""content_text":"摘要""#) == true)
    #expect(site.output("atom.xml")?.contains("<content") == true)
    site.file(
      "content/site.yml",
      SiteFixture.config + "feeds: {items: 4, archive-texts: [atom, json]}\n")
    site.build()
    #expect(try site.items("rss-2021.xml")[0].texts("content:encoded") == [])
    #expect(site.output("atom-2021.xml")?.contains("<content") == true)
    #expect(site.output("feed-2021.json")?.contains("content_html") == true)
  }

  /// A change of one document, and the archives that must change, each with the formats in which
  /// it does.
  struct Edit: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let changed: [String: [String]]
    let make: @Sendable (SiteFixture) -> Void

    init(
      _ name: String, _ changed: [String: [String]],
      _ make: @escaping @Sendable (SiteFixture) -> Void
    ) {
      testDescription = name
      self.changed = changed
      self.make = make
    }
  }

  private static let all = ["rss", "atom", "feed"]
  /// The formats with a link to the next archive.
  private static let linking = ["rss", "atom"]

  static let edits = [
    Edit("removing an old one", ["2021": all]) { $0.remove("content/notice/2021-3.md") },
    Edit("adding an old one", ["2022": all]) { $0.notice("new", date: "2022-05-05") },
    Edit("re-dating an old one", ["2021": all, "2025": all]) {
      $0.notice("2021-3", header: "id: 2021-3\nsummary: 摘要\n", body: text, date: "2025-05-05")
    },
    Edit("removing one of a month", ["2023-05": all]) { $0.remove("content/notice/2023-8.md") },
    Edit("removing one of a month in parts", ["2024-07": all, "2024-07-2": all]) {
      $0.remove("content/notice/2024-07-0.md")
    },
    Edit("adding one to a month in parts", ["2024-07-2": all]) {
      $0.notice("new", date: "2024-07-31")
    },
    Edit("editing a text", ["2022": ["rss"]]) {
      $0.notice(
        "2022-0", header: "id: 2022-0\nsummary: 摘要\n", body: text + "又一句。",
        date: "2022-01-02")
    },
    Edit("publishing something new", ["2025": linking, "2026": all]) { $0.notice("new") },
    Edit(
      "adding the first of a period between others",
      ["2023-01": linking, "2023-02": all, "2023-03": all]
    ) { $0.notice("new", date: "2023-02-02") },
    Edit("changing what only the current document contains", [:]) {
      $0.remove("content/notice/2026-1.md").notice("new")
    },
    Edit(
      "removing the only ones of a period", ["2021": linking, "2022": all, "2023-01": all]
    ) { site in
      for number in 0..<5 { site.remove("content/notice/2022-\(number).md") }
    },
  ]

  @Test(arguments: edits)
  func `change only where a document's period does`(edit: Edit) throws {
    let site = site()
    site.build()
    let before = (site.tree(), try fingerprints(of: site))
    edit.make(site)
    #expect(site.build().succeeded)
    let after = (site.tree(), try fingerprints(of: site))
    func changed<Value: Equatable>(_ a: [String: Value], _ b: [String: Value]) -> [String] {
      Set(a.keys).union(b.keys).filter { isArchive($0) && a[$0] != b[$0] }.sorted()
    }
    let expected = edit.changed.flatMap { name, formats in
      formats.map { "\($0)-\(name).\($0 == "feed" ? "json" : "xml")" }
    }.sorted()
    #expect(changed(before.0, after.0) == expected)
    // No archive is made anew with the bytes that it had.
    #expect(changed(before.1, after.1) == expected)
  }

  private func isArchive(_ path: String) -> Bool {
    path.wholeMatch(of: /(?:rss|atom|feed)-.*/) != nil
  }

  private func fingerprints(of site: SiteFixture) throws -> [String: Digest] {
    var ignored: [Diagnostic] = []
    let state = try #require(StateFolder(site.options, diagnostics: &ignored))
    let outputs = CacheFiles(state, site.options).load(diagnostics: &ignored).known.outputs
    return Dictionary(uniqueKeysWithValues: outputs.map { ($0.path, $0.fingerprint) })
  }

  @Test func `never move an old item to another one when something new is published`() throws {
    let site = SiteFixture(config: SiteFixture.config + "feeds: {items: 2}\n")
    var homes: [String: String] = [:]
    for day in 0..<9 {
      for number in 0..<5 {
        let date = String(format: "2025-%02d-%02d", day + 1, number + 1)
        add("\(date)", on: date, site)
      }
      site.build()
      for (document, guids) in try site.history().dropFirst() {
        for guid in guids {
          #expect(homes.updateValue(document, forKey: guid) ?? document == document)
        }
      }
    }
    #expect(Set(homes.values) == ["rss-2025.xml"])
  }

  @Test(arguments: [1, 2, 5, 60], [1, 3, 20])
  func `contain each item once, and all that is left out`(limit: Int, newest: Int) {
    for seed in 1...40 as ClosedRange<UInt64> {
      var numbers = SeededNumbers(seed: seed)
      let count = Int.random(in: 0..<90, using: &numbers)
      let months = (0..<count).map { _ in
        2020 * 12 + Int.random(in: 0..<(seed % 3 == 0 ? 3 : 50), using: &numbers)
      }.sorted(by: >)
      let items = Array(1000..<1000 + count)
      let archives = archivesByPeriod(of: items, months: months, newest: newest, limit: limit)
      let contained = archives.reversed().flatMap(\.items)
      #expect(Set(contained).count == contained.count && contained == contained.sorted())
      #expect(Set(contained).isSuperset(of: items.dropFirst(newest)))
      #expect(archives.allSatisfy { (1...limit).contains($0.items.count) })
      #expect(archives.allSatisfy { $0.items.contains { $0 >= 1000 + newest } })
      #expect(Set(archives.map(\.name)).count == archives.count)
      #expect(
        archives.map(\.name)
          == archives.map(\.name).sorted { $0.localizedStandardCompare($1) == .orderedAscending })
    }
  }

  @Test func `are divided anew only when a period outgrows its limit`() {
    func names(_ count: Int) -> [String] {
      let months = (0..<count).map { 2025 * 12 + 11 - $0 * 12 / count }
      return archivesByPeriod(of: Array(0..<count), months: months, newest: 1).map(\.name)
    }
    #expect(names(60) == ["2025"])
    #expect(names(61) == (1...12).map { String(format: "2025-%02d", $0) })
    func inOneMonth(_ count: Int) -> [FeedArchive] {
      archivesByPeriod(
        of: Array((0..<count).reversed()), months: [Int](repeating: 2025 * 12, count: count),
        newest: 0)
    }
    #expect(inOneMonth(61).map(\.name) == ["2025-01", "2025-01-2"])
    #expect(inOneMonth(61)[0].items == inOneMonth(121)[0].items)
    #expect(inOneMonth(121).map(\.name) == ["2025-01", "2025-01-2", "2025-01-3"])
  }

  @Test(arguments: [
    (-62_135_596_800, 1 * 12), (-1, 1969 * 12 + 11), (0, 1970 * 12),
    (253_402_300_799, 9999 * 12 + 11),
  ])
  func `know the month of any moment`(seconds: Int, expected: Int) throws {
    let zone = try #require(Zone("UTC"))
    #expect(month(ofSeconds: seconds, zone) == expected)
  }
}
