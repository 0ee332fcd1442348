import Diagnostics
import Foundation
import Testing

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

extension SiteFixture {
  /// The answer about a path, with the paths of the site's folder left out.
  fileprivate func explained(
    _ path: String, _ language: MessageLanguage = .english, data: Bool = false, whole: Bool = false,
    _ change: (inout BuildOptions) -> Void = { _ in }
  ) -> (lines: [String], findings: [Diagnostic]) {
    var options = options
    change(&options)
    let answer = explain(path, of: options, showsData: data, isWhole: whole)
    let lines = answer.lines(in: language).map {
      $0.replacingOccurrences(of: root.path + "/", with: "")
    }
    return (lines, answer.findings.all)
  }

  /// What the next build is said to do with an output.
  fileprivate func future(
    _ path: String, _ change: (inout BuildOptions) -> Void = { _ in }
  ) -> String {
    let line = explained(path, .english, change).lines.first { $0.hasPrefix("  Next build: ") }
    return line.map { String($0.dropFirst(14)) } ?? "nothing is said"
  }

  /// The site as `explain` sees it.
  fileprivate func looked() throws -> ExplainedSite {
    var run = BuildRun(options, isLookingOnly: true)
    return try #require(ExplainedSite(&run))
  }

  /// A site with something of everything.
  fileprivate static func whole() -> SiteFixture {
    SiteFixture()
      .notice("a", header: "tags: [学习]\nattachments: [a.csv]\nbranch: 一支部\naliases: [/old/a/]\n")
      .notice("b", header: "event: {start: 2026-07-10 09:00}\n", body: "见[甲](a.md)。")
      .notice("c", header: "pinned: true\n", body: "![丙](c.svg)")
      .notice("draft", header: "draft: true\n").notice("later", date: "2027-01-01")
      .file("content/notice/a.csv", "甲,乙\n").file("content/x.php", "<?php")
      .file("content/notice/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      .file("content/study/history/_column.md", "---\ntitle: 历史\n---\n见[通知](/notice/a.md)。\n")
      .file(
        "content/study/history/01-甲.md", "---\ntitle: 甲篇\ndate: 2026-01-01\nauthor: 王\n---\n正文。\n"
      )
      .file("content/study/history/02-乙.md", "---\ntitle: 乙篇\ndate: 2026-01-02\n---\n正文。\n")
      .file("content/activity/d/1.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
      .file(
        "content/activity/d/index.md",
        "---\ntitle: 活动\nheld: 2026-02-01\nphotos: [1.svg]\nbranch: 二支部\n---\n正文。\n"
      )
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\n---\n")
      .file("content/branches/two.md", "---\ntitle: 第二党支部\nname: 二支部\nparent: 一支部\n---\n")
      .file("content/index.md", "---\ntitle: 首页\n---\n见[关于](about.md)。\n")
      .file("content/about.md", "---\ntitle: 关于\norder: 1\n---\n正文。\n")
      .file("content/subscribe.md", "---\ntitle: 订阅\ntemplate: subscribe\n---\n正文。\n")
  }
}

private let nothingChanged = "leaves it as it is, since none of its sources has changed"

@Suite struct `An explanation` {
  @Test func `names what an output is made from`() {
    let site = SiteFixture.whole()
    site.build()
    let (lines, findings) = site.explained("notice/b/", whole: true)
    #expect(findings.filter { $0.severity == .error } == [])
    #expect(
      lines[0...2] == [
        "notice/b/index.html", "  Kind: page of the notice “通知b”",
        "  Address: https://example.org/portal/notice/b/",
      ])
    #expect(lines[3].hasPrefix("  File: site/notice/b/index.html, written 20"))
    #expect(lines[4] == "  Next build: " + nothingChanged)
    for line in [
      "    Document: content/notice/b.md",
      "    Previous and next document (2):", "      content/notice/a.md",
      "      content/notice/c.md",
      "    Documents linked to (addresses only): content/notice/a.md",
      "    Pages of the menu and the foot (2):", "      content/about.md",
      "      content/subscribe.md",
      "      theme:notice.mustache", "      theme:layout.mustache",
      "    Theme's words: theme:strings/zh.yml", "    Settings: content/site.yml",
      "    Program: BranchPress 0.1.0",
    ] {
      #expect(lines.contains(line), "\(line)\n\(lines.joined(separator: "\n"))")
    }
    #expect(!lines.contains { $0.contains("draft.md") || $0.contains("later.md") })
  }

  @Test func `speaks Chinese where it is asked to`() {
    let site = SiteFixture().notice("a")
    site.build()
    #expect(
      site.explained("notice/a/", .chinese).lines.filter { !$0.contains("写入") }.prefix(6) == [
        "notice/a/index.html", "  种类：通知公告“通知a”", "  网址：https://example.org/portal/notice/a/",
        "  下次生成：保留不动，用到的内容都没有变", "  用到的内容：", "    稿件：content/notice/a.md",
      ])
  }

