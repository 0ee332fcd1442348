import Content
import Diagnostics
import Portal
import Testing

@Suite struct `Empty lines before the front matter` {
  @Test(arguments: ["\n", "\r\n\r\n", "\u{FEFF}\n", " \n　\n"])
  func `are passed over`(before: String) {
    let site = SiteFixture().file(
      "content/notice/a.md", before + "---\ntitle: 通知\ndate: 2026-06-01\n---\n正文。\n")
    let report = site.build()
    #expect(report.diagnostics.isEmpty)
    #expect(site.output("notice/a/index.html") != nil)
  }

  @Test func `do not hide what is wrong below`() {
    let site = SiteFixture().file(
      "content/notice/a.md", "\n\n---\ntitle: 通知\ndate: 2026-06-01\nissuser: 支委会\n---\n正文。\n")
    #expect(
      site.build().diagnostics.map { "\($0.id) \($0.place?.range.lowerBound ?? 0)" } == [
        "unknown-key 37"
      ])
    #expect(
      SiteFixture().file("content/notice/a.md", "\n\n正文。\n").build().diagnostics.map(\.id)
        == ["no-front-matter"])
  }
}
