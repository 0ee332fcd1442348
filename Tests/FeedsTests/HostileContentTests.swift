import ByteText
import Feeds
import TestSupport
import Testing

/// Whatever an author writes, a feed stays well-formed and a client reads what was written.
struct HostileContentTests {
  static let seeds = Array(0..<200)

  /// An item all of whose texts are hostile; the body is in pieces that meet anywhere.
  private func item(_ seed: Int) -> (item: FeedItem, body: String) {
    var source = HostileText(seed: seed)
    let pieces = (0..<5).map { _ in source.text() }
    let first = Array(pieces[0].utf8)
    let content = HTMLFragment(
      bytes: first + Array(pieces[3].utf8),
      insertions: [
        .init(offset: first.count, text: pieces[1], isLocal: true),
        .init(offset: first.count, text: pieces[2], isLocal: false),
      ])
    let item = FeedItem(
      id: "tag:a.example,2021-07-01:\(seed)", title: source.text(), url: "https://a.example/",
      published: Sample.moment("2026-07-01"), summary: "摘要" + source.text(), content: [content],
      authors: [.init(name: "作者" + source.text())], categories: ["标签" + source.text()],
      number: source.text(),
      issuer: source.text(),
      enclosures: [
        .init(
          url: "https://a.example/?a&b", length: 1, mediaType: "text/plain", title: source.text())
      ], source: .init(title: source.text(), url: "https://a.example/" + source.text()))
    return (item, pieces[0] + "]>" + pieces[1] + pieces[2] + pieces[3])
  }

  private func feed(_ seed: Int) -> Feed {
    var source = HostileText(seed: seed + 1000)
    var feed = Sample.feed
    feed.title = source.text()
    feed.description = "说明" + source.text()
    feed.organization = source.text()
    feed.stylesheet = source.text()
    feed.rights = source.text()
    return feed
  }

  private let document = FeedDocument(url: "https://a.example/feed")

  @Test(arguments: seeds) func `RSS tells a client what was written`(seed: Int) throws {
    let (item, body) = item(seed)
    let feed = feed(seed)
    var writer = ByteWriter()
    RSS.write(feed, as: document, items: [.made(RSS.item(item, root: "]>"))], root: "", to: &writer)
    let channel = try #require(try XMLReader.read(writer.array()).children.first)
    #expect(channel.texts("title") == [HostileText.inXML(feed.title)])
    let read = try #require(channel.children.last)
    #expect(read.texts("title") == [HostileText.inXML(item.title)])
    #expect(read.texts("dc:creator") == item.authors.map { HostileText.inXML($0.name) })
    #expect(read.texts("category") == item.categories.map(HostileText.inXML))
    #expect(read.texts("content:encoded") == [HostileText.inXML(body)])
  }

  @Test(arguments: seeds) func `Atom tells a client what was written`(seed: Int) throws {
    let (item, body) = item(seed)
    let feed = feed(seed)
    var writer = ByteWriter()
    Atom.write(
      feed, as: document, items: [.made(Atom.item(item, root: "]>"))], root: "", to: &writer)
    let root = try XMLReader.read(writer.array())
    #expect(root.texts("title") == [HostileText.inXML(feed.title)])
    let entry = try #require(root.children.last)
    #expect(entry.texts("title") == [HostileText.inXML(item.title)])
    #expect(entry.texts("summary") == [HostileText.inXML(item.summary)])
    #expect(entry.texts("content") == [HostileText.inXML(body)])
  }

  @Test(arguments: seeds) func `JSON Feed tells a client what was written`(seed: Int) throws {
    let (item, body) = item(seed)
    let feed = feed(seed)
    var writer = ByteWriter()
    JSONFeed.write(
      feed, as: document, items: [.made(JSONFeed.item(item, root: "]>"))], root: "", to: &writer)
    let root = try JSONReader.read(writer.array())
    #expect(root["title"]?.text == feed.title)
    let read = try #require(root["items"]?.items.first)
    #expect(read["title"]?.text == item.title)
    #expect(read["summary"]?.text == item.summary)
    #expect(read["content_html"]?.text == body)
    #expect(read["tags"]?.items.map(\.text) == item.categories)
  }

  @Test(arguments: seeds) func `an item is the same made before or written in place`(seed: Int) {
    let (item, _) = item(seed)
    let feed = feed(seed)
    func text(_ write: (inout ByteWriter, FeedEntry) -> Void, _ made: [UInt8]) -> [[UInt8]] {
      [FeedEntry.made(made), .item(item)].map { entry in
        var writer = ByteWriter()
        write(&writer, entry)
        return writer.array()
      }
    }
    let root = "]>"
    for pair in [
      text(
        { RSS.write(feed, as: document, items: [$1], root: root, to: &$0) },
        RSS.item(item, root: root)),
      text(
        { Atom.write(feed, as: document, items: [$1], root: root, to: &$0) },
        Atom.item(item, root: root)),
      text(
        { JSONFeed.write(feed, as: document, items: [$1], root: root, to: &$0) },
        JSONFeed.item(item, root: root)),
    ] {
      #expect(pair[0] == pair[1])
    }
  }

  @Test(arguments: seeds) func `OPML and sitemaps stay well-formed`(seed: Int) throws {
    var source = HostileText(seed: seed)
    let title = source.text()
    var writer = ByteWriter()
    OPML.write(
      OPML.Document(
        title: title, owner: source.text(),
        outlines: [
          .group(title: source.text(), []),
          .feed(.init(title: title, feedURL: source.text(), homeURL: source.text())),
        ]), to: &writer)
    let opml = try XMLReader.read(writer.array())
    #expect(opml.children[0].texts("title") == [HostileText.inXML(title)])
    #expect(opml.children[1].children[1].attributes["text"] == HostileText.inXML(title))
    for file in Sitemap.files(for: [.init(url: title), .init(url: source.text())], root: "") {
      #expect(try XMLReader.read(file.bytes).children.count == 2)
    }
  }
}
