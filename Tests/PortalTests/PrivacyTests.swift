import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

/// A photograph with a comment and with more after its end; `kept` is what is published of it.
private let start: [UInt8] = [0xFF, 0xD8]
private let comment: [UInt8] = [0xFF, 0xFE, 0, 12] + Array("our secret".utf8)
private let picture: [UInt8] =
  [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 2, 1, 1, 0x11, 0] + [0xFF, 0xDA, 0, 2, 7, 7, 0xFF, 0xD9]
private let photo = start + comment + picture + Array("film".utf8)
private let kept = start + picture

@Suite struct `The files of a site` {
  private func site(_ header: String = "") -> SiteFixture {
    SiteFixture().notice("a", header: header, body: "![图](a.jpg)")
      .file("content/notice/a.jpg", bytes: photo)
  }

  private func published(_ site: SiteFixture, _ name: String = "notice/a.jpg") -> [UInt8]? {
    site.tree()[name].map { [UInt8]($0) }
  }

  @Test func `tell nothing that no page needs, and the originals stay as they are`() {
    let site = site()
    let report = site.build()
    #expect(report.diagnostics.isEmpty)
    #expect(published(site) == kept)
    #expect(site.tree("content")["notice/a.jpg"] == Data(photo))
    #expect(report.stripped.count == 1)
    #expect(report.stripped.names.map(\.english) == ["comment", "data after the end"])
  }

  @Test func `are not copied again while they stay the same`() {
    let site = site()
    site.build { $0.clockStep = 0 }
    let again = site.build { $0.clockStep = 0 }
    #expect(again.made == 0 && again.stripped.count == 0)
    // The page alone is made again, and the photograph is not.
    site.notice("a", body: "![图](a.jpg)\n\n再说。")
    let edited = site.build { $0.clockStep = 0 }
    #expect(edited.made > 0 && edited.stripped.count == 0)
    #expect(published(site) == kept)
  }

  @Test func `are known in the site though the cache is lost`() {
    let site = site()
    site.build()
    site.remove(".branchpress")
    let report = site.build()
    #expect(report.written == 0 && report.stripped.count == 0)
    #expect(published(site) == kept)
  }

  @Test func `are put right where somebody has changed them`() {
    let site = site()
    site.build { $0.clockStep = 0 }
    site.file("site/notice/a.jpg", bytes: photo)
    let report = site.build { $0.clockStep = 0 }
    #expect(report.written == 1 && report.stripped.count == 1)
    #expect(published(site) == kept)
  }

  @Test func `keep what they tell where their document says so, from that build on`() {
    let site = site()
    site.build { $0.clockStep = 0 }
    site.notice("a", header: "strip: false\n", body: "![图](a.jpg)")
    let report = site.build { $0.clockStep = 0 }
    #expect(published(site) == photo)
    #expect(report.stripped.count == 0)
    site.notice("a", header: "strip: true\n", body: "![图](a.jpg)")
    #expect(site.build { $0.clockStep = 0 }.stripped.count == 1)
    #expect(published(site) == kept)
  }

  @Test(arguments: [
    ("notice", "cover: a.jpg\n", "正文。"), ("notice", "attachments: [a.jpg]\n", "正文。"),
    ("notice", "", "[图](a.jpg)"), ("activity", "held: 2026-06-01\nphotos: [a.jpg]\n", "正文。"),
  ])
  func `keep it however their document names them`(kind: String, header: String, body: String) {
    let site = SiteFixture().file("content/\(kind)/a.jpg", bytes: photo)
      .file("content/\(kind)/b.jpg", bytes: photo)
      .file(
        "content/\(kind)/a.md",
        "---\ntitle: 甲\ndate: 2026-06-01\n去除隐私: 否\n\(header)---\n\(body)\n")
    #expect(!site.build().diagnostics.hasErrors)
    #expect(published(site, "\(kind)/a.jpg") == photo)
    #expect(published(site, "\(kind)/b.jpg") == kept)
  }

  @Test func `have the size on pages and in feeds that they have in the site`() throws {
    let long = start + [0xFF, 0xFE, 0x75, 0x32] + [UInt8](repeating: 0x41, count: 30_000) + picture
    let site = SiteFixture().notice("a", header: "attachments: [a.jpg]\n", body: "[文件](b.jpg)")
      .file("content/notice/a.jpg", bytes: long).file("content/notice/b.jpg", bytes: long)
    #expect(!site.build().diagnostics.hasErrors)
    #expect(site.output("atom.xml")?.contains("length=\"\(kept.count)\"") == true)
    let page = try #require(site.output("notice/a/index.html"))
    #expect(!page.contains("29 KB"))
    site.notice(
      "a", header: "attachments: [a.jpg]\nstrip: false\n", body: "[文件](b.jpg)")
    #expect(!site.build().diagnostics.hasErrors)
    #expect(site.output("atom.xml")?.contains("length=\"\(long.count)\"") == true)
    #expect(site.output("notice/a/index.html")?.contains("29 KB") == true)
  }

  @Test func `are explained`() {
    let site = site()
    site.build()
    func lines() -> [String] {
      explain("content/notice/a.jpg", of: site.options).lines(in: .english)
    }
    #expect(lines().contains("  Private data: removed: comment, data after the end"))
    site.notice("a", header: "strip: false\n", body: "![图](a.jpg)")
    #expect(lines().contains("  Private data: kept, since a document with `strip: false` uses it"))
  }

  @Test func `that name people in their properties are told of, unless the site names them`() {
    let paper = Array("%PDF-1.4\n<< /Author (Somebody) >>\n<< /Author (Ours) >>\n".utf8)
    let site = SiteFixture().notice("a", header: "author: Ours\n", body: "[文件](a.pdf)")
      .file("content/notice/a.pdf", bytes: paper)
    let told = site.build().diagnostics
    #expect(told.map(\.id) == ["names-in-properties"])
    #expect(told[0].message.english.hasSuffix(": Somebody"))
    site.notice("a", header: "author: [Ours, Somebody]\n", body: "[文件](a.pdf)")
    #expect(site.build().diagnostics.isEmpty)
  }

  @Test func `that are damaged are told of in each build, and published`() {
    let damaged = start + [0xFF, 0xD8] + comment
    let site = SiteFixture().notice("a", body: "[图](a.jpg)")
      .file("content/notice/a.jpg", bytes: damaged)
    for _ in 0..<2 {
      let report = site.build { $0.clockStep = 0 }
      #expect(report.diagnostics.map(\.id) == ["metadata-left"] && report.succeeded)
    }
    #expect(published(site) == damaged)
    site.notice("a", header: "strip: false\n", body: "[图](a.jpg)")
    #expect(site.build().diagnostics.isEmpty)
  }
}
