internal import Content
internal import Diagnostics
internal import Files
internal import FrontMatter

// Things in `content/` that are published and that no reader comes to.

/// Reports documents in folders that are no sections, which are on no list and to which nothing leads, once a folder. Where
/// a key that only a section's documents have was `reported`, that told it.
func reportUnlistedDocuments(
  _ all: Collections, _ references: [References], config: SiteConfig, _ sources: SourcePlaces,
  in content: Folder, besides reported: [Diagnostic], diagnostics: inout [Diagnostic]
) {
  let lost = all.documents.indices.filter { index in
    let parsed = all.documents[index].parsed
    return all.documents[index].section == nil && parsed.order == .max
      && parsed.path.utf8.contains(slash) && parsed.template == nil
  }
  guard !lost.isEmpty else { return }
  let names = SectionNames(config)
  var reached = Set<Int>()
  for found in references where !found.links.isEmpty {
    for case .document(let target) in found.links.map(\.target) { reached.insert(target) }
  }
  var folders: [(name: String, first: Int, count: Int)] = []
  for index in lost {
    let path = all.documents[index].parsed.path
    let folder = String(path.prefix { $0 != "/" })
    // A single page may have a folder of its own, for its files.
    let isPage = reached.contains(index) || isIndex(path) && parentFolder(of: path) == folder
    if isPage, names.meant(by: folder) == nil { continue }
    if folders.last?.name == folder {
      folders[folders.count - 1].count += 1
    } else {
      folders.append((folder, index, 1))
    }
  }
  let misplaced = reported.filter { $0.id == "unknown-key" }.compactMap { $0.place?.file.path }
  for (folder, first, count) in folders {
    let shown = content.shown(folder + "/")
    if misplaced.contains(where: { $0.utf8.starts(with: shown.utf8) }) { continue }
    let meant = names.meant(by: folder)
    let kind = meant.map { config.sections[$0].kind.rawValue } ?? "notice"
    let documents = count == 1 ? "the document" : "the documents"
    let line = "\(folder): {kind: \(kind), title: \(folder)}"
    diagnostics.append(
      Diagnostic(
        .warning, "not-a-section", at: sources.place(all.documents[first].parsed.path),
        Message(
          "“\(brief(folder))”不是栏目，里面的 \(count) 篇稿件不在任何列表里",
          "`\(brief(folder))` is not a section, so its \(count == 1 ? "document is" : "\(count) documents are") not on any list"
        ),
        suggestion: meant.map { config.sections[$0].folder }.map {
          Message(
            "是不是“\($0)”？把稿件移到 \($0) 文件夹里，或者在 site.yml 的 sections 里加一行“\(line)”",
            "did you mean `\($0)`? Move \(documents) to that folder, or add `\(line)` to `sections` in site.yml"
          )
        }
          ?? Message(
            "在 site.yml 的 sections 里加一行“\(line)”，或者把稿件移到栏目的文件夹里",
            "add `\(line)` to `sections` in site.yml, or move \(documents) into a section's folder"
          )))
  }
}

/// The names by which people may call a site's sections: their folders and titles, and their kinds.
private struct SectionNames {
  private let config: SiteConfig
  private let words: NearWords

  init(_ config: SiteConfig) {
    self.config = config
    words = NearWords(config.sections.map(\.folder))
  }

  /// The section that a folder's name probably means; nil if it is like none.
  func meant(by folder: String) -> Int? {
    func index(_ isMeant: (SectionConfig) -> Bool) -> Int? {
      config.sections.firstIndex(where: isMeant)
    }
    if let near = words.nearest(to: folder), let found = index({ $0.folder == near }) {
      return found
    }
    return index { $0.title == folder || $0.title.contains(folder) && folder.utf8.count > 3 }
      ?? index { $0.kind.callNames.contains(folder) }
  }
}

extension DocumentKind {
  /// The names by which people call folders of this kind.
  fileprivate var callNames: [String] {
    switch self {
    case .study: ["学习", "文章", "专栏", "学习材料", "学习资料", "学习园地", "articles", "column", "columns"]
    case .notice: ["通知", "公告", "公示", "通知公告", "公文", "文件", "news", "announcements"]
    case .activity: ["活动", "活动记录", "支部活动", "events", "activities"]
    case .page: ["单页", "页面", "pages"]
    case .directory: ["支部", "党支部", "名录", "支部名录", "通讯录", "branch", "branches", "directory"]
    }
  }
}

/// Reports files for reading that lie beside documents and that no document refers to, once a folder.
func reportUnusedFiles(
  _ schedule: Schedule, _ inputs: Inputs, config: SiteConfig, admission: Admission,
  diagnostics: inout [Diagnostic]
) {
  let forReading = inputs.assets.indices.filter { index in
    let file = inputs.assets[index]
    return !file.folder.isEmpty && readingEndings.contains { endsIn(file.path, $0) }
  }
  if forReading.isEmpty { return }
  let folders = Set(schedule.documents.lazy.map { parentFolder(of: $0.path) })
  var unused = Set(
    forReading.lazy.filter { index in
      let file = inputs.assets[index]
      return folders.contains(file.folder) && !admission.refuses(index)
        // The name of such a document was reported.
        && !endsIn(file.path, ".md.txt")
        && !config.publish.covers(file.path)
    }.map { inputs.assets[$0].path })
  for document in schedule.documents + schedule.keptBack {
    if unused.isEmpty { return }
    for path in filesNamed(by: document) { unused.remove(path) }
  }
  var last: (folder: String, first: String, count: Int)?
  func report() {
    guard let (_, first, count) = last else { return }
    let more = count > 1
    diagnostics.append(
      Diagnostic(
        .warning, "unused-file", at: Place(path: inputs.content.shown(first)),
        Message(
          "没有稿件用到这个文件，会原样写入网站" + (more ? "；同一个文件夹里共有 \(count) 个这样的文件" : ""),
          "no document refers to this file, which is copied into the site as it is"
            + (more ? "; the folder contains \(counted(count, "such file"))" : "")),
        suggestion: Message(
          "如果是附件，就写进通知的“attachments”，或者在正文里加链接；如果是文章，就另存为 .md；用不着，就删去",
          "list it in `attachments` or link to it; if it is a document, save it as .md; otherwise remove it"
        )))
  }
  for path in unused.sorted(by: precedes) {
    let folder = parentFolder(of: path)
    if last?.folder == folder {
      last?.count += 1
    } else {
      report()
      last = (folder, path, 1)
    }
  }
  report()
}

/// The endings of files that people read, and that a document should lead to.
private let readingEndings: [StaticString] = [
  ".txt", ".doc", ".docx", ".wps", ".rtf", ".odt", ".pages", ".xls", ".xlsx", ".et", ".csv", ".ods",
  ".ppt", ".pptx", ".dps", ".odp", ".pdf", ".ofd",
]
