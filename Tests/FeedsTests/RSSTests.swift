import Dates
import Feeds
import Testing

struct RSSTests {
  private func write(_ feed: Feed, as document: FeedDocument, _ items: [FeedItem]) -> String {
    Sample.text { writer in
      RSS.write(
        feed, as: document, items: items.map { .item($0) }, root: Sample.root, to: &writer)
    }
  }

  @Test func `A feed has its channel and its items in the order given`() {
    let written = write(
      Sample.feed, as: FeedDocument(url: Sample.root + "rss.xml"), [Sample.notice, Sample.article])
    #expect(
      written == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://wutongli.example/portal/assets/feed.css"?>
        <rss version="2.0"
          xmlns:atom="http://www.w3.org/2005/Atom"
          xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:fh="http://purl.org/syndication/history/1.0"
          xmlns:media="http://search.yahoo.com/mrss/"
          xmlns:dcterms="http://purl.org/dc/terms/">
        <channel>
        <title>梧桐里网络党支部</title>
        <link>https://wutongli.example/portal/</link>
        <description>学在经常，做在平常</description>
        <language>zh-CN</language>
        <copyright>版权所有</copyright>
        <dc:publisher>梧桐里社区党委</dc:publisher>
        <lastBuildDate>Fri, 03 Jul 2026 08:00:00 +0800</lastBuildDate>
        <generator>BranchPress 0.1.0</generator>
        <docs>https://www.rssboard.org/rss-specification</docs>
        <atom:link rel="self" href="https://wutongli.example/portal/rss.xml" type="application/rss+xml"/>
        <atom:link rel="hub" href="https://hub.example/"/>
        <ttl>60</ttl>
        <skipHours><hour>17</hour><hour>18</hour></skipHours>
        <image>
        <url>https://wutongli.example/portal/assets/logo.png</url>
        <title>梧桐里网络党支部</title>
        <link>https://wutongli.example/portal/</link>
        </image>
        <item>
        <title>关于召开“七一”党员大会的通知 &lt;第 1 号&gt; &amp; 附件</title>
        <link>https://wutongli.example/portal/notice/2026/meeting/</link>
        <guid isPermaLink="false">tag:wutongli.example,2021-07-01:20260701-7k3mzq</guid>
        <pubDate>Wed, 01 Jul 2026 09:30:00 +0800</pubDate>
        <dcterms:available>2026年7月1日</dcterms:available>
        <atom:updated>2026-07-03T08:00:00+08:00</atom:updated>
        <dc:creator>宣传委员</dc:creator>
        <dc:publisher>梧桐里社区党委</dc:publisher>
        <dc:identifier>云梧支发〔2026〕3号</dc:identifier>
        <category>党员大会</category>
        <category>七一</category>
        <description>7 月 5 日上午 9:00 &amp;lt;准时&amp;gt; &amp;amp; 全体参加。</description>
        <content:encoded><![CDATA[<p>见<a href="https://wutongli.example/portal/notice/2026/a.pdf">附件</a>：a]]&gt;b</p>
        ]]></content:encoded>
        <dc:source>上级来文</dc:source>
        <atom:link rel="via" href="https://source.example/?a=1&amp;b=2" title="上级来文"/>
        <enclosure url="https://wutongli.example/portal/notice/2026/a.pdf" length="20480" type="application/pdf"/>
        <media:thumbnail url="https://wutongli.example/portal/notice/2026/cover.jpg" width="1200" height="630"/>
        </item>
        <item>
        <title>一大</title>
        <link>https://wutongli.example/portal/study/founding/</link>
        <guid isPermaLink="false">tag:wutongli.example,2021-07-01:founding</guid>
        <pubDate>Mon, 01 Jun 2026 00:00:00 +0800</pubDate>
        </item>
        </channel>
        </rss>

        """)
  }

  @Test func `A feed without an item is a whole document that says the least`() {
    let feed = Feed(
      id: "tag:a.example,2021-07-01:/", title: "空", homeURL: "https://a.example/",
      language: "zh-CN",
      updated: Sample.moment("2021-07-01"))
    #expect(
      write(feed, as: FeedDocument(url: "https://a.example/rss.xml"), []) == """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"
          xmlns:atom="http://www.w3.org/2005/Atom"
          xmlns:content="http://purl.org/rss/1.0/modules/content/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:fh="http://purl.org/syndication/history/1.0"
          xmlns:media="http://search.yahoo.com/mrss/"
          xmlns:dcterms="http://purl.org/dc/terms/">
        <channel>
        <title>空</title>
        <link>https://a.example/</link>
        <description>空</description>
        <language>zh-CN</language>
        <lastBuildDate>Thu, 01 Jul 2021 00:00:00 +0800</lastBuildDate>
        <docs>https://www.rssboard.org/rss-specification</docs>
        <atom:link rel="self" href="https://a.example/rss.xml" type="application/rss+xml"/>
        </channel>
        </rss>

        """)
  }

  @Test func `An archive says so and names its neighbours`() {
    let document = FeedDocument(
      url: "https://a.example/rss-2.xml", current: "https://a.example/rss.xml",
      previousArchive: "https://a.example/rss-1.xml", nextArchive: "https://a.example/rss-3.xml")
    let lines = write(Sample.feed, as: document, []).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("<atom:link") || $0.hasPrefix("<fh:") }.map(String.init) == [
        #"<atom:link rel="self" href="https://a.example/rss-2.xml" type="application/rss+xml"/>"#,
        #"<atom:link rel="current" href="https://a.example/rss.xml" type="application/rss+xml"/>"#,
        #"<atom:link rel="prev-archive" href="https://a.example/rss-1.xml" type="application/rss+xml"/>"#,
        #"<atom:link rel="next-archive" href="https://a.example/rss-3.xml" type="application/rss+xml"/>"#,
        #"<atom:link rel="hub" href="https://hub.example/"/>"#,
        "<fh:archive/>",
      ])
  }

  @Test func `A feed last changed when its newest item did`() {
    #expect([Sample.article, Sample.notice].newestChange == Sample.moment("2026-07-03 08:00"))
    #expect([FeedItem]().newestChange == nil)
  }

  @Test func `An update before publication counts as none`() {
    var item = Sample.notice
    item.updated = Sample.moment("2026-06-30")
    #expect(item.changed == item.published)
  }

  @Test func `Dates keep the offset in which they were written`() {
    var item = Sample.article
    item.published = Moment(seconds: 1_782_869_400, offsetMinutes: -90)
    let lines = String(decoding: RSS.item(item, root: ""), as: UTF8.self).split(separator: "\n")
    #expect(lines.contains("<pubDate>Wed, 01 Jul 2026 00:00:00 -0130</pubDate>"))
  }
}
