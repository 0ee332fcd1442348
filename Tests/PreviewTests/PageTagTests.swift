import Diagnostics
import Testing

@testable import Preview

@Suite struct `The element that a preview adds to pages` {
  private func tagged(_ page: String) -> String {
    let tag = PageTag(version: 7, audience: .readers(on: nil), language: .chinese)
    return String(decoding: tag.inserted(into: Array(page.utf8)), as: UTF8.self)
  }

  private let tag =
    "<script src=\"/__branchpress/preview.js\" data-version=\"7\" data-view=\"public\" data-lang=\"zh\" defer></script>"

  @Test func `stands in front of the last end of the body`() {
    #expect(tagged("<body>&lt;/body></body>\n") == "<body>&lt;/body>\(tag)</body>\n")
    #expect(tagged("<pre></body></pre></BODY >") == "<pre></body></pre>\(tag)</BODY >")
  }

  @Test func `stands at the end of a page that does not end its body`() {
    #expect(tagged("<p>短") == "<p>短\(tag)")
    #expect(tagged("") == tag)
    #expect(tagged("</bod") == "</bod\(tag)")
  }

  @Test func `escapes the name of a file`() {
    var tag = PageTag(version: 1, audience: .authors, language: .english)
    tag.file = "content/a\"><b>.md"
    let page = String(decoding: tag.inserted(into: []), as: UTF8.self)
    #expect(page.contains("data-file=\"content/a&quot;&gt;&lt;b&gt;.md\""))
  }
}

@Suite struct `An audience` {
  @Test(arguments: ["all", "public", "public@2026-09-01"])
  func `is named by a text`(text: String) { #expect(Audience(text)?.text == text) }

  @Test(arguments: [
    "", "All", "public@", "public@2026-13-01", "public@2026-09-01T10:00", "public@x", "publi",
  ])
  func `has no other names`(text: String) { #expect(Audience(text) == nil) }
}
