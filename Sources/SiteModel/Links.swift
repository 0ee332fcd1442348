internal import ByteText
internal import Content
internal import Digests
internal import Files
internal import FrontMatter
internal import Markdown

/// The target of a path in a document that leads to no file.
enum PageTarget: Sendable {
  case page(Address)
  /// The page of a section, in place of a document that exists but is not published.
  case keptBack(Address)
  /// A document that could not be read.
  case unread
}

/// The possible targets of links.
struct LinkMap: Sendable {
  private let all: Collections
  private let assets: [FoundFile]
  /// The digests of the paths of documents, followed by those of assets.
  private let files: DigestSet
  private let pages: [String: Address]
  private let keptBack: [String: Address]
  private let unread: Set<String>

  init(_ all: Collections, _ inputs: Inputs, _ schedule: Schedule) {
    self.all = all
    unread = Set(schedule.unread)
    assets = inputs.assets
    var files = DigestSet(capacity: all.documents.count + assets.count)
    for path in all.keys.paths { _ = files.insert(path) }
    for file in assets { _ = files.insert(Digest(of: file.path)) }
    self.files = files
    var pages = ["": Address(path: ""), "tags": Address(path: "tags/")]
    for section in all.sections { pages[section.config.folder] = section.address }
    for column in all.columns {
      pages[column.folder] = column.address
      pages[column.folder + "/_column.md"] = column.address
    }
    for index in all.keys.indexes {
      pages[parentFolder(of: all.documents[index].parsed.path)] = all.documents[index].address
    }
    self.pages = pages
    self.keptBack = Dictionary(
      uniqueKeysWithValues: schedule.keptBack.map { document in
        let folder = parentFolder(of: document.path)
        let section = all.sections.filter {
          (folder + "/").utf8.starts(with: ($0.config.folder + "/").utf8)
        }
        .max { $0.config.folder.utf8.count < $1.config.folder.utf8.count }
        return (document.path, section?.address ?? Address(path: ""))
      })
  }

  /// The document or the asset whose path, relative to `content/`, has this digest.
  subscript(file path: Digest) -> ResolvedLink.Target? {
    guard let file = files.index(of: path) else { return nil }
    let documents = all.documents.count
    return file < documents ? .document(file) : .asset(file - documents)
  }

  /// The places of a document's text that links may lead to.
  func anchors(ofDocument index: Int) -> Anchors { all.documents[index].parsed.facts.anchors }

  /// The page at `path`, or the section of a document that is kept back there; the path is relative to `content/`,
  /// without slashes at its ends. Nil if there is nothing.
  subscript(page path: String) -> PageTarget? {
    if let page = pages[path] { return .page(page) }
    if unread.contains(path) { return .unread }
    return keptBack[path].map { .keptBack($0) }
  }

  /// The files that paths leading nowhere were probably meant to lead to.
  func nearest(to missing: some Sequence<String>) -> NearestFiles {
    NearestFiles(
      missing: missing, documents: all.documents.lazy.map(\.parsed.path),
      assets: assets.lazy.map(\.path))
  }
}
