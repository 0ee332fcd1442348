import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

@Suite struct `Feeds that a default leaves out` {
  /// A site with two tags and an author of fewer than three documents, and five notices.
  private func site(_ feeds: String?) -> SiteFixture {
    let site = SiteFixture()
    for number in 1...5 {
      site.notice(
        "n\(number)", header: number < 3 ? "tags: [甲, 乙\(number)]\nauthor: 林\n" : "",
        date: "2026-05-0\(number)")
    }
    write(feeds, site)
    return site
  }

  private func write(_ feeds: String?, _ site: SiteFixture) {
    let settings = feeds.map { "feeds: {\($0)}\n" } ?? "feed-items: 2\n"
    site.file("content/site.yml", SiteFixture.config + settings)
  }

  private let former = "items: 2, at-least: 1, archive-by: number"

  private func ids(_ report: BuildReport) -> [String] {
    report.diagnostics.map { $0.id.description }
  }

  @Test func `are reported once, with the settings that keep them`() throws {
    let site = site(former)
    #expect(ids(site.build()) == [])
    write(nil, site)
    let report = site.build()
    #expect(ids(report) == ["feeds-left-out"])
    #expect(report.diagnostics[0].severity == .note)
    let text = site.messages(.english, of: report)
    #expect(text.contains("4 feeds of tags and authors and 2 numbered archives"))
    #expect(text.contains("tags/甲/rss.xml"))
    #expect(text.contains("`feeds: {at-least: 1, archive-by: number}`"))
    #expect(site.output("tags/甲/rss.xml") == nil)
    #expect(ids(site.build()) == [])
  }

  @Test func `are there again with those settings`() {
    let site = site(former)
    site.build()
    let before = site.tree()
    write(nil, site)
    site.build()
    #expect(site.tree() != before)
    site.file(
      "content/site.yml",
      SiteFixture.config + "feed-items: 2\nfeeds: {at-least: 1, archive-by: number}\n")
    #expect(ids(site.build()) == [])
    #expect(site.tree() == before)
  }

  @Test func `are reported until the site without them is in place`() {
    let site = site(former)
    site.build()
    write(nil, site)
    site.notice("broken", header: "issuser: 支委会\n")
    #expect(ids(site.build()) == ["unknown-key"])
    site.remove("content/notice/broken.md")
    #expect(ids(site.build()) == ["feeds-left-out"])
    #expect(ids(site.build()) == [])
  }

  /// What somebody wrote into `site.yml` is no default.
  @Test(arguments: [
    "items: 2, at-least: 3, archive-by: year", "items: 2, groups: [], archives: none",
    "items: 2, at-least: 1, archive-by: number, formats: [rss]",
  ])
  func `are no news where the settings say so`(feeds: String) {
    let site = site(former)
    site.build()
    write(feeds, site)
    #expect(ids(site.build()) == [])
  }

  @Test func `are reported when a tag comes to have too few documents`() {
    let site = site(nil)
    site.notice("n3", header: "tags: [甲]\n", date: "2026-05-03")
    site.build()
    #expect(site.output("tags/甲/rss.xml") != nil)
    site.remove("content/notice/n1.md")
    let report = site.build()
    #expect(ids(report) == ["feeds-left-out"])
    #expect(site.messages(.english, of: report).contains("`feeds: {at-least: 2}`"))
    // A tag that is gone has no page either.
    site.remove("content/notice/n2.md").remove("content/notice/n3.md")
    #expect(ids(site.build()) == [])
  }

  @Test func `are not looked for where nothing is known of the last build`() {
    let site = site(former)
    site.build()
    write(nil, site)
    site.remove(".branchpress")
    #expect(!ids(site.build()).contains("feeds-left-out"))
  }
}
