import Content
import Dates
import Diagnostics
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import Testing

@Suite struct `A new site` {
  @Test
  func `builds and is told only what it leaves to be written, and nothing of it is overwritten`()
    throws
  {
    let site = SiteFixture()
    site.remove("content")
    #expect(makeSite(in: site.root.path).isEmpty)
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["sample-text", "sample-text"])
    #expect(
      report.diagnostics.compactMap { $0.place?.file.path.dropFirst(site.root.path.utf8.count) }
        == ["/content/branches/sample.md", "/content/site.yml"])
    // All that the starter's settings leave to be replaced.
    #expect(report.diagnostics.last?.message.chinese.contains("共有 9 处") == true)
    #expect(site.output("index.html") != nil)
    let ignored = try String(contentsOf: site.root.appending(path: ".gitignore"), encoding: .utf8)
    #expect(ignored == ".branchpress/\nsite-drafts/\n")
    #expect(report.documents.count == DocumentKind.allCases.count)
    let before = site.tree("content")
    #expect(makeSite(in: site.root.path).map { $0.id.description } == ["not-empty"])
    #expect(site.tree("content") == before)
  }
}

extension `A new site` {
  @Test func `takes every setting that it leaves commented out`() throws {
    let site = SiteFixture()
    site.remove("content")
    _ = makeSite(in: site.root.path)
    let settings = try String(
      contentsOf: site.root.appending(path: "content/site.yml"), encoding: .utf8)
    let lines = settings.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("# 下面") }
    #expect(lines.count { $0.hasPrefix("# ") } > 10)
    site.file(
      "content/site.yml",
      lines.map { $0.hasPrefix("# ") ? String($0.dropFirst(2)) : String($0) }
        .joined(separator: "\n"))
    for picture in ["logo.png", "band.jpg"] {
      site.file("content/images/\(picture)", bytes: smallPNG)
    }
    #expect(site.build().diagnostics.map(\.id) == ["sample-text", "sample-text"])
    #expect(site.events().count == 6)
  }
}

@Suite struct `A new document` {
  private func new(
    _ site: SiteFixture, _ kind: DocumentKind, _ title: String, column: String? = nil
  )
    -> NewDocumentResult
  {
    makeDocument(
      NewDocument(
        content: site.options.content, kind: .document(kind), title: title, column: column,
        now: SiteFixture.now))
  }

  private func ids(_ result: NewDocumentResult) -> [String] {
    if case .failed(let diagnostics) = result { diagnostics.map { $0.id.description } } else { [] }
  }

  private func path(_ result: NewDocumentResult, in site: SiteFixture) -> String? {
    guard case .made(let path) = result else { return nil }
    return String(path.dropFirst(site.root.path.count + 1))
  }

  private func withColumn() -> SiteFixture {
    SiteFixture().file("content/study/history/_column.md", "---\ntitle: 党史\n---\n")
  }

  @Test(arguments: [
    (DocumentKind.study, "content/study/history/01-学习-贯彻.md"),
    (.notice, "content/notice/2026-07-01-学习-贯彻.md"),
    (.activity, "content/activity/2026-07-01-学习-贯彻/index.md"), (.page, "content/学习-贯彻.md"),
    (.directory, "content/branches/学习-贯彻.md"),
  ])
  func `stands in its place and builds as it is`(kind: DocumentKind, expected: String) {
    let site = withColumn()
    #expect(path(new(site, kind, "“学习”：贯彻"), in: site) == expected)
    let report = site.build()
    #expect(report.diagnostics.map(\.id) == ["empty-text"])
    #expect(report.documents.map(\.kind) == [kind])
  }

  @Test(arguments: DocumentKind.allCases)
  func `has every key of its kind, and each is valid when uncommented`(kind: DocumentKind) throws {
    let site = withColumn()
      .file("content/branches/zb.md", "---\ntitle: 支部名称\nname: 支部简称\n---\n")
    let made = try #require(path(new(site, kind, "标题"), in: site))
    let folder = (made as NSString).deletingLastPathComponent
    if kind == .notice { site.file(folder + "/附件.pdf", "x") }
    for name in ["cover.jpg", "1.jpg"] {
      // SVG is told by its text, whatever the name.
      site.file(
        folder + "/" + name, #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#)
    }
    let text = try String(contentsOf: site.root.appending(path: made), encoding: .utf8)
    site.file(made, text.replacingOccurrences(of: "\n# ", with: "\n"))
    let report = site.build { $0.includesDrafts = true }
    // A notice with every key is a public notice with recipients.
    let contradictions = kind == .notice ? ["publicity-with-recipients"] : []
    #expect(
      report.diagnostics.map(\.id) == contradictions, "\(site.messages(.english, of: report))")
    #expect(text.split(separator: "\n").count > 10)
  }

  @Test func `is never overwritten, and has an id of its own`() throws {
    let site = SiteFixture()
    let first = try #require(path(new(site, .notice, "大会"), in: site))
    let text = try String(contentsOf: site.root.appending(path: first), encoding: .utf8)
    #expect(ids(new(site, .notice, "大会")) == ["already-there"])
    #expect(try String(contentsOf: site.root.appending(path: first), encoding: .utf8) == text)
    let second = try #require(path(new(site, .notice, "二次大会"), in: site))
    let other = try String(contentsOf: site.root.appending(path: second), encoding: .utf8)
    let pattern = /id: (20260701-[2-9a-z]{6})\n/
    let ids = [text.firstMatch(of: pattern)?.1, other.firstMatch(of: pattern)?.1]
    #expect(ids[0] != nil && ids[1] != nil && ids[0] != ids[1])
  }

  @Test func `of a study says which column it needs`() {
    let site = withColumn()
    #expect(ids(new(site, .study, "一", column: "histori")) == ["unknown-column"])
    site.file("content/study/methods/_column.md", "---\ntitle: 方法\n---\n")
    #expect(ids(new(site, .study, "一")) == ["column-needed"])
    #expect(
      path(new(site, .study, "一", column: "methods"), in: site) == "content/study/methods/01-一.md")
    #expect(
      path(new(site, .study, "二", column: "methods"), in: site) == "content/study/methods/02-二.md")
  }

  @Test func `needs a section of its kind and a title`() {
    let site = SiteFixture(config: "title: a\nurl: https://a.example/\n")
    #expect(ids(new(site, .notice, "一")) == ["no-section"])
    #expect(ids(new(site, .page, "——")) == ["missing-title"])
  }

  @Test(arguments: [
    "a: b", "# x", "\"引号\"", "- 一", "true", "a\\b", "100%", "「学习」", "x #y", "2026", "{a}",
  ])
  func `keeps its title whatever YAML makes of such text`(title: String) throws {
    let site = SiteFixture()
    let result = makeDocument(
      NewDocument(
        content: site.options.content, kind: .document(.notice), title: title, name: "n",
        now: SiteFixture.now)
    )
    #expect(path(result, in: site) == "content/notice/2026-07-01-n.md")
    #expect(site.build().succeeded)
    let feed = try #require(site.output("feed.json"))
    let object = try JSONSerialization.jsonObject(with: Data(feed.utf8)) as? [String: Any]
    let items = object?["items"] as? [[String: Any]]
    #expect(items?.first?["title"] as? String == title)
  }
}
