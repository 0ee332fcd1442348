import Diagnostics
import Files
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `Whole or not at all` {
  private func ids(_ report: BuildReport) -> [String] {
    report.diagnostics.map { $0.id.description }
  }

  @Test(arguments: [
    "content/about", "content/notice/a", "content/tags", "content/notice/page/2",
    "content/rss.xml/x.txt",
    "content/index.html/x.txt", "content/notice",
  ])
  func `a file where a page's folder must be is told before anything is written`(path: String) {
    let site = SiteFixture(config: SiteFixture.config + "page-size: 1\n")
      .notice("a", header: "tags: [甲]\n").notice("b")
      .file("content/about.md", "---\ntitle: 关于\n---\n")
    site.build()
    let before = site.tree()
    if path == "content/notice" { site.remove(path) }
    site.file(path, "挡路")
    let report = site.build()
    #expect(!report.succeeded && !report.isHalfPublished)
    #expect(ids(report).allSatisfy { ["file-and-folder", "duplicate-address"].contains($0) })
    #expect(site.tree() == before)
    site.remove(path.hasSuffix("/x.txt") ? String(path.dropLast(6)) : path)
    if path == "content/notice" { site.notice("a", header: "tags: [甲]\n").notice("b") }
    let mended = site.build()
    #expect(mended.diagnostics == [])
    #expect(site.tree() == before)
  }

  @Test(arguments: [
    "/rss.xml/x/", "/notice/a/index.html/", "/" + String(repeating: "a", count: 300) + "/",
    "/" + String(repeating: "abcd/", count: 1000), "/index.html/",
  ])
  func `an alias that no disk could have names its document`(alias: String) {
    let site = SiteFixture().notice("a").notice("b", header: "aliases: [\(alias)]\n")
    let report = site.build()
    #expect(!report.succeeded && !report.isHalfPublished)
    #expect(report.diagnostics.allSatisfy { $0.place?.file.path.hasSuffix("notice/b.md") == true })
    #expect(site.tree().isEmpty)
  }

  @Test
  func `a file of the site that became a folder of somebody's is met before anything is touched`() {
    let site = SiteFixture().notice("a").file("content/x.txt", "甲")
    site.build()
    site.remove("site/x.txt").file("site/x.txt/own.txt", "自己的").file("content/x.txt", "乙")
    site.notice("a", body: "改过。")
    let before = site.tree()
    let report = site.build()
    #expect(ids(report) == ["foreign-file"])
    #expect(!report.isHalfPublished)
    #expect(site.tree() == before)
    site.remove("site/x.txt")
    #expect(site.build().succeeded)
    #expect(site.output("x.txt") == "乙")
  }

  @Test func `a stale page that became a folder of somebody's stays`() {
    let site = SiteFixture().notice("a").file("content/x.txt", "甲")
    site.build()
    site.remove("site/x.txt").file("site/x.txt/own.txt", "自己的").remove("content/x.txt")
    #expect(site.build().succeeded)
    #expect(site.output("x.txt/own.txt") == "自己的")
  }

  enum Damage: CaseIterable {
    case emptied, zeroed, older, gone
  }

  /// After a power failure files may have their size and their stamp and other bytes.
  @Test(arguments: Damage.allCases)
  func `a power failure is healed by one plain build`(damage: Damage) {
    let site = SiteFixture().notice("a").notice("b").file("content/x.txt", "甲")
    site.build { $0.boot = "one" }
    let older = site.tree()
    site.notice("a", body: "改过。").file("content/x.txt", "乙")
    site.build { $0.boot = "one" }
    let expected = site.tree()
    for (path, data) in expected {
      switch damage {
      case .emptied: site.file("site/\(path)", "")
      case .zeroed: site.file("site/\(path)", bytes: [UInt8](repeating: 0, count: data.count))
      case .older: site.file("site/\(path)", bytes: Array(older[path] ?? data))
      case .gone: site.remove("site/\(path)")
      }
    }
    #expect(site.build { $0.boot = "two" }.diagnostics == [])
    #expect(site.tree() == expected)
    let again = site.build { $0.boot = "two" }
    #expect(again.written == 0)
  }

  @Test func `after another start of the system nothing is taken to be as it was by its stamp`()
    throws
  {
    let site = SiteFixture().notice("a")
    site.build {
      $0.boot = "one"; $0.clockStep = -60_000_000_000
    }
    var diagnostics: [Diagnostic] = []
    for (boot, isCurrent) in [("one", true), ("two", false)] {
      var options = site.options
      options.boot = boot
      let state = try #require(StateFolder(options, diagnostics: &diagnostics))
      let (_, cache) = findWithLastBuild(
        options, CacheFiles(state, options), diagnostics: &diagnostics)
      #expect(
        !cache.known.isCurrent.isEmpty && cache.known.isCurrent.allSatisfy { $0 == isCurrent })
    }
    let report = site.build {
      $0.boot = "two"; $0.clockStep = -60_000_000_000
    }
    #expect(!report.isUnchanged && report.written == 0)
    #expect(
      site.build {
        $0.boot = "two"; $0.clockStep = -60_000_000_000
      }.isUnchanged)
  }

  @Test(arguments: ["remove", "empty", "zero", "folder"])
  func `a site whose state is lost or emptied heals by one plain build`(how: String) {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    let expected = site.tree()
    for (name, data) in site.tree(".branchpress") where name != "lock" {
      site.remove(".branchpress/\(name)")
      switch how {
      case "empty": site.file(".branchpress/\(name)", "")
      case "zero":
        site.file(".branchpress/\(name)", bytes: [UInt8](repeating: 0, count: data.count))
      case "folder": site.file(".branchpress/\(name)/x", "")
      default: break
      }
    }
    site.file("site/rss.xml", "").file("site/notice/a/index.html", "")
    let report = site.build()
    #expect(how == "folder" || report.succeeded)
    if how != "folder" { #expect(site.tree() == expected) }
  }

  @Test func `an older build does not publish after a newer one: the lock is taken before reading`()
    throws
  {
    let site = SiteFixture().notice("a")
    site.build()
    var diagnostics: [Diagnostic] = []
    let state = try #require(StateFolder(site.options, diagnostics: &diagnostics))
    site.notice("a", header: "wrong: 1\n")
    #expect(ids(site.build()) == ["build-running"])
    withExtendedLifetime(state) {}
  }

  @Test func `a build that has no content touches nothing`() {
    let site = SiteFixture().remove("content")
    #expect(ids(site.build()) == ["no-content"])
    #expect(!FileManager.default.fileExists(atPath: site.root.path + "/.branchpress"))
  }

  @Test func `output folders that no build uses for a month are forgotten, ours is not`() throws {
    let site = SiteFixture().notice("a")
    for name in ["one", "two", "three"] { site.build { $0.output = site.root.path + "/" + name } }
    let day = 86_400 * 1_000_000_000
    var diagnostics: [Diagnostic] = []
    var options = site.options
    options.output = site.root.path + "/two"
    let state = try #require(StateFolder(options, diagnostics: &diagnostics))
    func names() -> [String] { state.folder.names(in: nil).map { String($0.prefix { $0 != "-" }) } }
    state.forgetOldOutputs(now: nanosecondsNow() + 29 * day)
    #expect(names().count { $0 == "cache" } == 3)
    state.forgetOldOutputs(now: nanosecondsNow() + 31 * day)
    #expect(names() == ["cache", "documents", "lock", "manifest", "manifest", "manifest"])
    #expect(state.folder.stamp(of: state.file("cache")) != nil)
  }

  @Test func `large files are copied and never held, and a changed one is told`() throws {
    let site = SiteFixture().notice("a")
    var bytes = [UInt8](repeating: 7, count: 3_000_000)
    site.file("content/v.bin", bytes: bytes)
    #expect(site.build().succeeded)
    #expect(site.tree()["v.bin"] == Data(bytes))
    bytes[2_999_999] = 8
    site.file("content/v.bin", bytes: bytes)
    #expect(site.build().written == 1)
    #expect(site.tree()["v.bin"] == Data(bytes))
    #expect(site.build().written == 0)
  }
}
