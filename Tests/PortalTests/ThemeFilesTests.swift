import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The files of the theme` {
  private func folder(_ site: SiteFixture) -> String {
    site.root.appending(path: "templates").path
  }

  private func own(_ site: SiteFixture, _ path: String) -> ReplaceableFile.Own? {
    replaceableFiles(in: folder(site)).first { $0.path == path }?.own
  }

  private func withoutVersions(_ tree: [String: Data]) -> [String: Data] {
    tree.filter { !$0.key.hasSuffix(".svg") }.mapValues {
      Data(String(decoding: $0, as: UTF8.self).replacing(/\?v=[0-9a-f]{8}/, with: "").utf8)
    }
  }

  private func copied(_ name: String, _ site: SiteFixture) -> String? {
    if case .made(let path) = copyThemeFile(name, into: folder(site)) { path } else { nil }
  }

  private func edit(_ site: SiteFixture, _ path: String, _ change: (String) -> String) throws {
    let file = site.root.appending(path: "templates/\(path)")
    site.file("templates/\(path)", change(try String(contentsOf: file, encoding: .utf8)))
  }

  @Test func `are all listed, each with what it makes`() {
    let files = replaceableFiles(in: folder(SiteFixture()))
    let embedded = filesBelow(packageFolder.appending(path: "templates")).keys.sorted()
    #expect(files.map(\.path).sorted() == embedded)
    #expect(files.allSatisfy { $0.own == nil && !$0.about.chinese.isEmpty })
    #expect(!files.contains { $0.about.english == "a file of the theme" }, "one has no description")
  }

  @Test(arguments: [
    "layout", "layout.mustache", "templates/layout.mustache", "partials/entry", "entry", "zh",
    "strings/en.yml", "assets/style.css", "tools.js", "icon.svg",
  ])
  func `can be copied by their names or paths, and make the same pages`(name: String) throws {
    let site = SiteFixture().notice("a")
    site.build()
    let before = site.tree()
    let path = try #require(copied(name, site))
    let report = site.build()
    #expect(report.diagnostics == [])
    // The versions of a style sheet and a script follow the line that a copy has at its top.
    #expect(differences(withoutVersions(before), withoutVersions(site.tree())) == [])
    #expect(replaceableFiles(in: folder(site)).filter { $0.own == .copy }.map(\.path).count == 1)
    #expect(path.hasPrefix(site.root.path))
  }

  @Test func `tell whether a copy was edited`() throws {
    let site = SiteFixture()
    _ = copied("layout", site)
    #expect(own(site, "layout.mustache") == .copy)
    try edit(site, "layout.mustache") { $0.replacing("<body", with: "<body data-mine") }
    #expect(own(site, "layout.mustache") == .edited)
    try edit(site, "layout.mustache") { String($0.drop { $0 != "\n" }.dropFirst()) }
    #expect(own(site, "layout.mustache") == .other)
  }

  @Test func `tell of a copy whose original has changed since`() throws {
    let site = SiteFixture()
    _ = copied("home", site)
    try edit(site, "home.mustache") {
      $0.replacing(try! Regex("theme [^ ]+ [0-9a-f]{16}"), with: "theme 0.0.9 00000000000000aa")
    }
    #expect(own(site, "home.mustache") == .outdated(version: "0.0.9"))
  }

  @Test func `are never overwritten`() throws {
    let site = SiteFixture().file("templates/home.mustache", "mine")
    guard case .failed(let problem) = copyThemeFile("home", into: folder(site)) else {
      Issue.record("it was overwritten")
      return
    }
    #expect(problem.id == "file-exists")
    #expect(
      try String(contentsOf: site.root.appending(path: "templates/home.mustache"), encoding: .utf8)
        == "mine")
  }

  @Test func `show how a site's own differ`() throws {
    let site = SiteFixture()
    var problems: [Diagnostic] = []
    #expect(themeDifference("home", in: folder(site), diagnostics: &problems) == nil)
    #expect(problems.map(\.id) == ["no-own-file"])
    _ = copied("home", site)
    #expect(themeDifference("home", in: folder(site), diagnostics: &problems) == [])
    try edit(site, "home.mustache") { $0.replacing("<h1 class=\"brand\">", with: "<h1>") }
    let lines = try #require(themeDifference("home", in: folder(site), diagnostics: &problems))
    #expect(lines.contains { $0.hasPrefix("-<h1 class=\"brand\">") })
    #expect(lines.contains { $0.hasPrefix("+<h1>") })
  }

  @Test func `that do not exist have near names`() {
    guard case .failed(let problem) = copyThemeFile("layot", into: folder(SiteFixture())) else {
      Issue.record("there is no such file")
      return
    }
    #expect(problem.id == "no-theme-file")
    #expect(problem.suggestion?.english == "did you mean `layout`?")
  }
}