  @Test(arguments: [
    "notice/甲%23/index.html", "notice/甲%23/", "/notice/甲%23", "site/notice/甲%23/",
    "./site/notice/甲%23/",
    "notice/%E7%94%B2%2523/", "https://example.org/portal/notice/%E7%94%B2%2523/?x#y",
    "https://example.org/portal/notice/甲%23/", "/portal/notice/甲%23/", "content/notice/甲%23.md",
    "notice/甲%23.md", "ROOT/site/notice/甲%23/index.html", "ROOT/content/notice/甲%23.md",
  ])
  func `takes a path however it is written`(path: String) {
    let site = SiteFixture().notice("甲%23")
    let path = path.replacingOccurrences(of: "ROOT", with: site.root.path)
    let answer = site.explained(path)
    #expect(answer.findings == [])
    #expect(answer.lines.first == "notice/甲%23/index.html")
  }

  @Test(arguments: [
    ("/", "index.html"), ("https://example.org/portal", "index.html"),
    ("content/index.md", "index.html"),
    ("study/history/_column.md", "study/history/index.html"),
    ("content/study/history", "study/history/index.html"),
    ("content/activity/d", "activity/d/index.html"), ("content/notice/", "notice/index.html"),
    ("rss.xml", "rss.xml"),
    ("content/notice/a.csv", "notice/a.csv"), ("assets/style.css", "assets/style.css"),
    ("templates/assets/style.css", "assets/style.css"),
    ("theme:assets/style.css", "assets/style.css"),
    ("old/a/", "old/a/index.html"), ("tags/学习", "tags/学习/index.html"),
    ("notice/b/event.ics", "notice/b/event.ics"), ("calendar.ics", "calendar.ics"),
    ("branches/one/calendar.ics", "branches/one/calendar.ics"), ("sitemap.xml", "sitemap.xml"),
    ("robots.txt", "robots.txt"), ("404.html", "404.html"), ("feeds.opml", "feeds.opml"),
  ])
  func `knows every kind of output`(path: String, output: String) {
    let answer = SiteFixture.whole().explained(path)
    #expect(answer.lines.first == output)
    #expect(answer.lines.contains("    Settings: content/site.yml"))
  }

  @Test func `of a document tells of all outputs that are about it`() {
    let site = SiteFixture.whole()
    func outputs(_ path: String) -> [String] {
      site.explained(path).lines.filter { !$0.hasPrefix(" ") && !$0.isEmpty }
    }
    #expect(outputs("content/notice/a.md") == ["notice/a/index.html", "old/a/index.html"])
    #expect(outputs("content/notice/b.md") == ["notice/b/event.ics", "notice/b/index.html"])
  }

  @Test(arguments: [
    ("notice/draft.md", "it is a draft, which is not published"),
    ("content/notice/later.md", "it is scheduled for 2027-01-01"),
    ("x.php", "it is left out of the site: docs/site.md"),
    ("content/notice/wrong.md", "it could not be read"),
  ])
  func `says why a file has no output`(path: String, reason: String) {
    let site = SiteFixture.whole().file("content/notice/wrong.md", "没有开头信息。\n")
    let lines = site.explained(path).lines
    #expect(lines.count == 2)
    #expect(lines.last?.hasPrefix("  Not part of the site: " + reason) == true, "\(lines)")
  }

