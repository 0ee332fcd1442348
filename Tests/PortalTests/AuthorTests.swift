import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `A document of several authors` {
  private let site = SiteFixture()
    .file("content/study/c/_column.md", "---\ntitle: 专栏\n---\n")
    .file(
      "content/study/c/01-x.md",
      "---\ntitle: 一\ndate: 2026-01-01\nid: a\nauthor: [张三, 李四]\n---\n正文。\n"
    )
    .file(
      "content/study/c/02-y.md", "---\ntitle: 二\ndate: 2026-01-02\nid: b\n作者：李四\n---\n正文。\n")

  @Test func `is on the pages of each`() throws {
    #expect(site.messages(.chinese, of: site.build()) == "")
    let page = try #require(site.output("study/c/x/index.html"))
    #expect(
      page.contains(
        "作者：<a href=\"../../../authors/%E5%BC%A0%E4%B8%89/\">张三</a>、<a href=\"../../../authors/%E6%9D%8E%E5%9B%9B/\">李四</a>"
      ))
    #expect(site.output("authors/张三/index.html")?.contains(">一</a>") == true)
    let other = try #require(site.output("authors/李四/index.html"))
    #expect(other.contains(">一</a>") && other.contains(">二</a>"))
    #expect(site.output("study/c/index.html")?.contains("张三、李四") == true)
    #expect(
      page.contains(
        #""author":[{"@type":"Person","name":"张三","url":"https://example.org/portal/authors/%E5%BC%A0%E4%B8%89/"},{"@type":"Person","name":"李四""#
      ))
  }

  @Test func `has all of them in feeds`() throws {
    site.build()
    let item = try #require(try site.items().first { $0.texts("guid")[0].hasSuffix(":a") })
    #expect(item.texts("dc:creator") == ["张三", "李四"])
    let atom = try XMLReader.read(site.bytes("atom.xml"))
    let entry = try #require(
      atom.children.first { $0.name == "entry" && $0.texts("id")[0].hasSuffix(":a") })
    #expect(
      entry.children.filter { $0.name == "author" }.map { $0.texts("name") } == [["张三"], ["李四"]])
    let json = String(decoding: site.bytes("feed.json"), as: UTF8.self)
    #expect(
      json.contains(
        #""authors":[{"name":"张三","url":"https://example.org/portal/authors/%E5%BC%A0%E4%B8%89/"},{"name":"李四""#
      ))
  }

  @Test func `changes when one of them does`() {
    site.build()
    site.file(
      "content/study/c/01-x.md",
      "---\ntitle: 一\ndate: 2026-01-01\nid: a\nauthor: [张三, 王五]\n---\n正文。\n")
    site.build()
    let incremental = site.tree()
    site.build { $0.ignoresCache = true }
    #expect(site.tree() == incremental)
    #expect(site.output("study/c/x/index.html")?.contains("王五") == true)
  }
}

@Suite struct `One mistake` {
  /// What is told of a site, without what is suggested.
  private func told(_ site: SiteFixture) -> [String] {
    site.build().diagnostics.map {
      "\($0.id) \($0.place?.file.path.split(separator: "/").last ?? "")"
    }
  }

  @Test func `in a document was also called a missing file`() {
    let site = SiteFixture().notice("a", body: "见[乙](b.md)、[乙](b.md#x)。")
      .file("content/notice/b.md", "——\ntitle: 乙\ndate: 2026-06-01\n---\n正文\n")
    #expect(told(site) == ["no-front-matter b.md"])
  }

  @Test func `in a branch was also called an unknown branch`() {
    let site = SiteFixture().notice("a", header: "branch: 一支部\n")
      .file("content/branches/one.md", "---\ntitle: 一\nname: \"一支部\n---\n")
      .file("content/branches/two.md", "---\ntitle: 二\nname: 二支部\n---\n")
    #expect(told(site) == ["bad-yaml one.md"])
  }

  @Test func `of a bracket was also called one of a type`() {
    #expect(
      told(
        SiteFixture().file("content/notice/a.md", "---\ntitle: [紧急\ndate: 2026-06-01\n---\n正文\n"))
        == ["bad-yaml a.md"])
  }

  @Test func `of a colon was told of the line below`() {
    let site = SiteFixture().file(
      "content/notice/a.md", "---\ntitle 通知\ndate: 2026-06-01\n---\n正文\n")
    let found = site.build().diagnostics
    #expect(found.map { $0.place?.range.lowerBound } == [4])
    #expect(found.map { $0.suggestion?.chinese } == ["写成：title: 通知"])
  }
}
