import ByteText
import Dates
import Feeds
import TestSupport
import Testing

struct OPMLTests {
  @Test func `A list has its folders and feeds in the order given`() {
    let document = OPML.Document(
      title: "梧桐里网络党支部的订阅源", updated: Sample.moment("2026-07-03 08:00"), owner: "梧桐里社区党委",
      outlines: [
        .feed(
          .init(
            title: "全站", description: "全部更新", feedURL: Sample.root + "rss.xml",
            homeURL: Sample.root, language: "zh-CN")),
        .group(
          title: "学习 & 专栏",
          [
            .feed(
              .init(
                title: "党史", feedURL: Sample.root + "study/party-history/rss.xml",
                homeURL: Sample.root + "study/party-history/"))
          ]),
      ])
    #expect(
      Sample.text { OPML.write(document, to: &$0) } == """
        <?xml version="1.0" encoding="UTF-8"?>
        <opml version="2.0">
        <head>
        <title>梧桐里网络党支部的订阅源</title>
        <dateModified>Fri, 03 Jul 2026 08:00:00 +0800</dateModified>
        <ownerName>梧桐里社区党委</ownerName>
        <docs>https://opml.org/spec2.opml</docs>
        </head>
        <body>
        <outline type="rss" text="全站" title="全站" description="全部更新" xmlUrl="https://wutongli.example/portal/rss.xml" htmlUrl="https://wutongli.example/portal/" language="zh-CN"/>
        <outline text="学习 &amp; 专栏" title="学习 &amp; 专栏">
        <outline type="rss" text="党史" title="党史" xmlUrl="https://wutongli.example/portal/study/party-history/rss.xml" htmlUrl="https://wutongli.example/portal/study/party-history/"/>
        </outline>
        </body>
        </opml>

        """)
  }
}

struct RobotsTests {
  @Test func `Everybody may read everything, and finds the sitemap`() {
    #expect(
      Sample.text { Robots.write(sitemaps: [Sample.root + "sitemap.xml"], to: &$0) } == """
        User-agent: *
        Disallow:

        Sitemap: https://wutongli.example/portal/sitemap.xml

        """)
  }

  @Test func `Paths may be kept from crawlers, and none can begin another line`() {
    #expect(
      Sample.text { Robots.write(disallowed: ["/a/", "/b\r\nAllow: /"], sitemaps: [], to: &$0) }
        == """
        User-agent: *
        Disallow: /a/
        Disallow: /bAllow:/

        """)
  }
}

struct SitemapTests {
  private let pages = [
    Sitemap.Page(url: "https://a.example/", lastModified: Sample.moment("2026-07-01 09:30")),
    Sitemap.Page(
      url: "https://a.example/%E5%85%9A/?a&b", lastModified: Sample.moment("2026-07-02")),
    Sitemap.Page(url: "https://a.example/about/"),
  ]

  private func texts(_ limit: Sitemap.Limit) -> [(name: String, text: String)] {
    Sitemap.files(for: pages, root: "https://a.example/", limit: limit).map {
      ($0.name, String(decoding: $0.bytes, as: UTF8.self))
    }
  }

  @Test func `Few pages are one file`() {
    let files = texts(Sitemap.Limit())
    #expect(files.map(\.name) == ["sitemap.xml"])
    #expect(
      files[0].text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://a.example/</loc><lastmod>2026-07-01T09:30:00+08:00</lastmod></url>
        <url><loc>https://a.example/%E5%85%9A/?a&amp;b</loc><lastmod>2026-07-02</lastmod></url>
        <url><loc>https://a.example/about/</loc></url>
        </urlset>

        """)
  }

  @Test func `More pages than a file may hold are divided, and the index names the parts`() {
    let files = texts(Sitemap.Limit(pages: 2))
    #expect(files.map(\.name) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"])
    #expect(
      files[2].text == """
        <?xml version="1.0" encoding="UTF-8"?>
        <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <sitemap><loc>https://a.example/sitemap-1.xml</loc><lastmod>2026-07-02</lastmod></sitemap>
        <sitemap><loc>https://a.example/sitemap-2.xml</loc></sitemap>
        </sitemapindex>

        """)
  }

  @Test(arguments: [1, 200, 250, 300, 400]) func `No part is longer than it may be`(bytes: Int)
    throws
  {
    let files = Sitemap.files(
      for: pages, root: "https://a.example/", limit: Sitemap.Limit(bytes: bytes))
    var urls: [String] = []
    for file in files where file.name != "sitemap.xml" || files.count == 1 {
      let part = try XMLReader.read(file.bytes).children.flatMap { $0.texts("loc") }
      #expect(file.bytes.count <= bytes || part.count == 1)
      urls += part
    }
    #expect(urls == pages.map(\.url))
  }

  @Test func `A site without a page has an empty sitemap`() throws {
    let files = Sitemap.files(for: [], root: "")
    #expect(files.map(\.name) == ["sitemap.xml"])
    #expect(try XMLReader.read(files[0].bytes).children.isEmpty)
  }
}

struct TagAuthorityTests {
  @Test(arguments: [
    ("wutongli.example,2025", "2025-01-01"), ("wutongli.example,2025-09", "2025-09-01"),
    ("a-1.example,2025-09-30", "2025-09-30"),
  ]) func `A host and a day give out the ids`(name: String, since: String) throws {
    let authority = try #require(TagAuthority(name))
    #expect(authority.uri("20260701-7k3mzq") == "tag:\(name):20260701-7k3mzq")
    #expect(authority.uri("通知/a b") == "tag:\(name):%E9%80%9A%E7%9F%A5/a%20b")
    #expect(authority.since.date.iso == since)
  }

  @Test(arguments: [
    "", "wutongli.example", ",2025", "a.example,25", "a.example,2025-13", "a.example,2025-1",
    "A.example,2025", "党.example,2025", "a.example,2025,1", "a b.example,2025",
  ])
  func `Anything else gives none`(name: String) {
    #expect(TagAuthority(name) == nil)
  }
}
