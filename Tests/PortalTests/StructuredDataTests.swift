import Content
import Foundation
import Pages
import Portal
import Publishing
import SiteModel
import TestSupport
import Testing

@Suite struct `What a page says of itself to machines` {
  /// The nodes of a page's graph by their type.
  private func graph(_ site: SiteFixture, _ path: String) throws -> [String: JSONReader.Value] {
    let page = try #require(site.output(path + "index.html"), "\(path)")
    let start = "<script type=\"application/ld+json\">"
    let rest = try #require(page.components(separatedBy: start).dropFirst().first)
    let json = try JSONReader.read(Array(rest.components(separatedBy: "</script>")[0].utf8))
    #expect(json["@context"]?.text == "https://schema.org")
    return Dictionary(
      uniqueKeysWithValues: (json["@graph"]?.items ?? []).map { ($0["@type"]?.text ?? "", $0) })
  }

  private func site() -> SiteFixture {
    SiteFixture(config: SiteFixture.config + "organization: 社区党委\ncontact: {phone: 000-1}\n")
      .notice(
        "a",
        header: """
          issuer: 支委会
          number: 一号
          updated: 2026-06-03
          event: {start: 2026-07-18 09:00, end: 2026-07-18 11:00, place: 二楼, cancelled: true}

          """
      )
      .file("content/study/c/01-x.md", "---\ntitle: 一\ndate: 2026-01-01\nauthor: 林\n---\n正文")
      .file("content/branches/one.md", "---\ntitle: 第一党支部\nname: 一支部\nparent: 党工委\n---\n")
      .file("content/about.md", "---\ntitle: 关于\naliases: [/old/]\n---\n关于")
  }

  @Test func `a notice is news with an event, published by the organization`() throws {
    let site = site()
    site.build()
    let graph = try graph(site, "notice/a/")
    #expect(Set(graph.keys) == ["NewsArticle", "Event", "BreadcrumbList"])
    let article = graph["NewsArticle"]
    #expect(article?["headline"]?.text == "通知a")
    #expect(article?["datePublished"]?.text == "2026-06-01")
    #expect(article?["dateCreated"]?.text == "2026-06-01")
    #expect(article?["dateModified"]?.text == "2026-06-03")
    #expect(article?["author"]?["name"]?.text == "支委会")
    #expect(article?["publisher"]?["@type"]?.text == "Organization")
    #expect(article?["publisher"]?["name"]?.text == "社区党委")
    let event = graph["Event"]
    #expect(event?["startDate"]?.text == "2026-07-18T09:00:00+08:00")
    #expect(event?["eventStatus"]?.text == "https://schema.org/EventCancelled")
    #expect(event?["location"]?["name"]?.text == "二楼")
    let trail = graph["BreadcrumbList"]?["itemListElement"]?.items ?? []
    #expect(trail.map { $0["name"]?.text } == ["首页", "通知公告", "通知a"])
    #expect(
      trail.map { $0["item"]?.text } == [
        "https://example.org/portal/", "https://example.org/portal/notice/",
        "https://example.org/portal/notice/a/",
      ])
  }

  @Test func `an article, a branch, the site and its lists are what they are`() throws {
    let site = site()
    site.build()
    let article = try graph(site, "study/c/x/")["Article"]
    #expect(article?["author"]?["url"]?.text == "https://example.org/portal/authors/%E6%9E%97/")
    let home = try graph(site, "")
    #expect(Set(home.keys) == ["WebSite", "Organization"])
    #expect(home["Organization"]?["telephone"]?.text == "000-1")
    let branch = try graph(site, "branches/one/")["Organization"]
    #expect(branch?["alternateName"]?.text == "一支部")
    #expect(branch?["parentOrganization"]?["name"]?.text == "党工委")
    for list in ["notice/", "study/", "study/c/", "authors/", "authors/林/"] {
      #expect(Set(try graph(site, list).keys) == ["CollectionPage", "BreadcrumbList"])
    }
    #expect(try graph(site, "about/").keys.contains("WebPage"))
  }

  @Test func `pages that are not to be found say nothing`() {
    let site = site()
    site.build()
    #expect(site.output("404.html")?.contains("ld+json") == false)
    #expect(site.output("old/index.html")?.contains("ld+json") == false)
  }
}

@Suite struct `An author` {
  private func site() -> SiteFixture {
    let site = SiteFixture(config: SiteFixture.config + "page-size: 2\nfeeds: {at-least: 1}\n")
    for (number, author) in ["林 编辑", "林　编辑", "林 编辑", "周敏"].enumerated() {
      site.file(
        "content/study/c/0\(number)-x\(number).md",
        "---\ntitle: 文\(number)\ndate: 2026-01-0\(number + 1)\nauthor: \(author)\n---\n正文")
    }
    return site
  }

  @Test func `has pages and a feed as a tag has, and is linked from what they wrote`() throws {
    let site = site()
    #expect(site.build().succeeded)
    #expect(
      site.output("study/c/x0/index.html")?.contains(
        #"<a href="../../../authors/%E6%9E%97-%E7%BC%96%E8%BE%91/">林 编辑</a>"#) == true)
    #expect(site.output("authors/林-编辑/page/2/index.html")?.contains("文0") == true)
    #expect(try site.guids("authors/林-编辑/rss.xml").count == 3)
    #expect(try site.items("authors/周敏/rss.xml").map { $0.texts("dc:creator") } == [["周敏"]])
    #expect(
      site.output("authors/周敏/atom.xml")?.contains(
        "<author><name>周敏</name><uri>https://example.org/portal/authors/%E5%91%A8%E6%95%8F/</uri></author>"
      ) == true)
    let index = try #require(site.output("authors/index.html"))
    #expect(index.contains("林 编辑<span class=\"count\">（3）</span>"))
    #expect(site.output("sitemap.xml")?.contains("authors/%E5%91%A8%E6%95%8F/") == true)
  }
}
