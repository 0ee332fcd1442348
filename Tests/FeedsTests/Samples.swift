import ByteText
import Dates
import Feeds

/// The models that the tests write: a portal's feed, its notice, and a study article.
enum Sample {
  static let root = "https://wutongli.example/portal/"

  static func moment(_ text: String) -> Moment {
    Moment(text, zone: .shanghai) ?? Moment(seconds: 0, offsetMinutes: 0)
  }

  static let feed = Feed(
    id: "tag:wutongli.example,2021-07-01:/portal/", title: "梧桐里网络党支部",
    description: "学在经常，做在平常", homeURL: root, language: "zh-CN",
    organization: "梧桐里社区党委", updated: moment("2026-07-03 08:00"), rights: "版权所有",
    generator: Feed.Generator(
      name: "BranchPress", version: "0.1.0", url: "https://branchpress.example/"),
    hubs: ["https://hub.example/"], ttl: 60, skipHours: [18, 17, 18],
    icon: root + "assets/icon.svg", logo: root + "assets/logo.png",
    stylesheet: root + "assets/feed.css")

  static let notice = FeedItem(
    id: "tag:wutongli.example,2021-07-01:20260701-7k3mzq",
    title: "关于召开“七一”党员大会的通知 <第 1 号> & 附件",
    url: root + "notice/2026/meeting/", published: moment("2026-07-01 09:30"), day: "2026年7月1日",
    updated: moment("2026-07-03 08:00"), summary: "7 月 5 日上午 9:00 <准时> & 全体参加。",
    content: [
      HTMLFragment(
        bytes: Array("<p>见<a href=\"\">附件</a>：a]]&gt;b</p>\n".utf8),
        insertions: [.init(offset: 15, text: "notice/2026/a.pdf", isLocal: true)])
    ],
    authors: [.init(name: "宣传委员")], categories: ["党员大会", "七一"], number: "云梧支发〔2026〕3号",
    issuer: "梧桐里社区党委",
    enclosures: [
      .init(
        url: root + "notice/2026/a.pdf", length: 20480, mediaType: "application/pdf",
        title: "议程")
    ],
    cover: .init(url: root + "notice/2026/cover.jpg", size: (1200, 630)),
    source: .init(title: "上级来文", url: "https://source.example/?a=1&b=2"))

  static let article = FeedItem(
    id: "tag:wutongli.example,2021-07-01:founding", title: "一大",
    url: root + "study/founding/", published: moment("2026-06-01"))

  /// What a writer appends.
  static func text(_ write: (inout ByteWriter) -> Void) -> String {
    var writer = ByteWriter()
    write(&writer)
    return String(decoding: writer.array(), as: UTF8.self)
  }
}
