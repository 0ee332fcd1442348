internal import ByteText
internal import Content
internal import Diagnostics
internal import Files

/// The paths of a document, or of the folder of one that has a folder to itself, before and after it is moved. They are
/// relative to `content/`, and composed.
struct MoveNames {
  let old: String
  let new: String
  /// The new path as the file system has the folders that are there already.
  let target: FilePath
  let isFolder: Bool

  /// The paths that a person means; a problem in place of those that no document has or can have.
  static func find(
    _ old: String, _ new: String, in site: SiteToFix, _ content: String
  ) -> (names: MoveNames?, problem: Diagnostic?) {
    let files = site.found.files
    guard let (path, isFolder) = document(at: old, files, in: content) else {
      return (nil, noDocument(old, site, content))
    }
    let written = new.composed
    let isWhole = written.utf8.first == slash && !isBelow(written, content)
    guard !isWhole, let clean = FixScope.clean(written, in: content), FilePath(clean) != nil else {
      return (
        nil,
        cannotMove(
          written,
          Message("新的位置不在 \(content) 文件夹里", "the new path is not in the folder \(content)"),
          Message(
            "写 \(content) 里的位置，例如 \(content)/\(path)",
            "write a path in that folder, such as \(content)/\(path)")
        )
      )
    }
    let target = self.target(clean, of: path, isFolder, isInto: written.utf8.last == slash, site)
    let shown = site.content.shown(target)
    if let advice = faultOfName(target, path, isFolder, in: content) {
      return (
        nil,
        cannotMove(shown, Message("这个名字不能用作稿件的文件名", "a document cannot have this name"), advice)
      )
    }
    let physical = physicalPath(of: target, files)
    guard let physical, site.content.kind(of: physical) == nil,
      !files.contains(where: { $0.path == target || isBelow($0.path, target) })
    else {
      return (
        nil,
        cannotMove(
          shown,
          Message(
            "这里已有同名的文件或文件夹，没有覆盖",
            "a file or folder of this name already exists and was not overwritten"),
          Message("换一个名字，或者先把它移走", "choose another name, or move the existing one away first"))
      )
    }
    return (MoveNames(old: path, new: target, target: physical, isFolder: isFolder), nil)
  }

  /// The document that is named, or the folder of one: a section's or a column's folder is none.
  private static func document(
    at written: String, _ files: [FoundFile], in content: String
  ) -> (path: String, isFolder: Bool)? {
    guard let path = FixScope.clean(written.composed, in: content) else { return nil }
    func isDocument(_ path: String) -> Bool { endsIn(path, ".md") || endsIn(path, ".markdown") }
    let isFile = files.contains { $0.path == path } && isDocument(path)
    if isFile, !isIndex(path) { return isColumnText(path) ? nil : (path, false) }
    let folder = isFile ? parentFolder(of: path) : path
    let inside = files.filter { isBelow($0.path, folder) }
    guard !folder.isEmpty, !inside.contains(where: { isColumnText($0.path) }),
      inside.contains(where: { isRightBelow($0.path, folder) && isIndex($0.path) })
    else { return nil }
    return (folder, true)
  }

  private static func isColumnText(_ path: String) -> Bool { fileName(of: path) == "_column.md" }

  /// The new path: a name in a folder that is named alone, where people mean that it keeps its name.
  private static func target(
    _ path: String, of old: String, _ isFolder: Bool, isInto: Bool, _ site: SiteToFix
  ) -> String {
    if isFolder, isIndex(path), endsIn(path, ".md") { return parentFolder(of: path) }
    let inside = site.found.files.filter { isBelow($0.path, path) }
    let isPlace =
      !inside.isEmpty && !inside.contains { isRightBelow($0.path, path) && isIndex($0.path) }
    return isInto || isPlace ? path + "/" + fileName(of: old) : path
  }

  /// Advice for a name that the document cannot have.
  private static func faultOfName(
    _ name: String, _ old: String, _ isFolder: Bool, in content: String
  ) -> Message? {
    let isFile = endsIn(name, ".md") || endsIn(name, ".markdown")
    func write(_ path: String) -> Message {
      Message("写成 \(content)/\(path)", "write \(content)/\(path)")
    }
    if isFolder, isFile { return write(withoutEnding(name)) }
    if !isFolder, !isFile { return write(name + ".md") }
    let isHidden = name.utf8.split(separator: slash).contains {
      $0.first == UInt8(ascii: ".") || $0.first == UInt8(ascii: "~") || $0.last == UInt8(ascii: "~")
    }
    if isHidden || isColumnText(name) || isBelow(name, old) {
      return Message(
        "换一个名字，例如 \(content)/\(old)", "choose another name, such as \(content)/\(old)")
    }
    return nil
  }

  /// A path on disk, whose folders may be written there in Unicode's decomposed form.
  private static func physicalPath(of path: String, _ files: [FoundFile]) -> FilePath? {
    var folder = parentFolder(of: path)
    while !folder.isEmpty {
      if let file = files.first(where: { isBelow($0.path, folder) }) {
        let count = folder.utf8.count { $0 == slash } + 1
        let above = file.file.text.split(separator: "/").prefix(count).joined(separator: "/")
        return FilePath(above + (String(path.utf8.dropFirst(folder.utf8.count)) ?? ""))
      }
      folder = parentFolder(of: folder)
    }
    return FilePath(path)
  }

  private static func noDocument(
    _ written: String, _ site: SiteToFix, _ content: String
  ) -> Diagnostic {
    let known = site.documents.keys.filter { !isColumnText($0) }.sorted(by: precedes).map {
      isIndex($0) ? parentFolder(of: $0) : $0
    }
    let near = FixScope.clean(written, in: content).flatMap { nearMatch(for: $0, in: known) }
      .map(site.content.shown)
    return cannotMove(
      written, Message("这不是一篇稿件", "this is not a document"),
      near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "写稿件的 .md 文件，或者它自己的文件夹（里面有 index.md）",
          "write a document's .md file, or its own folder, which contains index.md"))
  }
}
