import Feeds
import TestSupport
import Testing

struct AtomTests {
  private func write(_ feed: Feed, as document: FeedDocument, _ items: [FeedItem]) -> String {
    Sample.text { writer in
      Atom.write(
        feed, as: document, items: items.map { .item($0) }, root: Sample.root, to: &writer)
    }
  }

  @Test func `A feed has its head and its entries in the order given`() {
    let written = write(
      Sample.feed, as: FeedDocument(url: Sample.root + "atom.xml"),
      [Sample.notice, Sample.article])
    #expect(
      written == """
        <?xml version="1.0" encoding="UTF-8"?>
        <?xml-stylesheet type="text/css" href="https://wutongli.example/portal/assets/feed.css"?>
        <feed xmlns="http://www.w3.org/2005/Atom"
          xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:fh="http://purl.org/syndication/history/1.0"
          xmlns:media="http://search.yahoo.com/mrss/"
          xmlns:dcterms="http://purl.org/dc/terms/" xml:lang="zh-CN">
        <id>tag:wutongli.example,2021-07-01:/portal/</id>
        <title>梧桐里网络党支部</title>
        <subtitle>学在经常，做在平常</subtitle>
        <updated>2026-07-03T08:00:00+08:00</updated>
        <author><name>梧桐里社区党委</name></author>
        <link rel="alternate" href="https://wutongli.example/portal/" type="text/html"/>
        <link rel="self" href="https://wutongli.example/portal/atom.xml" type="application/atom+xml"/>
        <link rel="hub" href="https://hub.example/"/>
        <generator uri="https://branchpress.example/" version="0.1.0">BranchPress</generator>
        <icon>https://wutongli.example/portal/assets/icon.svg</icon>
        <logo>https://wutongli.example/portal/assets/logo.png</logo>
        <rights>版权所有</rights>
        <entry>
        <id>tag:wutongli.example,2021-07-01:20260701-7k3mzq</id>
        <title>关于召开“七一”党员大会的通知 &lt;第 1 号&gt; &amp; 附件</title>
        <link rel="alternate" href="https://wutongli.example/portal/notice/2026/meeting/" type="text/html"/>
        <published>2026-07-01T09:30:00+08:00</published>
        <updated>2026-07-03T08:00:00+08:00</updated>
        <dcterms:available>2026年7月1日</dcterms:available>
        <author><name>宣传委员</name></author>
        <dc:publisher>梧桐里社区党委</dc:publisher>
        <dc:identifier>云梧支发〔2026〕3号</dc:identifier>
        <category term="党员大会"/>
        <category term="七一"/>
        <summary>7 月 5 日上午 9:00 &lt;准时&gt; &amp; 全体参加。</summary>
        <content type="html"><![CDATA[<p>见<a href="https://wutongli.example/portal/notice/2026/a.pdf">附件</a>：a]]&gt;b</p>
        ]]></content>
        <dc:source>上级来文</dc:source>
        <link rel="via" href="https://source.example/?a=1&amp;b=2" title="上级来文"/>
        <link rel="enclosure" href="https://wutongli.example/portal/notice/2026/a.pdf" length="20480" type="application/pdf" title="议程"/>
        <media:thumbnail url="https://wutongli.example/portal/notice/2026/cover.jpg" width="1200" height="630"/>
        </entry>
        <entry>
        <id>tag:wutongli.example,2021-07-01:founding</id>
        <title>一大</title>
        <link rel="alternate" href="https://wutongli.example/portal/study/founding/" type="text/html"/>
        <published>2026-06-01T00:00:00+08:00</published>
        <updated>2026-06-01T00:00:00+08:00</updated>
        </entry>
        </feed>

        """)
  }

  @Test func `A feed without an organisation has its title as the author that Atom demands`() throws
  {
    var feed = Sample.feed
    feed.organization = nil
    let written = write(feed, as: FeedDocument(url: Sample.root + "atom.xml"), [])
    let author = try XMLReader.read(Array(written.utf8)).children.first { $0.name == "author" }
    #expect(author?.texts("name") == [feed.title])
  }

  @Test func `An archive says so and names its neighbours`() throws {
    let document = FeedDocument(url: "2", current: "c", previousArchive: "1", nextArchive: "3")
    let root = try XMLReader.read(Array(write(Sample.feed, as: document, []).utf8))
    let links = root.children.filter { $0.name == "link" }.map {
      "\($0.attributes["rel"] ?? "") \($0.attributes["href"] ?? "")"
    }
    #expect(
      links == [
        "alternate \(Sample.root)", "self 2", "current c", "prev-archive 1", "next-archive 3",
        "hub https://hub.example/",
      ])
    #expect(root.texts("fh:archive").count == 1)
  }
}