  @Test func `of a template names the files that it makes`() {
    let site = SiteFixture.whole().file("templates/spare.mustache", "{{site.title}}\n")
    let entry = site.explained("templates/partials/entry.mustache").lines
    #expect(entry[1].hasPrefix("  Kind: template, used by "))
    #expect(entry.contains("    notice/index.html"))
    #expect(!entry.contains("    notice/a/index.html"))
    #expect(
      site.explained("notice.mustache").lines.suffix(3) == [
        "    notice/a/index.html", "    notice/b/index.html", "    notice/c/index.html",
      ])
    #expect(
      site.explained("spare.mustache").lines.last == "  No file of the site uses it.")
    #expect(site.explained("strings/zh.yml").lines[1] == "  Kind: words of the theme")
    let settings = site.explained("content/site.yml").lines
    #expect(settings.last?.hasSuffix(" more; add --all to list them") == true)
    #expect(
      site.explained("content/site.yml", whole: true).lines.count == settings.count
        + (Int(settings.last?.split(separator: " ")[2] ?? "") ?? 0) - 1)
  }
}

@Suite struct `The next build is foretold` {
  @Test func `by what the last one left`() throws {
    let site = SiteFixture().notice("a").notice("b")
    let page = "notice/a/index.html"
    #expect(site.future(page) == "makes it again, since there is no record of an earlier build")
    site.build()
    #expect(site.future(page) == nothingChanged)
    usleep(12_000)
    site.notice("a", body: "改过。")
    let changed =
      "makes it again, since these sources have changed: \(site.root.path)/content/notice/a.md"
      .replacingOccurrences(of: site.root.path + "/", with: "")
    #expect(site.future(page) == changed)
    #expect(
      site.explained(page).lines.contains(
        "    Document: content/notice/a.md (changed since the last build)"))
    #expect(site.future("404.html") == nothingChanged)
    site.file("site/\(page)", "别人的")
    #expect(
      site.future(page)
        == changed + "; the file was changed after the build")
    site.remove("site/404.html")
    #expect(
      site.future("404.html")
        == "makes it again, since the file was removed after the build")
    #expect(
      site.explained("404.html").lines[3] == "  File: site/404.html, which does not exist now")
    site.notice("new")
    #expect(site.future("notice/new/") == "makes it again, since it is new since the last build")
    #expect(
      site.future("feeds.opml") { $0.boot = "another" }
        == "makes it again, since the system was restarted, so the file must be checked")
    #expect(
      site.future("robots.txt") { $0.baseURL = "https://b.example/" }.hasPrefix(
        "makes it again, since its sources have changed (none of the files below has"))
    site.build()
    for path in [page, "404.html", "notice/new/"] { #expect(site.future(path) == nothingChanged) }
  }

  @Test func `by what the last one left that did not fail`() {
    let site = SiteFixture().notice("a").notice("b")
    site.build()
    usleep(12_000)
    site.notice("a", body: "见[无](none.md)。")
    #expect(!site.build().succeeded)
    site.notice("b", body: "改过。")
    func future(_ files: String...) -> String {
      "writes nothing until the errors of the site are fixed; then it makes it again, since "
        + "these sources have changed: "
        + files.map { "content/notice/\($0).md" }.joined(separator: ", ")
    }
    #expect(site.future("notice/a/") == future("a", "b"))
    #expect(site.future("notice/b/") == future("b", "a"))
    #expect(
      site.future("404.html") == "writes nothing until the errors of the site are fixed; then it "
        + nothingChanged)
  }

  @Test func `for a template and a touched document`() {
    let site = SiteFixture().notice("a").file("templates/notice.mustache", "{{document.title}}\n")
    site.build()
    usleep(12_000)
    site.notice("a")
    #expect(site.future("notice/a/") == nothingChanged)
    #expect(!site.explained("notice/a/").lines.joined().contains("changed since"))
    site.file("templates/notice.mustache", "{{document.title}}。\n")
    #expect(
      site.future("notice/a/")
        == "makes it again, since these sources have changed: templates/notice.mustache")
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func `as it comes to be, after any change`(seed: UInt64) throws {
    let site = SiteFixture()
    var editor = RandomEditor(site, seed: seed, hasOwnTheme: seed % 2 == 0)
    for _ in 0..<8 {
      _ = editor.edit()
      usleep(12_000)
      var options = site.options
      options.clockStep = 10_000_000
      var run = BuildRun(options, isLookingOnly: true)
      let plan = ExplainedSite(&run)?.plan
      let report = build(options)
      #expect(
        (plan != nil) == report.succeeded, "\(report.diagnostics.first?.message.english ?? "")")
      guard let plan, report.succeeded, !report.isUnchanged else { continue }
      let made = try #require(report.workingSet.lazy.compactMap { $0 as? Plan }.first)
      let foretold = plan.outputs.indices.filter { plan.stamp(of: $0) == nil }
      #expect(foretold.map { plan.outputs[$0].path } == made.waiting.map { made.outputs[$0].path })
    }
  }

  @Test(arguments: ["damaged", "foreign"], ["cache", "documents"])
  func `in spite of a cache that is no good, which is told as a build tells it`(
    kind: String, file: String
  ) throws {
    let site = SiteFixture().notice("a")
    site.build()
    let name = try #require(site.tree(".branchpress").keys.first { $0.hasPrefix(file) })
    var bytes = try #require(site.tree(".branchpress")[name])
    bytes[kind == "damaged" ? bytes.count - 1 : 0] ^= 1
    site.file(".branchpress/\(name)", bytes: Array(bytes))
    let future = site.future("notice/a/")
    #expect(
      future
        == (file == "cache"
          ? "makes it again, since the cache of the last build cannot be used" : nothingChanged))
    let told = site.explained("notice/a/").findings
    #expect(told.map(\.id) == ["cache-" + kind])
    #expect(told == site.build().diagnostics)
    #expect(site.explained("notice/a/").findings == [])
  }
}

