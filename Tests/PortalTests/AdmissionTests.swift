import Content
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `A file that a contributor puts into the content folder` {
  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>"

  private static let dangerous = [
    "x.php", "x.PHP", "x.php.", "x.php ", "x.php.jpg", "x.phtml", "x.php5", "x.pHar", "x.asp;.jpg",
    "x.aspx", "x.cgi", "x.pl", "x.shtml", "x.stm", "x.jsp", "x.py", "web.config", "Web.Config",
    "_headers", "_redirects", "vercel.json", "x.html", "x.HTM", "x.html.bak", "x.html.zh-CN",
    "x.xhtml", "x.hta",
    "x.js", "x.mjs", "x.wasm", "x.css", "x.swf", "x.svgz", "x.svg.gz", "x.mht",
  ]

  @Test func `is kept out and told where a host or a browser could run it`() {
    let site = SiteFixture().notice("a")
    for (index, name) in Self.dangerous.enumerated() {
      site.file("content/\(index)/\(name)", "<p>x</p>")
    }
    let report = site.build()
    #expect(report.succeeded)
    #expect(report.diagnostics.allSatisfy { $0.id.description == "not-admitted" })
    let told = Set(report.diagnostics.compactMap { $0.place?.file.path })
    for (index, name) in Self.dangerous.enumerated() {
      #expect(told.contains { $0.hasSuffix("content/\(index)/\(name)") }, "\(name)")
      #expect(site.output("\(index)/\(name)") == nil)
    }
    #expect(site.output("notice/a/index.html") != nil)
  }

  private static let harmless = [
    ("a.txt", "<script>"), ("a.pdf", "%PDF"), ("a.docx", "PK"), ("网页.html.pdf", "%PDF"),
    ("a.csv", "1"), ("a.json", "{}"),
    ("google1234.html", "google-site-verification: google1234.html"),
    ("baidu_verify.htm", "a1b2c3\n"),
    ("BingSiteAuth.xml", "<?xml version=\"1.0\"?>\n<users><user>A1</user></users>"),
    ("CNAME", "example.org\n"),
    ("a.svg", svg), ("a.rss", "<rss version=\"2.0\"><channel/></rss>"), ("a.bin", "\u{1}\u{2}"),
    ("名单", "甲\n"),
    ("robots.txt", "User-agent: *\n"), ("a.tar.gz", "x"), ("a.b.c.jpg", "x"), ("pl", "x"),
    ("a.webmanifest", "{}"),
  ]

  @Test func `is published as it is where nothing can run it`() {
    let site = SiteFixture().notice("a")
    for (name, text) in Self.harmless { site.file("content/\(name)", text) }
    let report = site.build()
    #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
    for (name, text) in Self.harmless { #expect(site.output(name) == text, "\(name)") }
  }

  @Test(arguments: ["README", "x.unknown", "报告"])
  func `is looked into where browsers would, for want of an ending that they know`(name: String) {
    let site = SiteFixture().file("content/\(name)", " \n<script>x()</script>")
    #expect(site.build().diagnostics.map { $0.id.description } == ["not-admitted"])
    #expect(site.output(name) == nil)
  }

  @Test func `is published where the settings list it, and kept out again where they do not`() {
    let names = ["a/x.html", "a/b/y.HTML", "slides/index.html", "slides/sub/deck.js", "x.svg"]
    func config(_ entries: String) -> String { SiteFixture.config + "publish: [\(entries)]\n" }
    let site = SiteFixture(config: config("a/x.html, \"a/b/*.html\", slides/, /x.svg"))
    for name in names { site.file("content/\(name)", "<svg><script/></svg>") }
    for _ in 0..<2 {
      let report = site.build { $0.clockStep = -10_000_000_000 }
      #expect(report.diagnostics.isEmpty, "\(site.messages(.english, of: report))")
      #expect(names.allSatisfy { site.output($0) != nil })
    }
    site.file("content/site.yml", config("a/x.html"))
    let report = site.build { $0.clockStep = -10_000_000_000 }
    #expect(report.diagnostics.count == 4)
    #expect(names.filter { site.output($0) != nil } == ["a/x.html"])
  }

  @Test func `is looked into again when it has changed, and not before`() {
    let site = SiteFixture().file("content/notice/a.svg", Self.svg)
      .notice("a", body: "![图](a.svg)")
    for _ in 0..<2 { #expect(site.build { $0.clockStep = -10_000_000_000 }.diagnostics.isEmpty) }
    site.file("content/notice/a.svg", "<svg onload=\"x()\"/>")
    for _ in 0..<2 {
      let report = site.build { $0.clockStep = -10_000_000_000 }
      #expect(
        report.diagnostics.map { $0.id.description }.sorted() == [
          "not-admitted", "not-admitted-target",
        ])
    }
    site.notice("a")
    #expect(site.build { $0.clockStep = -10_000_000_000 }.succeeded)
    #expect(site.output("notice/a.svg") == nil)
    site.file("content/notice/a.svg", Self.svg)
    #expect(site.build { $0.clockStep = -10_000_000_000 }.diagnostics.isEmpty)
    #expect(site.output("notice/a.svg") == Self.svg)
  }

  @Test func `is told once for a folder, however many there are`() {
    let site = SiteFixture()
    for index in 0..<300 { site.file("content/slides/\(index).html", "<p>") }
    let report = site.build()
    #expect(report.diagnostics.count == 1)
    #expect(site.messages(.chinese, of: report).contains("还有 299 个"))
  }
}

@Suite struct `The theme's files and what BranchPress writes` {
  private static let taken = [
    "assets/early.js", "assets/tools.js", "assets/style.css", "assets/print.css", "assets/icon.svg",
    "assets/feed.css",
    "404.html", "feeds.opml",
    "sitemap.xml", "rss.xml", "notice/atom.xml", "notice/feed.json", "calendar.ics",
    "notice/a/event.ics",
    "branches/one/calendar.ics", "index.html", "notice/index.html", "notice/a/index.html",
    "tags/index.html",
    "tags/甲/index.html",
  ]

  @Test(arguments: ["", "publish: [\"*.html\", assets/]\n"])
  func `stay, whatever files the content folder has, and whatever the settings publish`(
    publish: String
  ) {
    let site = SiteFixture(config: SiteFixture.config + publish)
      .notice("a", header: "tags: [甲]\nevent: {start: 2026-08-01}\n")
      .file("content/branches/one.md", "---\ntitle: 一支部\n---\n")
    for path in Self.taken {
      site.file("content/\(path)", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    }
    let errors = site.build().diagnostics.filter { $0.severity == .error }
    for path in Self.taken {
      let own = errors.filter { $0.place?.file.path.hasSuffix("content/" + path) == true }
      let isDocument = path == "notice/a/index.html" && !publish.isEmpty
      #expect(
        own.map { $0.id.description } == (isDocument ? [] : ["replaces-output"]), "\(path)")
    }
    #expect(errors.count == Self.taken.count && site.output("index.html") == nil)
  }

  @Test(arguments: ["Assets/style.css", "assets/ICON.SVG", "404.HTML", "INDEX.html", "Feeds.opml"])
  func `stay where letter case is nothing to the host`(path: String) {
    let site = SiteFixture(config: SiteFixture.config + "publish: [\"*.html\", Assets/]\n")
      .file("content/\(path)", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      .file("content/Assets/a.js", "").file("content/b.html", "")
    let errors = site.build().diagnostics.filter { $0.severity == .error }
    #expect(errors.map { $0.id.description } == ["replaces-output"])
  }

  @Test func `make room for rules for search engines that the site has itself`() {
    let site = SiteFixture().file("content/robots.txt", "User-agent: *\nDisallow: /\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.output("robots.txt") == "User-agent: *\nDisallow: /\n")
  }

  @Test func `make room for files of the site's own templates folder`() {
    let site = SiteFixture().file("templates/assets/style.css", "/* BranchPress */body{}")
      .file("templates/assets/#style.css#", "x").file("templates/not-found.mustache", "没有")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.output("assets/style.css") == "body{}")
    #expect(site.output("404.html") == "没有")
    #expect(site.output("assets/#style.css#") == nil)
  }

  @Test(arguments: [
    "/rss.xml", "/feed.json/", "/assets/style.css", "/404.html", "/robots.txt", "/index.html",
    "/feeds.opml/x",
    "/notice/", "/notice/a/event.ics", "/notice/index.html", "/notice/plan.pdf", "/", "/tags/甲/",
    "/notice/a",
  ])
  func `are not led away from by a former address`(alias: String) throws {
    let site = SiteFixture()
      .notice("a", header: "tags: [甲]\nevent: {start: 2026-08-01}\n")
      .file("content/notice/plan.pdf", "%PDF")
      .notice("b", header: "aliases: [/old/, \(alias), /older.html]\n")
    let report = site.build()
    let problem = try #require(report.diagnostics.first)
    #expect(report.diagnostics.count == 1 && problem.severity == .error)
    #expect(problem.id.description == (alias == "/" ? "bad-alias" : "taken-alias"))
    let range = try #require(problem.place?.range)
    let bytes = try Data(contentsOf: site.root.appending(path: "content/notice/b.md"))
    #expect(String(decoding: bytes[range], as: UTF8.self) == alias)
  }

  @Test func `are where they were behind former addresses that are free`() {
    let site = SiteFixture().notice(
      "a", header: "aliases: [/assets/, /rss, /old/x.xml, /404, /notice/a.html, /old/x.xml]\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.output("old/x.xml/index.html") != nil && site.output("assets/index.html") != nil)
  }
}

@Suite struct `What editors and systems leave behind` {
  @Test(arguments: [
    "__MACOSX/notice/x.md", "notice/__MACOSX/._x.jpg", "notice/Thumbs.db", "THUMBS.DB",
    "Desktop.ini", "$RECYCLE.BIN/x.md",
    "notice/.DS_Store", "notice/._x.md", "notice/x.md~", "notice/~$x.docx", "notice/~WRL0001.tmp",
    "#plan.pdf#",
  ])
  func `is passed over without a word`(path: String) {
    let site = SiteFixture().notice("a").file("content/\(path)", "---\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.tree().keys.allSatisfy { !$0.hasSuffix(path) })
    // A preview does not look up for it either.
    #expect(path.split(separator: "/").contains(where: isIgnored))
  }

  @Test(arguments: ["notice", "x.md", "#x", "x#", "#", "tmp", "~wr.md", "4913", "附件.docx"])
  func `is told from what people write`(name: Substring) { #expect(!isIgnored(name)) }

  private func isIgnored(_ name: Substring) -> Bool {
    let name = Array(name.utf8)
    return unsafe name.withUnsafeBufferPointer { unsafe isPassedOver($0) }
  }

  @Test(arguments: [
    "#x.md#", "x.md.orig", "x.md.bak", "x.MD.BAK", "x.md.swp", "x.markdown.old", "x.md.tmp.save",
    "x.md.crdownload",
  ])
  func `is told where it is a copy of a document, and is not published`(name: String) {
    let site = SiteFixture().notice("a").file("content/notice/\(name)", "---\ntitle: 草稿\n---\n")
    let report = site.build()
    #expect(report.succeeded && report.diagnostics.map { $0.id.description } == ["odd-name"])
    #expect(site.output("notice/\(name)") == nil)
  }

  @Test(arguments: ["x (副本).md", "x - 副本.md", "old.md", "bak.orig.md", "#x.md", "md.bak"])
  func `is not what only looks like it`(name: String) {
    let site = SiteFixture().file("content/\(name)", "---\ntitle: 甲\n---\n")
    #expect(site.build().diagnostics.isEmpty)
    #expect(site.tree().count > 10)
  }
}
