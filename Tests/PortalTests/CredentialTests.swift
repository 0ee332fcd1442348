import Content
import Foundation
import Portal
import TestSupport
import Testing

@Suite struct `The credentials of a site` {
  private func site(_ settings: String) -> SiteFixture {
    SiteFixture(config: SiteFixture.config + settings)
      .notice("a", header: "publicity: {from: 2026-06-25, until: 2026-07-05}\n")
      .notice("b", header: "publicity: {from: 2026-06-05, until: 2026-06-12}\n")
  }

  private func page(_ site: SiteFixture, _ path: String = "") throws -> String {
    try #require(site.output(path + "index.html"))
  }

  @Test func `stand in the foot of every page`() throws {
    let site = site(
      """
      police-record: 京公网安备11010102000001号
      主管单位: 街道党工委
      承办单位: 网络党支部
      友情链接: [{标题: 街道, 网址: https://jiedao.example/}]

      """)
    #expect(site.build().diagnostics == [])
    for path in ["", "notice/", "notice/a/"] {
      let page = try page(site, path)
      #expect(
        page.contains(
          #"<a href="https://beian.mps.gov.cn/#/query/webSearch?code=11010102000001""#))
      #expect(page.contains("<p>主管单位：街道党工委</p>"))
      #expect(page.contains("<p>承办单位：网络党支部</p>"))
      #expect(page.contains(#"href="https://jiedao.example/" rel="external">街道</a>"#))
    }
  }

  @Test(arguments: [
    ("yijian@example.org", "mailto:yijian@example.org"), ("000-6600 0102", "tel:00066000102"),
    ("https://forms.example/a", "https://forms.example/a"),
    ("{email: yijian@example.org, phone: 000-1234567}", "tel:0001234567"),
  ])
  func `name where to write, in public notices until their last day`(
    value: String, address: String
  ) throws {
    let site = site("意见箱: \(value)\n")
    #expect(site.build().diagnostics == [])
    #expect(try page(site).contains("意见箱：<a class=\"foot-link\" href=\""))
    let notice = try page(site, "notice/a/")
    #expect(notice.contains("有意见的，请在<time datetime=\"2026-07-05\">2026年7月5日</time>以前反映："))
    #expect(notice.components(separatedBy: "href=\"\(address)\"").count == 3)
    let over = try page(site, "notice/b/")
    #expect(!over.contains("以前反映"))
  }

  @Test func `are not shown where site.yml has none`() throws {
    let site = site("")
    site.build()
    let page = try page(site, "notice/a/")
    for word in ["公网安备", "主管单位", "承办单位", "友情链接", "意见箱", "以前反映"] {
      #expect(!page.contains(word), "\(word)")
    }
  }
}