@Suite struct `Explaining` {
  @Test func `writes nothing, built or not, and does not wait for a build`() throws {
    let site = SiteFixture.whole()
    func state() -> [String: Data] { site.tree(".") }
    let sources = state()
    _ = site.explained("notice/a/", data: true)
    #expect(state() == sources)
    #expect(!FileManager.default.fileExists(atPath: site.root.path + "/.branchpress"))
    #expect(!FileManager.default.fileExists(atPath: site.root.path + "/site"))
    site.build()
    site.notice("a", body: "改过。")
    let built = state()
    var ignored: [Diagnostic] = []
    let held = try #require(StateFolder(site.options, diagnostics: &ignored))
    let answer = site.explained("notice/a/", data: true)
    #expect(answer.findings == [])
    #expect(answer.lines.first == "notice/a/index.html")
    #expect(state() == built)
    withExtendedLifetime(held) {}
  }

  @Test func `tells the mistakes of a site, and what can be told all the same`() {
    let site = SiteFixture().notice("a").notice("b", body: "见[无](none.md)。").notice(
      "c", body: "![](c.svg)"
    )
    .file("content/notice/c.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    let answer = site.explained("notice/a/")
    #expect(answer.findings.map(\.id) == ["missing-link-target"])
    #expect(
      site.future("notice/a/")
        == "writes nothing until the errors of the site are fixed; then it makes it again, since "
        + "there is no record of an earlier build")
    #expect(answer.lines.contains("    Document: content/notice/a.md"))
    // A warning is told with what it is about.
    #expect(
      site.explained("notice/c/").findings.map(\.id) == [
        "missing-link-target", "no-alternative-text",
      ])
    site.file("templates/notice.mustache", "{{#document}}")
    let broken = site.explained("notice/a/", data: true)
    #expect(broken.findings.map(\.id) == ["missing-link-target", "template-unclosed-section"])
    #expect(site.future("notice/a/") == "writes nothing until the errors of the site are fixed")
    #expect(broken.lines.contains("    Document: content/notice/a.md"))
    #expect(broken.lines.last == "  No template data: fix the errors above first")
    site.file("content/site.yml", "sections:\n  notice: 通知公告\n")
    let lost = site.explained("notice/a/")
    #expect(lost.lines == [])
    #expect(lost.findings.hasErrors)
    #expect(site.remove("content").explained("notice/a/").findings.map(\.id) == ["no-content"])
  }

  @Test func `tells the mistakes that only making the page would meet`() {
    let site = SiteFixture().notice("a").file("templates/notice.mustache", "{{document.titel}}\n")
    #expect(site.explained("notice/a/").findings.map(\.id) == ["template-unknown-name"])
    #expect(site.explained("404.html").findings == [])
    site.build()
    #expect(site.explained("notice/a/").findings.map(\.id) == ["template-unknown-name"])
    #expect(site.explained("404.html").findings.map(\.id) == ["template-unknown-name"])
  }

  @Test func `names every file whose change is one of an output`() throws {
    let site = SiteFixture.whole()
    for (path, data) in filesBelow(packageFolder.appending(path: "templates"))
    where path.hasSuffix(".mustache") || path.hasSuffix(".yml") || path.hasSuffix(".css") {
      site.file("templates/" + path, bytes: Array(data))
    }
    let before = try site.looked()
    let plan = try #require(before.plan)
    let named = plan.outputs.map { output in
      Set(
        SourceCollector.sources(of: output, in: before).all.map {
          ($0.origin == .theme ? "templates/" : "content/") + $0.path
        })
    }
    var changes = 0
    for folder in ["content", "templates"] {
      for (path, data) in site.tree(folder) where path != "site.yml" && path != "x.php" {
        let file = folder + "/" + path
        site.file(file, bytes: changed(path, data))
        let after = try #require(try site.looked().plan, "\(file)")
        site.file(file, bytes: Array(data))
        for (index, output) in plan.outputs.enumerated() {
          // A copy depends on the stamp of its file, which the files that are put back here have not kept.
          if case .asset = output.content { continue }
          guard let other = after.outputs.firstIndex(where: { $0.path == output.path }),
            after.fingerprint(of: other) != plan.fingerprint(of: index)
          else { continue }
          changes += 1
          #expect(named[index].contains(file), "\(output.path) changes with \(file)")
        }
      }
    }
    #expect(changes > 200)
  }

  /// A file with another title, another text, or one more line.
  private func changed(_ path: String, _ data: Data) -> [UInt8] {
    let text = String(decoding: data, as: UTF8.self)
    if path.hasSuffix(".md") {
      return Array((text.replacingOccurrences(of: "title: ", with: "title: 改") + "\n又一段。\n").utf8)
    }
    if path.hasSuffix(".yml") {
      return Array(text.replacingOccurrences(of: ": ", with: ": \"改\" # ").utf8)
    }
    return Array(data) + Array("\n<!-- -->\n".utf8)
  }
}

