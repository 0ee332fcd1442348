internal import Files
internal import ByteText
internal import Content
internal import Digests
internal import FrontMatter
internal import Markdown

/// What a path in a document leads to where it is no file.
enum PageTarget: Sendable {
  case page(Address)
  /// A document that exists and is not published; its section's page stands in for it.
  case keptBack(Address)
}

/// Everything that can be linked to.
struct LinkMap: Sendable {
  private let all: Collections
  private let assets: [FoundFile]
  /// The paths of documents, then those of assets.
  private let files: DigestSet
  private let pages: [String: Address]
  private let keptBack: [String: Address]

  init(_ all: Collections, _ inputs: Inputs, keptBack: [ParsedDocument]) {
    self.all = all
    assets = inputs.assets
    var files = DigestSet(capacity: all.documents.count + assets.count)
    for path in all.keys.paths { _ = files.insert(path) }
    for file in assets { _ = files.insert(Digest(of: file.file.text)) }
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
      uniqueKeysWithValues: keptBack.map { document in
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

  /// What else lies at `path`, relative to `content/`, without slashes at its ends.
  subscript(page path: String) -> PageTarget? {
    if let page = pages[path] { return .page(page) }
    return keptBack[path].map { .keptBack($0) }
  }

  /// Where those of these paths that lead nowhere were probably meant to lead.
  func nearest(to missing: some Sequence<String>) -> NearestFiles {
    NearestFiles(
      missing: missing, documents: all.documents.lazy.map(\.parsed.path),
      assets: assets.lazy.map(\.path))
  }
}
