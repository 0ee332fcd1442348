import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

/// A small portal with its site and its state as an earlier version left them; `EarlierPortal/` was built by the version
/// whose manifests had lines and no digest.
@Suite struct `A portal made by an earlier version` {
  private func portal() throws -> SiteFixture {
    let site = SiteFixture().remove("")
    let data = packageFolder.appending(path: "Tests/PortalTests/EarlierPortal")
    try FileManager.default.copyItem(at: data, to: site.root)
    try FileManager.default.moveItem(
      at: site.root.appending(path: "state"), to: site.root.appending(path: ".branchpress"))
    return site
  }

  private func ids(_ report: BuildReport) -> Set<String> {
    Set(report.diagnostics.filter { $0.severity != .note }.map { $0.id.description })
  }

  @Test
  func `is built on: no file of it counts as somebody else's, and the tree is a clean build's`()
    throws
  {
    let site = try portal()
    let before = site.tree()
    #expect(before.count > 100)
    let report = site.build()
    #expect(report.succeeded)
    #expect(ids(report).isDisjoint(with: ["foreign-file", "foreign-files"]))
    let clean = try portal().remove("site").remove(".branchpress")
    clean.build()
    #expect(site.tree() == clean.tree())
  }

  @Test func `loses the pages of documents that are removed, and keeps the files of others`() throws
  {
    let site = try portal().file("site/CNAME", "qinghe.example.org")
    site.remove("content/notice/2026-05-public.md")
    #expect(site.build().succeeded)
    #expect(site.output("notice/2026-05-public/index.html") == nil)
    #expect(site.output("CNAME") == "qinghe.example.org")
    let manifest = try #require(
      site.tree(".branchpress").first { $0.key.hasPrefix("manifest") }?.value)
    #expect(manifest.starts(with: Data("branchpress manifest 2\nsite\0".utf8)))
  }

  @Test
  func `is told once which of its feeds the defaults leave out, and keeps all with what is named`()
    throws
  {
    let site = try portal()
    let before = Set(site.tree().keys)
    let report = site.build()
    let told = report.diagnostics.filter { $0.id.description == "feeds-left-out" }
    #expect(told.count == 1)
    #expect(
      told[0].suggestion?.english.contains("`feeds: {at-least: 1, archive-by: number}`") == true)
    #expect(!before.subtracting(site.tree().keys).isEmpty)
    #expect(!site.build().diagnostics.contains { $0.id.description == "feeds-left-out" })

    let kept = try portal()
    let settings = kept.root.appending(path: "content/site.yml")
    let text = try String(contentsOf: settings, encoding: .utf8)
    kept.file("content/site.yml", text + "feeds: {at-least: 1, archive-by: number}\n")
    #expect(!kept.build().diagnostics.contains { $0.id.description == "feeds-left-out" })
    // The earlier theme had a script of its own for copying, which is part of another one now.
    #expect(before.subtracting(kept.tree().keys) == ["assets/copy.js"])
  }
}
