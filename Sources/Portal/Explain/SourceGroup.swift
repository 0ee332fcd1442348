internal import Diagnostics

/// The role that a source has in an output.
enum SourceRole: Int, CaseIterable, Sendable {
  case document, introduction, copied, scaled, listed, pinned, neighbours, series, related, latest,
    ends, contained, linked, corrections, columns, branches, groups, menu, feeds, files, template,
    words, versions,
    settings, program

  var title: Message {
    switch self {
    case .document: Message("稿件", "Document")
    case .introduction: Message("专栏导语", "Introduction of the column")
    case .copied: Message("复制的文件", "File copied")
    case .scaled: Message("缩小的照片", "Picture scaled")
    case .listed: Message("列出的稿件", "Documents listed")
    case .pinned: Message("置顶的稿件", "Pinned documents")
    case .neighbours: Message("上一篇和下一篇", "Previous and next document")
    case .series: Message("系列里的文章（标题）", "Articles of the series (titles)")
    case .related: Message("标签相同的稿件（标题）", "Documents with the same tags (titles)")
    case .latest: Message("最新的稿件", "Latest documents")
    case .ends: Message("专栏的第一篇和最后一篇", "First and last article of columns")
    case .contained: Message("收录的稿件", "Documents contained")
    case .linked: Message("链接到的稿件（只用网址）", "Documents linked to (addresses only)")
    case .corrections: Message("更正的和被更正的稿件（标题）", "Corrections, and what they correct (titles)")
    case .columns: Message("专栏（名称和简介）", "Columns (names and summaries)")
    case .branches: Message("支部（名称等）", "Branches (names and details)")
    case .groups: Message("标签和作者", "Tags and authors")
    case .menu: Message("菜单和页脚里的网页", "Pages of the menu and the foot")
    case .feeds: Message("订阅源和日历（名称）", "Feeds and calendars (names)")
    case .files: Message("图片和附件", "Pictures and attachments")
    case .template: Message("模板", "Templates")
    case .words: Message("用语", "Theme's words")
    case .versions: Message("样式和脚本（版本）", "Style sheets and scripts (versions)")
    case .settings: Message("网站设置", "Settings")
    case .program: Message("程序本身", "Program")
    }
  }
}

/// A file or a name from which an output is made.
struct NamedSource: Sendable, Hashable {
  /// The origin of a source, by which its file's stamp is found; `none` for a source that is no file of its own.
  enum Origin: Sendable, Hashable { case content, theme, none }

  /// The path below `content/` or in the theme, or a name.
  let path: String
  let origin: Origin
}

/// All sources of an output, by their roles, each in the order in which they were found.
struct SourceGroups: Sendable {
  private(set) var byRole: [SourceRole: [NamedSource]] = [:]
  private var known: Set<Entry> = []

  private struct Entry: Hashable {
    let role: SourceRole
    let source: NamedSource
  }

  /// Adds a source, unless it has that role already.
  mutating func add(_ role: SourceRole, _ source: NamedSource) {
    guard known.insert(Entry(role: role, source: source)).inserted else { return }
    byRole[role, default: []].append(source)
  }

  mutating func add(_ role: SourceRole, content path: String) {
    add(role, NamedSource(path: path, origin: .content))
  }

  mutating func add(_ role: SourceRole, theme path: String) {
    add(role, NamedSource(path: path, origin: .theme))
  }

  mutating func add(_ role: SourceRole, named name: String) {
    add(role, NamedSource(path: name, origin: .none))
  }

  /// All sources, each once, in the order of their roles.
  var all: [NamedSource] {
    var seen: Set<NamedSource> = []
    return SourceRole.allCases.flatMap { byRole[$0] ?? [] }.filter { seen.insert($0).inserted }
  }
}
