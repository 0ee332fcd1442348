import Content
import Diagnostics
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The people who answer for a text` {
  private static let signatures = "editor: 程雨\nreviewers: {初审: 周敏, 终审: 陆晓川}\n"

  private func article(_ header: String) -> SiteFixture {
    SiteFixture().file(
      "content/study/c/x.md",
      "---\ntitle: 文章\ndate: 2026-06-01\nauthor: 林可\nsource: {title: 原文}\n\(header)---\n正文。\n")
  }

  @Test func `stand at the end of an article, after its source and its author`() throws {
    let site = article(Self.signatures)
    #expect(site.build().diagnostics == [])
    let page = try #require(site.output("study/c/x/index.html"))
    let end = try #require(page.components(separatedBy: "正文。</p>").last)
    let block = try #require(
      end.components(separatedBy: "<ul class=\"meta signed\">").dropFirst().first?
        .components(separatedBy: "</ul>").first)
    #expect(
      block.replacingOccurrences(of: "<[^>]*>", with: "", options: .regularExpression)
        .split(separator: "\n") == ["来源：原文", "作者：林可", "责任编辑：程雨", "初审：周敏", "终审：陆晓川"])
    #expect(page.contains(#""editor":{"@type":"Person","name":"程雨"}"#))
  }

  @Test func `are not named twice where front matter names an author alone`() throws {
    let site = article("")
    site.build()
    let page = try #require(site.output("study/c/x/index.html"))
    #expect(!page.contains("signed"))
    #expect(page.components(separatedBy: "作者：").count == 2)
    #expect(!page.contains(#""editor""#))
  }

  @Test(arguments: [
    ("notice/a", "date: 2026-06-01\n"), ("activity/a", "held: 2026-06-01\n"), ("branches/a", ""),
    ("a", ""),
  ])
  func `may be named in every kind of document`(path: String, needed: String) throws {
    let site = SiteFixture().file(
      "content/\(path).md", "---\ntitle: 稿件\n\(needed)\(Self.signatures)---\n正文。\n")
    #expect(site.build().diagnostics.filter { $0.severity == .error } == [])
    let page = try #require(site.output("\(path)/index.html"))
    #expect(page.contains("<li>责任编辑：程雨</li>"))
    #expect(page.contains("<li>终审：陆晓川</li>"))
    #expect(!page.contains("复审"))
  }

  @Test func `may be written with Chinese keys throughout`() throws {
    let site = article("责任编辑: 程雨\n审核: {一审: 周敏, 复审: 马骏}\n")
    #expect(site.build().diagnostics == [])
    let page = try #require(site.output("study/c/x/index.html"))
    #expect(page.contains("<li>责任编辑：程雨</li>\n<li>初审：周敏</li>\n<li>复审：马骏</li>"))
  }
}
