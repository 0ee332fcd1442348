import Content
import Diagnostics
import Foundation
import Portal
import Testing

@Suite struct `Places that links lead to` {
  private func told(_ site: SiteFixture) -> [String] {
    site.build().diagnostics.map { "\($0.id) \($0.suggestion?.english ?? "")" }
  }

  @Test func `are headings, elements of templates, and what every page has`() {
    let site = SiteFixture()
      .notice("b", body: "## 会议 时间\n\n甲[^1]\n\n[^1]: 乙\n\n## 地点 {#hall}\n")
      .notice(
        "a",
        body: """
          [一](b.md#会议-时间) [二](b.md#hall) [三](b.md#%E4%BC%9A%E8%AE%AE-%E6%97%B6%E9%97%B4) [四](b.md#)
          [五](#top) [六](#main) [七](#甲) [八](b.md#:~:text=甲) [九](b.md?x#hall) [十](../#x)

          ## 甲
          """)
    #expect(told(site) == [])
  }

  @Test func `are told where they are not, with what is near`() {
    let site = SiteFixture()
      .notice("b", body: "## 一、会议时间\n\n## 地点\n")
      .notice("a", body: "[一](b.md#一、会议时间) [二](b.md#二) [三](#三)")
    let report = site.build()
    #expect(report.succeeded)
    #expect(
      report.diagnostics.map { "\($0.severity) \($0.id) \($0.suggestion?.english ?? "")" } == [
        "warning missing-place did you mean `#一会议时间`?",
        "warning missing-place write one of the headings there: #一会议时间, #地点",
        "warning missing-place that page has no headings: remove the `#` and the text after it",
      ])
    #expect(report.diagnostics[0].fixes.map(\.text) == ["#一会议时间"])
  }

  @Test func `are looked at when only the target changes`() {
    let site = SiteFixture().notice("b", body: "## 时间\n").notice("a", body: "[一](b.md#时间)")
    #expect(told(site) == [])
    site.notice("b", body: "## 地点\n")
    #expect(told(site) == ["missing-place write one of the headings there: #地点"])
    #expect(told(site) == ["missing-place write one of the headings there: #地点"])
    site.notice("b", body: "## 地点\n\n## 时间\n")
    #expect(told(site) == [])
  }

  @Test func `may be elements of trusted HTML`() {
    let site = SiteFixture(config: SiteFixture.config + "trusted-html: [notice]\n")
      .notice("b", body: "<a name=\"x\"></a>\n\n<div class=\"c\" id='y'>甲</div>\n")
      .notice("a", body: "[一](b.md#x) [二](b.md#y) [三](b.md#z)")
    #expect(site.build().diagnostics.map(\.id) == ["missing-place"])
  }

  @Test func `of the theme are no headings`() {
    for file in embeddedFiles(below: "templates/") where file.path.hasSuffix(".mustache") {
      for id in idsOfElements(in: file.bytes) where !id.contains("{{") {
        let site = SiteFixture().notice("a", body: "## \(id)\n")
        site.build()
        #expect(
          site.output("notice/a/index.html")?.contains("<h2 id=\"\(id)-1\"") == true,
          "\(file.path): \(id)")
      }
    }
  }
}
