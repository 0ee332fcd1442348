import Diagnostics
import Foundation
import Testing

@testable import Content
@testable import Portal

@Suite struct `Photographs` {
  /// A site with an activity of which the text shows one picture and the gallery two.
  private func site() throws -> SiteFixture {
    try SiteFixture()
      .file(
        "content/activity/trees/index.md",
        "---\ntitle: 栽树\ndate: 2026-03-12\nheld: 2026-03-12 09:00\n---\n上午栽树。\n\n![远处](far.jpg)\n"
      )
      .photograph("content/activity/trees/far.jpg")
      .photograph("content/activity/trees/2.jpg", width: 1200, height: 1600, seed: 2)
      .photograph("content/activity/trees/10.jpg", width: 900, height: 640, seed: 3)
  }

  private func build(
    _ site: SiteFixture, jobs: Int = 2, programs: String? = programFolders
  ) -> BuildReport {
    site.build {
      $0.programs = programs
      $0.jobs = jobs
    }
  }

  @Test func `are offered in the widths that pages need`() throws {
    let site = try site()
    #expect(build(site).succeeded)
    let folder = "activity/trees/"
    let expected: [String: [Int]] = [
      "far.jpg.480.webp": [480, 360], "far.jpg.960.jpg": [960, 720],
      "far.jpg.1600.webp": [1600, 1200],
      "2.jpg.480.jpg": [480, 640], "2.jpg.1200.webp": [1200, 1600],
      "10.jpg.480.webp": [480, 341], "10.jpg.900.jpg": [900, 640],
      "2.jpg.card.jpg": [1200, 630],
    ]
    for (name, size) in expected { #expect(site.sizeOfPicture(folder + name) == size, "\(name)") }
    #expect(site.sizeOfPicture(folder + "2.jpg.1600.webp") == nil)
    #expect(site.sizeOfPicture(folder + "10.jpg.960.jpg") == nil)
    let page = try #require(site.output(folder + "index.html"))
    #expect(
      page.contains(
        "<source type=\"image/webp\" srcset=\"../../activity/trees/far.jpg.480.webp 480w, "
          + "../../activity/trees/far.jpg.960.webp 960w, ../../activity/trees/far.jpg.1600.webp 1600w\""
      ))
    #expect(
      page.contains(
        "<img src=\"../../activity/trees/far.jpg.960.jpg\" width=\"2000\" height=\"1500\""))
    #expect(page.contains("<a class=\"original\" href=\"../../activity/trees/far.jpg\""))
    #expect(
      page.contains(
        "property=\"og:image\" content=\"https://example.org/portal/activity/trees/2.jpg.card.jpg\""
      ))
    let (second, tenth) = (page.range(of: "trees/2.jpg\""), page.range(of: "trees/10.jpg\""))
    let isInOrder = second.flatMap { first in tenth.map { first.lowerBound < $0.lowerBound } }
    #expect(isInOrder == true, "numbers in names count as numbers")
  }

  @Test func `are at most 960 pixels wide in feeds`() throws {
    let site = try site()
    #expect(build(site).succeeded)
    let feed = try #require(site.output("atom.xml"))
    #expect(feed.contains("https://example.org/portal/activity/trees/far.jpg.960.jpg"))
    #expect(feed.contains("width=\"960\" height=\"720\""))
    #expect(!feed.contains("srcset") && !feed.contains("picture>"))
  }

  @Test func `are made once, by any number of threads, and removed with their original`() throws {
    let site = try site()
    #expect(build(site, jobs: 1).succeeded)
    let tree = site.tree()
    let again = build(site)
    #expect(again.succeeded && again.written == 0)
    site.remove("site").remove(".branchpress")
    #expect(build(site, jobs: 4).succeeded)
    #expect(differences(site.tree(), tree) == [])
    let store = site.tree(".branchpress/pictures").count
    site.remove("content/activity/trees/10.jpg")
    try site.photograph("content/activity/trees/far.jpg", seed: 9)
    #expect(build(site).succeeded)
    let changed = site.tree()
    #expect(!changed.keys.contains { $0.contains("10.jpg") })
    #expect(site.tree(".branchpress/pictures").count < store)
    site.remove("site").remove(".branchpress")
    #expect(build(site).succeeded)
    #expect(differences(site.tree(), changed) == [])
  }

  @Test func `are shown as they are where libvips is missing, which is told once`() throws {
    let site = try site()
    let report = build(site, programs: "/nowhere")
    #expect(report.succeeded)
    #expect(report.diagnostics.filter { $0.id == "no-libvips" }.count == 1)
    #expect(site.messages(.chinese, of: report).contains("sudo apt install libvips-tools"))
    let page = try #require(site.output("activity/trees/index.html"))
    #expect(page.contains("<img src=\"../../activity/trees/far.jpg\"") && !page.contains("srcset"))
    // Once it is installed, the next build makes what is missing.
    let later = build(site)
    #expect(later.succeeded && later.written > 12)
    #expect(site.output("activity/trees/index.html")?.contains("srcset") == true)
  }

  @Test func `of formats that browsers do not show become others`() throws {
    let site = try SiteFixture()
      .file("content/notice/a.md", "---\ntitle: 通知\ndate: 2026-06-01\n---\n![会场](hall.tif)\n")
      .photograph("content/notice/hall.tif")
    #expect(!build(site, programs: nil).succeeded)
    #expect(build(site).succeeded)
    #expect(site.sizeOfPicture("notice/hall.tif.960.jpg") == [960, 720])
    #expect(
      site.output("notice/a/index.html")?.contains("<img src=\"../../notice/hall.tif.960.jpg\"")
        == true)
  }

  @Test func `that are damaged are published as they are, with a warning`() throws {
    let site = try site()
    let path = "content/activity/trees/far.jpg"
    let whole = try Data(contentsOf: site.root.appending(path: path))
    site.file(path, bytes: Array(whole.prefix(4000)) + [UInt8](repeating: 7, count: 90_000))
    let report = build(site)
    #expect(report.succeeded)
    let warnings = report.diagnostics.filter { $0.id == "picture-not-scaled" }
    #expect(warnings.count == 1 && warnings.first?.severity == .warning)
    #expect(
      site.output("activity/trees/index.html")?.contains(
        "<img src=\"../../activity/trees/far.jpg\"") == true)
    #expect(build(site).diagnostics.filter { $0.id == "picture-not-scaled" }.count == 1)
  }

  @Test func `leave drawings and small pictures as they are`() throws {
    let site = SiteFixture()
      .file("content/notice/a.md", "---\ntitle: 通知\ndate: 2026-06-01\n---\n![图](a.svg)\n")
      .file(
        "content/notice/a.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"1000\"></svg>")
    #expect(build(site).succeeded)
    #expect(!site.tree().keys.contains { $0.contains("a.svg.") })
    #expect(site.output("notice/a/index.html")?.contains("srcset") == false)
  }

  @Test func `beside a video of the same name are its poster`() throws {
    let site = try SiteFixture()
      .file(
        "content/activity/trees/index.md",
        "---\ntitle: 栽树\ndate: 2026-03-12\nheld: 2026-03-12 09:00\n---\n上午栽树。\n"
      )
      .file("content/activity/trees/film.mp4", bytes: [UInt8](repeating: 1, count: 3 << 20))
      .photograph("content/activity/trees/film.jpg")
    #expect(build(site).succeeded)
    let page = try #require(site.output("activity/trees/index.html"))
    #expect(
      page.contains(
        "<video src=\"../../activity/trees/film.mp4\" poster=\"../../activity/trees/film.jpg.960.jpg\" controls preload=\"none\""
      ))
    #expect(page.contains("<figcaption>（MP4，3 MB）</figcaption>"))
    #expect(!page.contains("<img src=\"../../activity/trees/film"))
  }

  @Test func `that a build has yet to make are no mistake for whoever only looks`() throws {
    let site = try SiteFixture()
      .file("content/notice/a.md", "---\ntitle: 通知\ndate: 2026-06-01\n---\n![会场](hall.tif)\n")
      .photograph("content/notice/hall.tif")
    var options = site.options
    options.programs = programFolders
    // Before the first build, and with a store that does not have this picture.
    for _ in 0..<2 {
      #expect(explain("notice/a/", of: options).findings.all.map(\.id) == [])
      let fixed = fix([], of: options, isTrial: true)
      #expect(fixed.left == 0 && fixed.problems == [])
      #expect(PrintedPages([], of: options).problems.filter { $0.id != "page-not-built" } == [])
      #expect(build(site).succeeded)
      try site.photograph("content/notice/hall.tif", seed: 7)
    }
  }

  @Test func `are as large in words as their copies, wherever they are shown`() throws {
    let site = try site()
    let path = site.root.appending(path: "content/activity/trees/far.jpg")
    // Something after its end, which the copy does not have.
    try (Data(contentsOf: path) + Data(repeating: 1, count: 3 << 20)).write(to: path)
    #expect(build(site).succeeded)
    let copy = try Data(contentsOf: site.root.appending(path: "site/activity/trees/far.jpg")).count
    let page = try #require(site.output("activity/trees/index.html"))
    #expect(copy < 1 << 20 && page.contains("title=\"原图（JPG，\(fileSize(copy))）\""))
  }
}
