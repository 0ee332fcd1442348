import Content
import Dates
import Diagnostics
import Foundation
import Portal
import Testing

/// A preview with drafts (`build --drafts`).
@Suite struct `A preview with drafts` {
  private func site(_ config: String = SiteFixture.config) -> SiteFixture {
    SiteFixture(config: config)
      .notice("done").notice("draft", header: "draft: true\ntags: [甲]\npinned: true\n")
      .notice("later", header: "event: {start: 2027-01-10 09:00}\n", date: "2027-01-01")
      .file(
        "content/subscribe.md", "---\ntitle: 订阅\ntemplate: subscribe\norder: 1\n---\n正文。\n"
      )
      .file("content/branches/one.md", "---\ntitle: 第一党支部\ndraft: true\n---\n")
  }

  @Test func `marks drafts and future documents wherever they are shown, in both languages`() {
    for (config, draft, later) in [
      (SiteFixture.config, "【草稿】", "【未到日期】"),
      (SiteFixture.config + "language: en\n", "[Draft] ", "[Scheduled] "),
    ] {
      let site = site(config)
      let report = site.build { $0.includesDrafts = true }
      #expect(report.succeeded, "\(site.messages(.english, of: report))")
      for (path, title) in [("draft", "\(draft)通知draft"), ("later", "\(later)通知later")] {
        for page in ["notice/\(path)/index.html", "notice/index.html"] {
          let shown = site.output(page, in: "site-drafts")?.replacing("<wbr>", with: "")
          #expect(shown?.contains(title) == true, "\(page)")
        }
      }
      for page in ["index.html", "tags/甲/index.html"] {
        let shown = site.output(page, in: "site-drafts")?.replacing("<wbr>", with: "")
        #expect(shown?.contains("\(draft)通知draft") == true)
      }
      let unmarked = site.tree("site-drafts").filter { path, data in
        let text = String(decoding: data, as: UTF8.self)
          .replacing("\(draft)通知draft", with: "").replacing("\(later)通知later", with: "")
        return path.hasSuffix(".html") && (text.contains("通知draft") || text.contains("通知later"))
      }
      #expect(unmarked.keys.sorted() == [])
      #expect(
        site.output("notice/done/index.html", in: "site-drafts")?.contains("\(draft)通知done")
          == false)
      for (path, data) in site.tree("site-drafts") where path.hasSuffix(".html") {
        let text = String(decoding: data, as: UTF8.self)
        #expect(text.contains("<meta name=\"robots\" content=\"noindex\">"), "\(path)")
      }
    }
  }

  @Test func `has no feeds, calendars and sitemap, and no links to any`() {
    let site = site()
    #expect(site.build { $0.includesDrafts = true }.succeeded)
    let tree = site.tree("site-drafts")
    let files = tree.keys.filter { !$0.hasPrefix("search/") }
    #expect(files.filter { $0.contains(/\.(xml|json|ics|opml)$/) } == [])
    #expect(
      site.output("robots.txt", in: "site-drafts")
        == "# branchpress build --drafts\nUser-agent: *\nDisallow: /\n")
    for (path, data) in tree where path.hasSuffix(".html") {
      let text = String(decoding: data, as: UTF8.self)
      #expect(!text.contains(/(rss|atom|sitemap)\.xml|feed\.json|\.ics|\.opml/), "\(path)")
    }
  }

  @Test func `and the published site never meet in one folder`() throws {
    let site = site()
    func ids(_ report: BuildReport) -> [String] { report.diagnostics.map(\.id) }
    func path(_ name: String) -> String { site.root.appending(path: name).path }
    func build(_ folder: String, drafts: Bool) -> BuildReport {
      var options = site.options
      options.includesDrafts = drafts
      options.output = path(folder)
      return Portal.build(options)
    }
    // Not even where nothing is yet.
    #expect(ids(build("site", drafts: true)) == ["drafts-into-site"])
    #expect(build("site", drafts: false).succeeded)
    #expect(build("public", drafts: false).succeeded)
    let before = site.tree()
    #expect(ids(build("public", drafts: true)) == ["drafts-into-site"])
    #expect(build("draft-site", drafts: true).succeeded)
    #expect(ids(build("draft-site", drafts: false)) == ["site-into-drafts"])
    #expect(build("draft-site", drafts: true).succeeded)
    #expect(build("site", drafts: false).succeeded)
    #expect(site.tree() == before)
    #expect(site.tree("draft-site")["notice/draft/index.html"] != nil)
    #expect(before["notice/draft/index.html"] == nil)
    // Nor where the records are lost.
    try FileManager.default.removeItem(at: site.root.appending(path: ".branchpress"))
    #expect(ids(build("draft-site", drafts: false)) == ["site-into-drafts"])
    #expect(ids(build("public", drafts: true)).contains("foreign-file"))
    #expect(build("site", drafts: false).succeeded)
    #expect(site.tree() == before)
  }

  @Test func `names what is to come, with its date, also when nothing has changed`() {
    let site = SiteFixture().notice("a").notice("c", date: "2027-01-02 09:30")
      .notice("b", date: "2026-12-31")
    for isAgain in [false, true] {
      let report = site.build { $0.clockStep = -60_000_000_000 }
      #expect(report.isUnchanged == isAgain)
      #expect(report.scheduled == 2)
      #expect(report.upcoming.map(\.path) == ["notice/b.md", "notice/c.md"])
      #expect(report.upcoming.map(\.date.rfc3339).first?.hasPrefix("2026-12-31") == true)
      #expect(report.upcoming.last?.date.hasTime == true)
    }
  }
}
