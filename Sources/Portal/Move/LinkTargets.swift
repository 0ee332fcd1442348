internal import ByteText
internal import Content
internal import Files
internal import SiteModel

/// The things that references may lead to, before a move and after it.
struct LinkTargets {
  private let names: MoveNames
  private let paths: [String: FilePath]
  private let old: Places
  private let new: Places
  /// The addresses of the documents' pages, by the documents' paths.
  let oldAddresses: [String: String]
  let newAddresses: [String: String]
  /// The new paths of the documents that move, by the paths of their pages before.
  private let pages: [String: String]

  /// The files, folders and pages of a site.
  private struct Places {
    var files: Set<String> = []
    var folders: Set<String> = [""]
    var outputs: Set<String> = []

    init(_ site: SiteToFix) {
      for file in site.found.files {
        files.insert(file.path)
        var folder = parentFolder(of: file.path)
        while folders.insert(folder).inserted { folder = parentFolder(of: folder) }
      }
      outputs = Set(site.site?.outputs.map(\.path) ?? [])
    }

    /// The first of some paths that leads to something: files come before pages.
    func first(of paths: [String]) -> String? {
      paths.first(where: files.contains)
        ?? paths.last.flatMap { path in
          folders.contains(path) || outputs.contains(path) || outputs.contains(path + "/index.html")
            ? path : nil
        }
    }
  }

  init(
    _ before: SiteToFix, _ after: SiteToFix, _ names: MoveNames, moving paths: [String: FilePath]
  ) {
    self.names = names
    self.paths = paths
    old = Places(before)
    new = Places(after)
    oldAddresses = Self.addresses(before)
    newAddresses = Self.addresses(after)
    var pages: [String: String] = [:]
    for (path, address) in oldAddresses {
      guard let file = paths[path] else { continue }
      pages[String(address.utf8.dropLast()) ?? ""] = file.text.composed
      pages[address + "index.html"] = file.text.composed
    }
    self.pages = pages
  }

  private static func addresses(_ site: SiteToFix) -> [String: String] {
    let documents = site.documents.values.sorted { precedes($0.path, $1.path) }
    let book = AddressBook(documents, assets: [], config: site.config)
    return Dictionary(
      uniqueKeysWithValues: zip(documents.map(\.path), book.addresses(of: documents).map(\.path)))
  }

  /// The path of what a reference leads to before the move; nil if that is nothing of the site.
  func target(of reference: WrittenReference) -> String? { old.first(of: reference.paths) }

  /// The path that something has after the move: a page's address becomes the path of its document.
  func moved(_ path: String) -> String {
    if let file = paths[path] { return file.text.composed }
    if names.isFolder, path == names.old || isBelow(path, names.old) {
      return names.new + (String(path.utf8.dropFirst(names.old.utf8.count)) ?? "")
    }
    return pages[path] ?? path
  }

  /// Whether a reference leads to a path after the move.
  func leads(_ reference: WrittenReference, to path: String) -> Bool {
    (new.first(of: reference.paths) ?? reference.paths.last) == path
  }

  /// The text in place of a reference's path, for a document that is at `path` after the move, and the path that it led to;
  /// nil if it may stay as it is.
  func rewritten(
    _ reference: WrittenReference, from path: String
  ) -> (text: String, old: String)? {
    guard let old = target(of: reference) else { return nil }
    let (folder, target) = (parentFolder(of: path), moved(old))
    if leads(reference.read(from: folder), to: target) { return nil }
    return (reference.text(to: target, was: old, from: folder), old)
  }
}
