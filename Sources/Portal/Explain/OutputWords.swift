internal import Content
internal import Diagnostics
internal import SiteModel

extension ExplainedSite {
  /// The kind of an output, with the name of its subject.
  func kind(of output: Output) -> Message {
    switch output.content {
    case .home: Message("首页", "home page")
    case .calendarPage: Message("日历网页", "page of the calendar")
    case .section(let index, let page):
      list(Message("栏目目录", "index of the section"), site.sections[index].config.title, page)
    case .view(let section, let view, let page):
      list(
        Message("栏目的一部分", "part of the section"),
        words.title(of: site.sections[section].views[view], in: site.sections[section]), page)
    case .column(let index, let page):
      list(Message("专栏目录", "index of the column"), site.columns[index].title, page)
    case .document(let index): self.page(of: site.documents[index])
    case .tagIndex: Message("全部标签", "index of all tags")
    case .tag(let index, let page):
      list(Message("标签目录", "index of the tag"), site.tags[index].title, page)
    case .authorIndex: Message("全部作者", "index of all authors")
    case .author(let index, let page):
      list(Message("作者目录", "index of the author"), site.authors[index].title, page)
    case .notFound: Message("“页面不存在”的网页", "page for missing addresses")
    case .redirect(let index):
      quote(
        Message("旧网址，转到", "former address, which redirects to"), title(of: index))
    case .feed(let index, let format): feed(site.feeds[index], format)
    case .feedArchive(let index, let format, let archive):
      archived(site.feeds[index], format, archive)
    case .feedList: Message("全部订阅源的清单（OPML）", "list of all feeds (OPML)")
    case .calendar(let index):
      quote(Message("日历", "calendar"), site.calendars[index].title)
    case .event(let index):
      quote(Message("一次活动的日历文件", "calendar file of one event"), title(of: index))
    case .sitemap: Message("网站地图，供搜索引擎使用", "sitemap for search engines")
    case .robots: Message("给搜索引擎的说明", "rules for search engines")
    case .manifest: Message("给浏览器的图标清单（manifest）", "list of icons for browsers (manifest)")
    case .searchPage: Message("搜索网页", "page of the search")
    case .search: Message("搜索用的索引", "part of the search's index")
    case .asset: Message("图片或附件", "picture or attachment")
    case .rendition: Message("缩小的图片", "scaled picture")
    case .themeAsset: Message("主题的文件", "file of the theme")
    }
  }

  private var words: Words { site.config.words }

  private func title(of document: Int) -> String { site.documents[document].title }

  private func quote(_ kind: Message, _ title: String) -> Message {
    let title = brief(title)
    return Message("\(kind.chinese)“\(title)”", "\(kind.english) “\(title)”")
  }

  private func list(_ kind: Message, _ title: String, _ page: Int) -> Message {
    let first = quote(kind, title)
    if page == 0 { return first }
    return Message("\(first.chinese)第 \(page + 1) 页", "\(first.english), page \(page + 1)")
  }

  private func page(of document: Document) -> Message {
    let kind = document.parsed.kind
    let english =
      switch kind {
      case .study: "article"
      case .notice: "notice"
      case .activity: "activity record"
      case .page: "single page"
      case .directory: "branch"
      }
    return quote(
      Message(kind.chineseName, "page of the \(english)"), document.title)
  }

  private func feed(_ plan: FeedPlan, _ format: FeedFormat) -> Message {
    let name =
      switch format {
      case .rss: "RSS"
      case .atom: "Atom"
      case .json: "JSON Feed"
      }
    return quote(Message("订阅源（\(name)）", "feed (\(name))"), plan.title)
  }

  private func archived(_ plan: FeedPlan, _ format: FeedFormat, _ archive: Int) -> Message {
    let (feed, name) = (feed(plan, format), plan.archives[archive].name)
    return Message("\(feed.chinese)的存档 \(name)", "archive \(name) of the \(feed.english)")
  }
}
