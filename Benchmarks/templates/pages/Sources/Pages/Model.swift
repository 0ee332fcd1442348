/// A page of a portal, as a generator might hold it.
public struct Model {
  public struct Link {
    public let title: String
    public let address: String
    public var isCurrent = false
  }

  public struct Document {
    public let title: String
    public let address: String
    public let summary: String?
    public let iso: String
    public let long: String
    public let author: String?
    public let tags: [Link]
    public let isPinned: Bool
  }

  public struct Heading {
    public let id: String
    public let title: String
    public let isSub: Bool
  }

  public let root = "../../"
  public let siteTitle = "云岭路网络党支部"
  public let siteLanguage = "zh-CN"
  public let siteDescription = "让组织生活抵达每一位党员"
  public let siteHome = ""
  public let siteURL = "https://example.org/branch/"
  public let style = "assets/style.css"
  public let menu = [
    Link(title: "首页", address: ""), Link(title: "学习专栏", address: "study/", isCurrent: true),
    Link(title: "通知公告", address: "notice/"), Link(title: "组织生活", address: "activity/"),
    Link(title: "支部名录", address: "branch/"), Link(title: "订阅", address: "subscribe/"),
  ]
  public let breadcrumb = [
    Link(title: "首页", address: ""), Link(title: "学习专栏", address: "study/"),
    Link(title: "党史学习", address: "study/party-history/"),
  ]
  public let strings = [
    "skip": "跳到正文", "updated": "更新于", "tags": "标签", "contents": "目录", "previous": "上一篇",
    "next": "下一篇", "words": "字", "minutes": "分钟", "subscribe": "订阅本栏目", "pinned": "置顶",
  ]
  public let title = "从“一大”到延安：党的早期组织 & 建设"
  public let url = "https://example.org/branch/study/party-history/founding/"
  public let document = Model.document(1)
  public let content: String
  public let headings = (1...6).map {
    Heading(id: "第\($0)节", title: "第\($0)节 组织的建立与发展", isSub: $0 % 3 == 0)
  }
  public let words = "2860"
  public let minutes = "8"
  public let previous: Document? = Model.document(0)
  public let next: Document? = nil
  public let items = (1...20).map(Model.document)

  public init() {
    let paragraph = "<p>一九二一年七月，中国共产党第一次全国代表大会在上海召开，宣告了中国共产党的成立。"
    content = (1...24).map { "\(paragraph)这是第 \($0) 段，<em>供学习讨论</em>。</p>\n" }.joined()
  }

  public static func document(_ number: Int) -> Document {
    Document(
      title: "关于召开第 \(number) 次支部党员大会的通知",
      address: "notice/2026-07-0\(number % 10)-meeting-\(number)/",
      summary: number % 4 == 0 ? nil : "经支部委员会研究，定于本月召开党员大会，请全体党员准时参加 <\(number)>。",
      iso: "2026-07-0\(number % 10)", long: "2026年7月\(number % 10)日",
      author: number % 2 == 0 ? "宣传委员" : nil,
      tags: [
        Link(title: "组织生活", address: "tags/organization/"),
        Link(title: "三会一课", address: "tags/meeting/"),
      ], isPinned: number <= 2)
  }
}
