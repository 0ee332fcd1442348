import Feeds
import TestSupport
import Testing

struct JSONFeedTests {
  private func write(_ feed: Feed, as document: FeedDocument, _ items: [FeedItem]) -> String {
    Sample.text { writer in
      JSONFeed.write(
        feed, as: document, items: items.map { .item($0) }, root: Sample.root, to: &writer)
    }
  }

  @Test func `A feed has its head on one line and each item on a line of its own`() {
    let written = write(
      Sample.feed, as: FeedDocument(url: Sample.root + "feed.json"),
      [Sample.notice, Sample.article])
    #expect(
      written == #"""
        {"version":"https://jsonfeed.org/version/1.1","title":"梧桐里网络党支部","home_page_url":"https://wutongli.example/portal/","feed_url":"https://wutongli.example/portal/feed.json","description":"学在经常，做在平常","icon":"https://wutongli.example/portal/assets/logo.png","favicon":"https://wutongli.example/portal/assets/icon.svg","authors":[{"name":"梧桐里社区党委"}],"language":"zh-CN","hubs":[{"type":"WebSub","url":"https://hub.example/"}],"items":[
        {"id":"tag:wutongli.example,2021-07-01:20260701-7k3mzq","url":"https://wutongli.example/portal/notice/2026/meeting/","title":"关于召开“七一”党员大会的通知 <第 1 号> & 附件","content_html":"<p>见<a href=\"https://wutongli.example/portal/notice/2026/a.pdf\">附件</a>：a]]&gt;b</p>\n","summary":"7 月 5 日上午 9:00 <准时> & 全体参加。","image":"https://wutongli.example/portal/notice/2026/cover.jpg","date_published":"2026-07-01T09:30:00+08:00","date_modified":"2026-07-03T08:00:00+08:00","authors":[{"name":"宣传委员"}],"tags":["党员大会","七一"],"attachments":[{"url":"https://wutongli.example/portal/notice/2026/a.pdf","mime_type":"application/pdf","title":"议程","size_in_bytes":20480}],"_branchpress":{"number":"云梧支发〔2026〕3号","issuer":"梧桐里社区党委","source":{"title":"上级来文","url":"https://source.example/?a=1&b=2"}}},
        {"id":"tag:wutongli.example,2021-07-01:founding","url":"https://wutongli.example/portal/study/founding/","title":"一大","content_text":"一大","date_published":"2026-06-01T00:00:00+08:00"}
        ]}

        """#)
  }

  @Test func `An item without a text has its summary or its title as its content`() throws {
    var item = Sample.notice
    item.content = []
    let document = FeedDocument(url: Sample.root + "feed.json")
    let root = try JSONReader.read(Array(write(Sample.feed, as: document, [item]).utf8))
    let written = try #require(root["items"]?.items.first)
    #expect(written["content_text"]?.text == item.summary)
    #expect(written["content_html"] == nil)
    #expect(written["summary"] == nil)
    item.summary = ""
    let bare = try JSONReader.read(Array(write(Sample.feed, as: document, [item]).utf8))
    #expect(bare["items"]?.items.first?["content_text"]?.text == item.title)
  }

  @Test func `An archive has the address of the feed and leads on to older items`() throws {
    let document = FeedDocument(url: "2", current: "c", previousArchive: "1", nextArchive: "3")
    let root = try JSONReader.read(Array(write(Sample.feed, as: document, []).utf8))
    #expect(root["feed_url"]?.text == "c")
    #expect(root["next_url"]?.text == "1")
    #expect(root["items"] == .list([]))
  }
}
