import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The photographs of an activity` {
  /// A site with an activity, and files beside its document.
  private func site(
    _ header: String = "", body: String = "正文。", files: [String],
    at path: String = "activity/a/index.md"
  ) -> SiteFixture {
    let site = SiteFixture().file(
      "content/\(path)", "---\ntitle: 活动\nheld: 2026-06-01\n\(header)---\n\(body)\n")
    for file in files { site.file("content/activity/\(file)", bytes: smallPicture) }
    return site
  }

  /// The files that the page shows as photographs, in their order.
  private func photos(_ site: SiteFixture) -> [String] {
    let page = site.output("activity/a/index.html") ?? ""
    let gallery = page.firstRange(of: "class=\"gallery\"").map { page[$0.upperBound...] } ?? ""
    return gallery.matches(of: /<(?:img|video|audio) src="(?:\.\.\/)*activity\/(?:a\/)?([^"]*)"/)
      .map {
        String($0.output.1)
      }
  }

  @Test(arguments: ["", "photos:\n", "photos: 全部\n", "photos: all\n"])
  func `are all that are beside it, in the order of their numbers`(header: String) {
    let site = site(header, files: ["a/10.png", "a/2.png", "a/1.png", "a/b/3.png", "b.png"])
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == ["1.png", "2.png", "10.png"])
  }

  @Test(arguments: ["photos: []\n", "photos: 无\n"])
  func `are none where none are wanted`(header: String) {
    let site = site(header, files: ["a/1.png"])
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == [])
  }

  @Test func `are those that are named, in their order`() {
    let site = site(
      "photos: [2.png, {file: 1.png, caption: 图}]\n", files: ["a/1.png", "a/2.png", "a/3.png"])
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == ["2.png", "1.png"])
  }

  @Test func `are not those that the text shows already`() {
    let site = site(body: "![甲](1.png)\n\n见[乙](2.png)。", files: ["a/1.png", "a/2.png", "a/3.png"])
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == ["3.png"])
  }

  @Test func `are not those of others in one folder, unless it is said so`() {
    let site = site(files: ["1.png"], at: "activity/a.md")
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == [])
    let all = self.site("photos: 全部\n", files: ["1.png"], at: "activity/a.md")
    #expect(all.build().diagnostics.isEmpty)
    #expect(photos(all) == ["1.png"])
  }

  @Test func `that browsers do not show are told`() {
    let site = site(body: "见[计划](计划.docx)。", files: ["a/1.png"])
      .file("content/activity/a/IMG_1.HEIC", "x")
      .file("content/activity/a/a.mov", "x").file("content/activity/a/计划.docx", "x")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["photo-not-shown", "photo-not-shown"])
    #expect(report.succeeded)
    #expect(photos(site) == ["1.png"])
  }

  @Test func `change with the files beside it`() {
    let site = site(files: ["a/1.png"])
    site.build()
    site.file("content/activity/a/2.png", bytes: smallPicture).build()
    #expect(photos(site) == ["1.png", "2.png"])
    site.remove("content/activity/a/1.png").build()
    #expect(photos(site) == ["2.png"])
    let whole = site.tree()
    site.build { $0.ignoresCache = true }
    #expect(differences(whole, site.tree()) == [])
  }

  @Test func `may be videos and sounds, which pages and feeds play`() throws {
    let site = site(files: ["a/1.png"]).file("content/activity/a/a.mp4", "mp4").file(
      "content/activity/a/b.mp3", "mp3")
    #expect(site.build().diagnostics.isEmpty)
    #expect(photos(site) == ["1.png", "a.mp4", "b.mp3"])
    let page = site.output("activity/a/index.html") ?? ""
    #expect(page.contains("<video src=\"../../activity/a/a.mp4\" controls"))
    #expect(page.contains("<audio src=\"../../activity/a/b.mp3\" controls"))
    let item = try site.items()[0]
    #expect(
      item.texts("content:encoded")[0].contains(
        "<figure style=\"margin:0\"><a href=\"https://example.org/portal/activity/a/\">▶ 在网站上看视频：a.mp4</a></figure>"
      ))
    #expect(
      site.output("rss.xml")?.contains(
        "<enclosure url=\"https://example.org/portal/activity/a/a.mp4\" length=\"3\" type=\"video/mp4\""
      ) == true)
    site.file("content/activity/a/a.mp4", "longer").build()
    #expect(site.output("rss.xml")?.contains("length=\"6\" type=\"video/mp4\"") == true)
  }
}

@Suite struct `A video in a text` {
  @Test func `is played, and is an enclosure`() throws {
    let site = SiteFixture().notice("a", body: "![讲课](课.mp4)\n\n![录音](课.mp3)")
      .file("content/notice/课.mp4", "mp4").file("content/notice/课.mp3", "mp3!")
    #expect(site.build().diagnostics.isEmpty)
    let page = site.output("notice/a/index.html") ?? ""
    let address = "../../notice/%E8%AF%BE.mp4"
    #expect(
      page.contains(
        "<figure><video src=\"\(address)\" controls=\"\" preload=\"metadata\" aria-label=\"讲课\"><a href=\"\(address)\">讲课</a></video></figure>"
      ))
    let content = try site.items()[0].texts("content:encoded")[0]
    let link = "<a href=\"https://example.org/portal/notice/a/\">"
    #expect(content.contains("\(link)▶ 在网站上看视频：讲课</a>"))
    #expect(content.contains("\(link)▶ 在网站上听录音：录音</a>"))
    #expect(site.output("feed.json")?.contains("\"size_in_bytes\":4") == true)
  }

  @Test(arguments: ["a.mov", "a.avi", "a.wmv", "a.amr"])
  func `that browsers do not play is told with what they play`(name: String) {
    let site = SiteFixture().file("content/notice/\(name)", "x").notice("a", body: "![讲课](\(name))")
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["not-a-picture"])
    #expect(report.diagnostics.first?.suggestion?.english.contains("MP4") == true)
  }

  @Test func `that is not there is told`() {
    let report = SiteFixture().notice("a", body: "![讲课](a.mp4)").build()
    #expect(report.diagnostics.map(\.id) == ["missing-picture"])
  }

  @Test func `is no cover`() {
    let site = SiteFixture().file("content/notice/a.mp4", "x").notice("a", header: "cover: a.mp4\n")
    #expect(site.build().diagnostics.map(\.id) == ["not-a-picture"])
  }
}
