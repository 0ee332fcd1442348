import Content
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `Archives by number` {
  private static let size = 4

  /// A site whose notices are as many days apart.
  private func site(_ count: Int, archives: String = "site") -> SiteFixture {
    let site = SiteFixture(
      config: SiteFixture.config
        + "feeds: {items: \(Self.size), archives: \(archives), archive-by: number}\n")
    for number in 1...count { add(number, to: site) }
    return site
  }

  private func add(_ number: Int, to site: SiteFixture) {
    let day = String(format: "2026-%02d-%02d", number / 28 + 1, number % 28 + 1)
    site.notice("n\(number)", header: "tags: [学习]\n", date: day)
  }

  @Test(arguments: 1...14)
  func `hold everything, each full, and the newest items are current`(count: Int) throws {
    let site = site(count)
    site.build()
    let history = try site.history()
    #expect(history.count == 1 + (count - 1) / Self.size)
    #expect(history[0].guids.count == min(count, Self.size))
    #expect(history.dropFirst().allSatisfy { $0.guids.count == Self.size })
    let all = Set(history.flatMap(\.guids))
    #expect(all.count == count)
    #expect(site.tree().keys.filter { $0.hasPrefix("rss-") }.count == history.count - 1)
    // The same in every format.
    let atom = Set(
      site.tree().keys.filter { $0.hasPrefix("atom-") }.map { $0.dropFirst(4).dropLast(4) })
    let json = Set(
      site.tree().keys.filter { $0.hasPrefix("feed-") }.map { $0.dropFirst(4).dropLast(5) })
    #expect(atom.count == history.count - 1)
    #expect(atom == json)
  }

  @Test func `lead to each other and to the current document`() throws {
    let site = site(13)
    site.build()
    let root = "https://example.org/portal/"
    #expect(
      try site.links() == ["self": root + "rss.xml", "prev-archive": root + "rss-3.xml"])
    #expect(
      try site.links("rss-2.xml") == [
        "self": root + "rss-2.xml", "current": root + "rss.xml",
        "prev-archive": root + "rss-1.xml", "next-archive": root + "rss-3.xml",
      ])
    #expect(try site.links("rss-1.xml")["prev-archive"] == nil)
    #expect(try site.links("rss-3.xml")["next-archive"] == nil)
    for number in 1...3 {
      let feed = try JSONReader.read(site.bytes("feed-\(number).json"))
      #expect(feed["feed_url"]?.text == root + "feed.json")
      #expect(feed["next_url"]?.text == (number == 1 ? nil : root + "feed-\(number - 1).json"))
      #expect(site.output("atom-\(number).xml")?.contains("<fh:archive/>") == true)
    }
    #expect(
      try JSONReader.read(site.bytes("feed.json"))["next_url"]?.text == root + "feed-3.json")
  }

  /// The newest archive gains its link to the next one when that comes to be; its items stay.
  @Test func `never change when something new is published`() throws {
    let site = site(5)
    site.build()
    var items = ["rss-1.xml": try site.guids("rss-1.xml")]
    var lasting: [String: Data] = [:]
    for number in 6...30 {
      add(number, to: site)
      site.build()
      let archives = site.tree().filter { $0.key.contains("-") && !$0.key.contains("/") }
      for (path, data) in lasting { #expect(archives[path] == data, "\(path)") }
      let count = (number - 1) / Self.size
      for archive in 1...count {
        let path = "rss-\(archive).xml"
        let guids = try site.guids(path)
        #expect(items[path] ?? guids == guids)
        items[path] = guids
        guard archive < count else { continue }
        for name in [path, "atom-\(archive).xml", "feed-\(archive).json"] {
          lasting[name] = archives[name]
        }
      }
    }
    #expect(lasting.count == 18)
  }

  @Test(arguments: [("none", 0, 0), ("site", 3, 0), ("all", 3, 3)])
  func `are written for as many feeds as asked for`(setting: String, ofSite: Int, ofTag: Int) {
    let site = site(13, archives: setting)
    site.build()
    #expect(site.tree().keys.filter { $0.hasPrefix("rss-") }.count == ofSite)
    #expect(site.tree().keys.filter { $0.hasPrefix("tags/学习/rss-") }.count == ofTag)
    #expect((site.output("rss.xml")?.contains("prev-archive") == true) == (ofSite > 0))
  }
}
