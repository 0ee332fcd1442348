import Diagnostics
import Files
import Foundation
import Glibc
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

@Suite struct `Nothing outside` {
  private func ids(_ report: BuildReport) -> [String] {
    report.diagnostics.map { $0.id.description }
  }

  private func link(_ site: SiteFixture, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: site.root.appending(path: path).path, withDestinationPath: target)
  }

  @Test(arguments: [
    "a\n../victim", "a\n../victim/x.txt", "A\nCNAME", "a\0b".replacing("\0", with: "\u{1}"),
    "a\r../victim",
    "\u{1B}[31m", "x\u{85}y",
  ])
  func `is removed by a name that a line feed or a control character is in`(name: String) {
    let site = SiteFixture().notice("a")
    site.build()
    site.file("victim/x.txt", "别人的").file("site/CNAME", "example.org")
    site.file("content/\(name)/note.txt", "甲")
    let report = site.build()
    #expect(report.succeeded)
    #expect(ids(report) == ["bad-file-name"])
    site.remove("content/\(name)")
    #expect(site.build().succeeded)
    #expect(site.tree("victim") == ["x.txt": Data("别人的".utf8)])
    #expect(site.output("CNAME") == "example.org")
    #expect(site.tree().keys.allSatisfy { !$0.contains(name) })
  }

  @Test(arguments: [
    "../precious.txt", "../content/about.md", "/etc/x", "a/../../precious.txt", "./index.html",
  ])
  func `is removed by a list of files that somebody wrote`(line: String) throws {
    let site = SiteFixture().notice("a").file("content/about.md", "---\ntitle: 关于\n---\n")
    site.build()
    site.file("precious.txt", "要紧的")
    let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix("manifest") })
    let paths = (["404.html", line, "gone.html"]).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    let first = "branchpress manifest 1\nsite\n" + paths.map { $0 + "\n" }.joined()
    let second = "branchpress manifest 2\nsite\0" + paths.map { $0 + "\0" }.joined()
    for text in [first, second, second + String(repeating: "\u{1}", count: 16)] {
      site.file("site/gone.html", "没有列出来的")
      site.file(".branchpress/\(name)", text)
      let before = site.tree("content")
      #expect(site.build().succeeded)
      #expect(site.tree("content") == before)
      #expect(site.output("../precious.txt") == "要紧的")
      #expect(site.output("gone.html") != nil)
    }
  }

  @Test(arguments: [
    "\"../evil\"", "\"a/../../../x\"", "\"..\"", "\".\"", "\"a\\nb\"", "\".hidden\"",
  ])
  func `is written by a section's folder`(folder: String) {
    let site = SiteFixture(
      config: """
        title: 测试
        url: https://example.org/
        sections:
          \(folder): {kind: notice, title: x}

        """)
    site.file("content/index.md", "---\ntitle: 首页\n---\n")
    let report = site.build()
    #expect(ids(report) == ["bad-folder"])
    #expect(
      site.tree("").keys.allSatisfy { $0.hasPrefix("content/") || $0.hasPrefix(".branchpress/") })
  }

  @Test(arguments: [
    ("new/../content", "output-unclear"), (".branchpress", "output-overlaps"),
    (".branchpress/site", "output-overlaps"), ("content/", "output-overlaps"),
    ("site/../content", "output-overlaps"), ("x/../../content", "output-unclear"),
  ])
  func `is written where the output folder is another's`(output: String, id: String) throws {
    let site = SiteFixture().notice("a")
    try FileManager.default.createDirectory(
      at: site.root.appending(path: "site"), withIntermediateDirectories: true)
    let before = site.tree("")
    #expect(ids(site.build { $0.output = site.root.path + "/" + output }) == [id])
    #expect(site.tree("") == before)
  }

  @Test(arguments: ["content/", "content//", "./content/.", "content/../content"])
  func `is written into the content, however its folder is named`(content: String) {
    let site = SiteFixture().notice("a")
    let before = site.tree("content")
    let root = site.root.path + "/"
    let report = build(
      BuildOptions(content: root + content, output: root + "site", now: SiteFixture.now))
    #expect(report.succeeded)
    #expect(site.tree("content") == before)
    #expect(site.tree(".branchpress").keys.contains { $0.hasPrefix("manifest") })
  }

  @Test func `is removed through a folder of the site that is a link now`() throws {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    site.file("elsewhere/a/index.html", "别人的").remove("site/notice")
    try link(site, "site/notice", to: "../elsewhere")
    site.remove("content/notice/a.md")
    let report = site.build()
    #expect(ids(report) == ["link-in-output"])
    #expect(!report.isHalfPublished)
    #expect(site.tree("elsewhere") == ["a/index.html": Data("别人的".utf8)])
    site.remove("site/notice")
    #expect(site.build().succeeded)
    #expect(site.output("notice/b/index.html") != nil)
  }

  @Test(arguments: ["site/.branchpress-staging", "site/notice/a", "site/index.html"])
  func `is written through a link in the site`(path: String) throws {
    let site = SiteFixture().notice("a")
    site.build()
    let expected = site.tree()
    site.file("elsewhere/index.html", "别人的").remove(path)
    let isFile = path.hasSuffix("html")
    let up = String(repeating: "../", count: path.split(separator: "/").count - 1)
    try link(site, path, to: up + "elsewhere" + (isFile ? "/index.html" : ""))
    site.notice("a", body: "正文。").file("content/index.md", "---\ntitle: 首页\n---\n改过。\n")
    _ = site.build()
    #expect(site.tree("elsewhere") == ["index.html": Data("别人的".utf8)])
    site.remove(path).remove("content/index.md")
    #expect(site.build().succeeded)
    #expect(site.tree() == expected)
  }

  @Test(arguments: ["content/x.txt", "content/notice/a.md", "content/pic.png"])
  func `is read through a link that takes a file's place after it was listed`(path: String) throws {
    let site = SiteFixture().notice("a").file("content/x.txt", "甲").file("content/pic.png", "乙")
    site.file("secret", "root:x:0:0\n")
    var diagnostics: [Diagnostic] = []
    let found = find(site.options, diagnostics: &diagnostics)
    site.remove(path)
    try link(site, path, to: site.root.path + "/secret")
    let file = try #require(FilePath(String(path.dropFirst("content/".count))))
    #expect(readText(file, in: found.content, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map { $0.id.description } == ["file-system"])
    let report = site.build()
    #expect(ids(report) == ["symbolic-link"])
    #expect(
      site.tree().values.allSatisfy { !String(decoding: $0, as: UTF8.self).contains("root:x") })
  }

  @Test(.timeLimit(.minutes(30)))
  func `hangs a build: pipes where files of the site, the state or the content should be`() throws {
    let site = SiteFixture().notice("a")
    site.build()
    let state = site.tree(".branchpress").keys.sorted()
    for path in ["site/index.html", "content/pipe", "content/notice/p.md"]
      + state.map({ ".branchpress/" + $0 })
    {
      site.remove(path)
      #expect(unsafe mkfifo(site.root.path + "/" + path, 0o644) == 0)
    }
    _ = site.build()
    site.remove(".branchpress/lock")
    let report = site.build()
    #expect(report.succeeded)
    #expect(Set(ids(report)) == ["not-regular"])
    #expect(site.output("index.html") != nil)
  }
}
