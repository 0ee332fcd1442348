internal import Content
internal import Dates
internal import Diagnostics
internal import Files
internal import SiteModel

/// The thing of a site that a path on the command line names.
enum ExplainedTarget: Sendable {
  /// Outputs by their indices. If the path is that of a source, they are the outputs made from it, and `source` is its
  /// name.
  case outputs([Int], source: String?)
  /// A template by its name, without `.mustache`.
  case template(String)
  /// A file of the theme's words.
  case words(String)
  /// The settings of the site.
  case settings(String)
  /// A file that no output is made for, with the reason.
  case unpublished(String, Message)
}

extension ExplainedSite {
  /// The output of a path in the output folder, or of an address without the site's URL.
  func target(output path: String) -> ExplainedTarget? {
    let outputs = outputs
    for file in [path, path.isEmpty ? "index.html" : path + "/index.html"] {
      if let index = outputs.index(of: file, \.path) { return .outputs([index], source: nil) }
    }
    return nil
  }

  /// The outputs that are made from a file of `content/`. A folder stands for its own document, or for its section or
  /// column.
  func target(content path: String, mayBeFolder: Bool) -> ExplainedTarget? {
    let folder = path.isEmpty ? "" : path + "/"
    let paths = [path] + (mayBeFolder ? ["index.md", "_column.md"].map { folder + $0 } : [])
    if let found = paths.lazy.compactMap(target(content:)).first { return found }
    guard mayBeFolder else { return nil }
    let lists = indices { content in
      switch content {
      case .section(let index, _): site.sections[index].config.folder == path
      case .column(let index, _): site.columns[index].folder == path
      default: false
      }
    }
    return lists.isEmpty ? nil : .outputs(lists, source: shownContent(path))
  }

  private func target(content path: String) -> ExplainedTarget? {
    let shown = shownContent(path)
    if path == settingsFile.text { return .settings(shown) }
    let about = indices { isAbout($0, content: path) }
    if !about.isEmpty { return .outputs(about, source: shown) }
    return reasonToLeaveOut(path).map { .unpublished(shown, $0) }
  }

  private func indices(where holds: (Output.Content) -> Bool) -> [Int] {
    let outputs = outputs
    return outputs.indices.filter { holds(outputs[$0].content) }
  }

  private func isAbout(_ content: Output.Content, content path: String) -> Bool {
    switch content {
    case .home: site.homePage.map { site.documents[$0].parsed.path } == path
    case .document(let index), .redirect(let index), .event(let index):
      site.documents[index].parsed.path == path
    case .column(let index, _): site.columns[index].description?.path == path
    case .asset(let index): inputs.assets[index].path == path
    default: false
    }
  }

  /// The reason why nothing is made from a file of `content/`; nil if there is no such file.
  private func reasonToLeaveOut(_ path: String) -> Message? {
    let schedule = parsed.schedule
    if schedule.drafts.contains(where: { $0.path == path }) {
      return Message(
        "这是草稿，不发布；加上 --drafts，连草稿一起说明",
        "it is a draft, which is not published; add --drafts to explain drafts too")
    }
    if let document = schedule.scheduled.first(where: { $0.path == path }) {
      let date = document.header.date?.on(parsed.config.zone).date.iso ?? ""
      return Message(
        "还没到发布日期 \(date)；加上 --drafts，连它一起说明",
        "it is scheduled for \(date); add --drafts to explain it too")
    }
    if schedule.documents.contains(where: { $0.path == path }) {
      return Message("这个文件没有自己的网页", "this file has no page of its own")
    }
    if inputs.documents.index(of: path, \.path) != nil {
      return Message(
        "这个文件不能作为稿件读取，见上面的错误", "it could not be read as a document; see the errors above")
    }
    if inputs.assets.index(of: path, \.path) != nil {
      return Message(
        "没有写入网站：原因见 docs/site.md 的“哪些文件不发布”，或者只有没发布的稿件用到它",
        "it is left out of the site: docs/site.md (“files that are not published”) gives the reasons, or only unpublished documents use it"
      )
    }
    return found.files.files.index(of: path, \.path) == nil
      ? nil
      : Message(
        "没有写入网站：这是编辑软件或系统留下的文件",
        "it is left out of the site, as a file left by an editor or the system")
  }

  /// The template, the words or the asset that a file of the theme contains.
  func target(theme path: String) -> ExplainedTarget? {
    guard inputs.theme.files.index(of: path, \.path) != nil else { return nil }
    if endsIn(path, ".mustache") { return .template(withoutEnding(path)) }
    let assets = inputs.theme.assets
    let made = indices {
      if case .themeAsset(let index) = $0 { assets[index].path == path } else { false }
    }
    if !made.isEmpty { return .outputs(made, source: shownTheme(path)) }
    return path == wordsFile
      ? .words(path)
      : .unpublished(
        shownTheme(path), Message("主题没有用到这个文件", "the theme does not use this file"))
  }

  /// The path of the theme's words in the site's language.
  var wordsFile: String {
    parsed.config.wordsFile
  }
}