@Suite struct `The data of a page` {
  @Test func `are a tree in the order of docs templates, with a mark at what is asked for`() throws
  {
    let long = String(repeating: "长", count: 100)
    let site = SiteFixture().notice("a", header: "tags: [学习]\n", body: long).notice("b")
      .file(
        "templates/notice.mustache",
        "{{document.title}}{{#document.tags}}{{title}}{{/document.tags}}\n")
    let lines = site.explained("notice/a/", data: true).lines
    let start = try #require(
      lines.firstIndex(
        of: "  Data that the template templates/notice.mustache sees (* marks data that it uses):"))
    let data = lines[(start + 1)...]
    let names = data.compactMap { line in
      line.prefix(4) == "    " && line.dropFirst(6).first != " "
        ? String(line.dropFirst(6).prefix { $0 != ":" }) : nil
    }
    #expect(
      names == [
        "menu", "page", "document", "content", "headings", "hasHeadings", "hasOriginals", "words",
        "wordsIsOne", "minutes", "minutesIsOne", "previous", "next", "seriesBefore",
        "seriesAfter", "hasSeries", "related", "hasRelated", "editor", "reviewers",
        "isSigned", "official", "corrections", "corrects",
        "correctedBy", "withdrawn",
        "replaces", "replacedBy", "latest", "updates", "map", "singlePages", "site", "strings",
        "asset",
      ])
    for line in [
      "    * document: document", "        * title: “通知a”", "          summary: “\(long)”",
      "        * tags: 1 item", "            1: link", "              * title: “学习”",
      "                address: ../../tags/%E5%AD%A6%E4%B9%A0/",
      "      content: “<p>\(String(repeating: "长", count: 57))…”, 108 characters",
      "          hasTags: true", "          cover: (empty)", "      previous: (empty)",
    ] where !line.contains("summary") {
      #expect(data.contains(line), "\(line)\n\(data.joined(separator: "\n"))")
    }
  }

  @Test func `say more of lists where all is wanted, and nothing of a file without a template`() {
    let site = SiteFixture()
    for number in 0..<9 { site.notice("n\(number)") }
    let some = site.explained("notice/", data: true).lines
    let all = site.explained("notice/", data: true, whole: true).lines
    #expect(some.contains("        … and 6 more; add --all to list them"))
    #expect(all.contains("        9: document"))
    #expect(
      site.explained("rss.xml", data: true).lines.last
        == "  No template data: the file is not made from a template")
  }
}
