import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The official form of a notice` {
  /// The page of a notice, after a build without messages.
  private func page(_ header: String, _ text: String = "正文。") throws -> String {
    let site = SiteFixture().notice("a", header: header, body: text)
    if header.contains("attachments") {
      site.file("content/notice/list.csv", "姓名\n").file("content/notice/plan.pdf", "%PDF-1.4\n")
    }
    let report = site.build()
    try #require(report.diagnostics.map(\.id) == [])
    return try #require(site.output("notice/a/index.html"))
  }

  /// The texts of a page's elements of a class, without markup.
  private func texts(_ element: String, of page: String) -> [String] {
    page.components(separatedBy: "<\(element)").dropFirst().map {
      let inner = $0.drop { $0 != ">" }.dropFirst()
      let end = inner.range(of: "</\(element.prefix { $0 != " " })>")?.lowerBound ?? inner.endIndex
      return inner[..<end].replacingOccurrences(
        of: "<[^>]*>|\\n", with: "", options: .regularExpression)
    }
  }

  @Test func `has nothing of its own where front matter says nothing of it`() throws {
    let page = try page("")
    #expect(page.contains(#"<article class="paper">"#))
    #expect(!page.contains("imprint") && !page.contains("annexes"))
  }

  @Test(arguments: [
    "issuer: 支部\nform: letter\nseal: true\n", "issuer: 支部\n格式: 信函\n盖章: 是\n",
    "issuer: 支部\nform: 信函格式\nseal: true\n",
  ])
  func `may be a letter, with room for a seal, in Chinese words too`(header: String) throws {
    #expect(try page(header).contains(#"<article class="paper letter sealed">"#))
  }

  @Test func `of a document is the usual one, which may be said`() throws {
    #expect(try page("form: document\n").contains(#"<article class="paper">"#))
    #expect(try page("格式: 文件\n").contains(#"<article class="paper">"#))
  }

  @Test(arguments: [
    "copies: [街道党工委, 居民委员会]\nimprint: {office: 支部办公室, date: 2026-06-03}\n",
    "抄送: 街道党工委、居民委员会\n版记: {印发机关: 支部办公室, 印发日期: 2026年6月3日}\n",
  ])
  func `ends in the bodies that receive a copy and the office that prints it`(header: String)
    throws
  {
    let page = try page(header)
    let rows = texts("p class=\"imprint-copies\"", of: page)
    #expect(rows == ["抄送：街道党工委，居民委员会。", "抄送：街道党工委，居民委员会。"])
    #expect(texts("p class=\"imprint-office\"", of: page).first == "支部办公室 2026年6月3日印发")
  }

  @Test func `gives the day of publication as that of printing`() throws {
    let page = try page("imprint: 支部办公室\n")
    #expect(texts("p class=\"imprint-office\"", of: page).first == "支部办公室 2026年6月1日印发")
    #expect(!page.contains("imprint-copies"))
  }

  @Test func `keeps annexes behind the signature and lists them with the files`() throws {
    let page = try page(
      "issuer: 支部\nattachments: [{file: list.csv, title: 名单}, {file: plan.pdf, title: 方案}]\n",
      "正文。\n\n## 附件2\n\n### 清单\n\n见[名单](list.csv)。\n\n## 附件三：说明\n\n装订。\n")
    #expect(
      texts("span class=\"attachment-title\"", of: page) == ["名单", "清单", "说明", "方案"])
    let parts = page.components(separatedBy: #"<footer class="signature">"#)
    try #require(parts.count == 2)
    #expect(parts[0].contains("<p>正文。</p>\n</div>"))
    #expect(!parts[0].contains("装订。"))
    #expect(parts[1].contains(##"<div class="prose annexes">"##))
    #expect(parts[1].contains(##"href="../list.csv""##) || parts[1].contains("list.csv\">名单"))
    #expect(parts[0].contains(##"<a href="#附件2"><span class="attachment-title">清单"##))
  }

  @Test(arguments: [
    "## 附件下载\n\n见下。", "> ## 附件1\n>\n> 引用。", "### 附件1\n\n三级标题。", "附件1\n\n不是标题。",
  ])
  func `takes nothing else for an annex`(text: String) throws {
    #expect(try !page("", "正文。\n\n" + text).contains("annexes"))
  }

  /// The characters of each line of a title on paper.
  private func lines(ofTitle title: String) throws -> [Int] {
    let site = SiteFixture().file(
      "content/notice/a.md", "---\ntitle: \(title)\ndate: 2026-06-01\n---\n正文。\n")
    site.build()
    let page = try #require(site.output("notice/a/index.html"))
    let heading = try #require(
      page.components(separatedBy: "<h1>").last?.components(separatedBy: "</h1>").first)
    return heading.components(separatedBy: #"<br class="paper-line">"#).map {
      $0.replacing("<wbr>", with: "").count
    }
  }

  @Test(arguments: [
    "关于召开党员大会的通知", "关于做好第三季度组织生活会的通知",
  ])
  func `has a short title on one line`(title: String) throws {
    #expect(try lines(ofTitle: title) == [title.count])
  }

  @Test(arguments: [
    ("关于进一步做好本季度组织生活记录整理归档工作的通知", 2),
    ("关于进一步做好本季度组织生活记录整理和学习笔记归档保管等有关工作的通知", 2),
    ("关于转发街道党工委进一步做好本季度组织生活记录整理和学习笔记归档保管工作安排意见的通知", 3),
  ])
  func `has a long title as a trapezoid or a diamond`(title: String, count: Int) throws {
    let lines = try lines(ofTitle: title)
    #expect(lines.count == count && lines.reduce(0, +) == title.count, "\(lines)")
    #expect(lines.allSatisfy { $0 <= 20 })
    let steps = zip(lines, lines.dropFirst()).map { $1 - $0 }
    let rising = steps.prefix { $0 > 0 }.count
    #expect(steps[rising...].allSatisfy { $0 < 0 }, "\(lines)")
  }

  @Test func `leaves feeds the whole text`() throws {
    let site = SiteFixture().notice("a", header: "", body: "正文。\n\n## 附件\n\n装订。\n")
    site.build()
    let feed = try #require(site.output("notice/atom.xml"))
    #expect(feed.contains("装订。"))
  }
}
