import Content
import Diagnostics
import Portal
import Testing

@Suite struct `Names with spaces and brackets` {
  private let svg = #"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>"#
  private let body = "![会场](微信图片_20261101 (1).svg)\n\n见[附件](附件1 党员（样表）.docx)和[乙](b 1.md#议程)。"

  private func site() -> SiteFixture {
    SiteFixture().file("content/notice/微信图片_20261101 (1).svg", svg)
      .file("content/notice/附件1 党员（样表）.docx", "PK").notice("b 1", body: "## 议程")
  }

  private func page(_ site: SiteFixture) -> String { site.output("notice/a/index.html") ?? "" }

  @Test func `are links and pictures where the files are there`() {
    let site = site().notice("a", body: body)
    #expect(site.build().diagnostics.isEmpty)
    #expect(page(site).contains("width=\"4\" height=\"3\" alt=\"会场\""))
    #expect(
      page(site).contains("(%E6%A0%B7") || page(site).contains("</a> <span class=\"file-facts\">"))
    #expect(
      page(site).contains("#议程\">乙</a>") || page(site).contains("#%E8%AE%AE%E7%A8%8B\">乙</a>"))
    #expect(!page(site).contains("]("))
    #expect(site.output("rss.xml")?.contains("](附件") == false)
  }

  @Test func `are text where they are not, which is told`() {
    let site = SiteFixture().file("content/notice/附件1 党员（样本）.docx", "PK").notice("a", body: body)
    let report = site.build()
    #expect(report.succeeded)
    let told = report.diagnostics.filter { $0.id == "unread-link" }
    #expect(told.map(\.severity) == [.warning, .warning, .warning])
    #expect(told[1].suggestion?.english == "did you mean `附件1 党员（样本）.docx`?")
    #expect(page(site).contains("<p>![会场](微信图片_20261101 (1).svg)</p>"))
    #expect(page(site).contains("见[附件](附件1 党员（样表）.docx)和[乙](b 1.md#议程)。"))
  }

  @Test func `become links when the file comes, and text when it goes`() {
    let site = SiteFixture().notice("a", body: body)
    #expect(site.build().diagnostics.count == 3)
    site.file("content/notice/附件1 党员（样表）.docx", "PK")
    #expect(site.build().diagnostics.count == 2)
    #expect(page(site).contains(">附件</a>"))
    #expect(verify(site.options).diagnostics.filter { $0.id == "not-as-clean" }.isEmpty)
    site.remove("content/notice/附件1 党员（样表）.docx")
    #expect(site.build().diagnostics.count == 3)
    #expect(page(site).contains("[附件](附件1"))
  }
}
