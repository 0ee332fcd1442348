import Content
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `The settings of feeds` {
  /// A site with something in every group: a tag and an author of three documents, others of fewer.
  private func site(_ settings: String) -> SiteFixture {
    let site = SiteFixture(config: SiteFixture.config + settings)
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: one\n---\n")
      .file("content/subscribe.md", "---\ntitle: 怎样订阅\ntemplate: subscribe\n---\n订阅")
      .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n导语")
    for number in 1...5 {
      site.file(
        "content/study/c/0\(number)-x\(number).md",
        """
        ---
        title: 文\(number)
        date: 2025-0\(number)-01
        author: \(number < 4 ? "周敏" : "林\(number)")
        tags: [\(number < 4 ? "党费, " : "")自由\(number)]
        branch: one
        ---
        \(String(repeating: "全文", count: 150))。

        """)
    }
    return site.notice("a", header: "tags: [通知]\nevent: {start: 2026-06-20}\nbranch: one\n")
  }

  /// Every file of a feed, by path.
  private func feeds(_ site: SiteFixture) -> [String] {
    site.tree().keys.filter {
      $0.wholeMatch(of: /(?:.*\/)?(?:rss|atom|feed)[^\/]*\.(?:xml|json)/) != nil
    }
    .sorted()
  }

  /// Where the addresses of feeds in a built site lead that have no file.
  private func brokenLinks(_ site: SiteFixture) -> Set<String> {
    let tree = site.tree()
    var broken: Set<String> = []
    for (path, data) in tree where !path.hasPrefix("assets/") {
      let text = String(decoding: data, as: UTF8.self)
      let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
      for match in text.matches(of: /[^"<>\s\\]*(?:rss|atom|feed)(?:-[0-9-]+)?\.(?:xml|json)/) {
        let base = URL(string: "https://example.org/portal/" + encoded(folder))
        let target = URL(string: String(match.0), relativeTo: base)?.absoluteURL
          .path(percentEncoded: false).dropFirst("/portal/".count)
        if let target, tree[String(target)] == nil { broken.insert("\(path): \(target)") }
      }
    }
    return broken
  }

  static let settings = [
    "", "feeds: {formats: [rss]}\n", "feeds: {formats: [rss, json]}\n",
    "feeds: {formats: [atom, rss], archives: all, items: 2}\n", "feeds: {groups: []}\n",
    "feeds: {groups: [site, tags], at-least: 1}\n", "feeds: {groups: [sections, authors]}\n",
    "feeds: {groups: [columns], formats: [rss]}\n", "feeds: {groups: [branches], items: 1}\n",
    "feeds: {at-least: 4}\n", "feeds: {items: 2, archives: all, archive-by: number}\n",
  ]

  @Test(arguments: settings)
  func `leave no address without its file, whatever there is`(settings: String) throws {
    let site = site(settings)
    let report = site.build()
    #expect(report.diagnostics == [])
    #expect(brokenLinks(site) == [])
    let formats = settings.contains("formats")
    #expect(feeds(site).contains("rss.xml"))
    #expect(feeds(site).contains("atom.xml") == (!formats || settings.contains("atom")))
    #expect(feeds(site).contains("feed.json") == (!formats || settings.contains("json")))
    // Every feed there is stands in the list and on the subscribe page.
    let list = try #require(site.output("feeds.opml"))
    let page = try #require(site.output("subscribe/index.html"))
    for path in feeds(site) where path.wholeMatch(of: /.*-[0-9-]+\..*/) == nil {
      let url = "https://example.org/portal/" + encoded(path)
      #expect(
        list.contains("xmlUrl=\"\(url)\"")
          == path.hasSuffix(list.contains("atom.xml") ? "atom.xml" : "rss.xml"), "\(url)")
      #expect(page.contains("<code>\(url)</code>"), "\(url)")
    }
    // A branch's calendar is linked with or without its feed.
    #expect(site.output("branches/one/index.html")?.contains("webcal://") == true)
  }

  @Test(arguments: [
    ("", ["党费"], ["周敏"]), ("feeds: {at-least: 4}\n", [], []),
    (
      "feeds: {at-least: 1}\n", ["党费", "自由1", "自由2", "自由3", "自由4", "自由5", "通知"], ["周敏", "林4", "林5"]
    ),
    ("feeds: {groups: [tags]}\n", ["党费"], []),
  ])
  func `say from how many documents on a tag and an author have feeds`(
    settings: String, tags: [String], authors: [String]
  ) {
    let site = site(settings)
    site.build()
    for (folder, names) in [("tags", tags), ("authors", authors)] {
      let found = feeds(site).filter { $0.hasPrefix(folder + "/") && $0.hasSuffix("/rss.xml") }
      #expect(found == names.map { "\(folder)/\($0)/rss.xml" }.sorted())
    }
    #expect(site.output("tags/自由1/index.html") != nil)
    #expect(site.output("authors/林5/index.html") != nil)
  }

  @Test func `give tags and authors summaries, and everything else whole texts`() throws {
    let site = site("feeds: {at-least: 1}\n")
    site.build()
    for feed in ["", "study/", "study/c/", "branches/one/"] {
      #expect(try site.items(feed + "rss.xml").allSatisfy { !$0.texts("content:encoded").isEmpty })
    }
    for feed in ["tags/党费/", "authors/周敏/"] {
      let item = try site.items(feed + "rss.xml")[0]
      #expect(item.texts("content:encoded").isEmpty && item.texts("description").count == 1)
      #expect(site.output(feed + "atom.xml")?.contains("<content") == false)
      #expect(site.output(feed + "feed.json")?.contains("content_text") == true)
    }
    site.file("content/site.yml", SiteFixture.config + "feeds: {summaries: [site]}\n")
    site.build()
    #expect(try site.items()[0].texts("content:encoded").isEmpty)
    #expect(try !site.items("tags/党费/rss.xml")[0].texts("content:encoded").isEmpty)
  }

  @Test func `may stand beside feeds under their former names`() {
    let flat = site(
      """
      feed-items: 2
      feed-archives: all
      feed-ttl: 90
      skip-hours: [7, 8, 23]
      hub: https://hub.example/

      """)
    let nested = site(
      """
      feeds:
        items: 2
        archives: all
        ttl: 90
        skip-hours: [7, 8, 23]
        hub: https://hub.example/

      """)
    #expect(flat.build().diagnostics == [])
    #expect(nested.build().diagnostics == [])
    #expect(flat.tree() == nested.tree())
    #expect(flat.output("notice/rss.xml")?.contains("<ttl>90</ttl>") == true)
  }

  /// The more tags a document has, the more pages there are, but what each of them costs stays the same.
  @Test func `keep feeds linear in tags, texts and attachments`() {
    func size(tags: Int) -> Int {
      let site = SiteFixture(config: SiteFixture.config + "feeds: {at-least: 1}\n")
      let names = (0..<tags).map { "标签\($0)" }.joined(separator: ", ")
      for name in ["a", "b", "c"] {
        site.notice(
          name, header: "summary: 摘要\ntags: [\(names)]\nattachments: [a.pdf]\n",
          body: String(repeating: "正文", count: 10_000))
      }
      site.file("content/notice/a.pdf", "%PDF")
      site.build()
      return feeds(site).filter { $0.hasPrefix("tags/") }.reduce(0) { $0 + site.bytes($1).count }
    }
    let (few, many) = (size(tags: 20), size(tags: 60))
    #expect(many < few * 31 / 10)
    #expect(many < 60 * 3 * 3 * 2500)
  }
}

private func encoded(_ path: String) -> String {
  path.utf8.reduce(into: "") { encoded, byte in
    encoded += byte < 0x80 ? String(UnicodeScalar(byte)) : String(format: "%%%02X", byte)
  }
}
