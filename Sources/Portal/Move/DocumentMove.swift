internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Files
internal import FrontMatter
internal import SiteModel

/// A document's move, worked out in memory: the site before, and the one after.
struct DocumentMove {
  private let names: MoveNames
  private let now: Moment
  private let before: SiteToFix
  private var after: SiteToFix
  /// The new paths of the files that move, by the former ones.
  private let paths: [String: FilePath]
  private let targets: LinkTargets
  /// The files and folders to rename: the document or its folder first.
  let renamings: [Renaming]
  /// The first link that cannot be written anew, by its document's former path.
  private var lost: (path: String, reference: WrittenReference)?
  /// The document whose front matter has no place for what it needs.
  private var closed: String?

  init(_ names: MoveNames, in site: SiteToFix, now: Moment) {
    self.names = names
    self.now = now
    before = site
    let own = names.isFolder ? [] : Self.filesOfItsOwn(names, in: site)
    let moving = site.found.files.filter { file in
      names.isFolder
        ? isBelow(file.path, names.old)
        : file.path == names.old || own.contains(file.path)
    }
    func target(_ file: FoundFile) -> FilePath? {
      if file.path == names.old { return names.target }
      let above = names.isFolder ? names.old : parentFolder(of: names.old)
      let rest = String(file.path.utf8.dropFirst(above.isEmpty ? 0 : above.utf8.count + 1)) ?? ""
      let folder = names.isFolder ? names.target : names.target.folder
      return FilePath((folder.map { $0.text + "/" } ?? "") + rest)
    }
    // Two files may have one name, in different codes.
    paths = Dictionary(
      moving.compactMap { file in target(file).map { (file.path, $0) } }, uniquingKeysWith: { $1 })
    after = SiteToFix(moving: site, to: paths)
    _ = after.read()
    targets = LinkTargets(before, after, names, moving: paths)
    func renaming(_ from: FilePath, _ to: FilePath) -> Renaming {
      Renaming(from: from, to: to, shown: (site.content.shown(from), site.content.shown(to)))
    }
    if names.isFolder {
      let count = names.old.utf8.count { $0 == slash } + 1
      let from = moving.first.flatMap { first in
        FilePath(first.file.text.split(separator: "/").prefix(count).joined(separator: "/"))
      }
      renamings = from.map { [renaming($0, names.target)] } ?? []
    } else {
      let ordered = moving.filter { $0.path == names.old } + moving.filter { $0.path != names.old }
      renamings = ordered.compactMap { [paths] file in
        paths[file.path].map { renaming(file.file, $0) }
      }
    }
  }

  /// The files beside the document that moves to another folder to which it alone refers; a file that has the name of one
  /// in the new folder stays.
  private static func filesOfItsOwn(_ names: MoveNames, in site: SiteToFix) -> Set<String> {
    let (folder, target) = (parentFolder(of: names.old), parentFolder(of: names.new))
    guard folder != target else { return [] }
    var own: Set<String> = []
    var others: Set<String> = []
    var folders: Set<String> = []
    for (path, document) in site.documents {
      let named = document.references.flatMap(\.paths) + photos(beside: document, in: site)
      if path == names.old { own.formUnion(named) } else { others.formUnion(named) }
      folders.insert(parentFolder(of: path))
    }
    let all = Set(site.found.files.map(\.path))
    return own.subtracting(others).filter { path in
      guard all.contains(path), site.texts[path] == nil else { return false }
      // Folders below may belong to other documents; at the top all are below.
      var above = parentFolder(of: path)
      while above != folder {
        if above.isEmpty || folder.isEmpty || folders.contains(above) { return false }
        above = parentFolder(of: above)
      }
      let rest = String(path.utf8.dropFirst(folder.isEmpty ? 0 : folder.utf8.count + 1)) ?? path
      return !all.contains(target.isEmpty ? rest : target + "/" + rest)
    }
  }

  /// The files that an activity shows since they lie beside it.
  private static func photos(beside document: ParsedDocument, in site: SiteToFix) -> [String] {
    guard case .activity(let activity) = document.details,
      activity.photos.scope == .folder
        || activity.photos.scope == .beside && isIndex(document.path)
    else { return [] }
    let folder = parentFolder(of: document.path)
    return site.found.files.map(\.path).filter { parentFolder(of: $0) == folder }
  }

  // MARK: - What changes in the texts

  /// Gives the documents that move their ids and former addresses, and writes the references of all anew.
  mutating func changeTexts() {
    let (old, new) = (before.documents, after.documents)
    let ids = Set(old.values.compactMap { $0.header.id?.value })
    for (path, document) in old.sorted(by: { precedes($0.key, $1.key) }) {
      let target = paths[path]?.text.composed ?? path
      guard let moved = new[target], let text = before.texts[path]?.text else { continue }
      var changes: [Replacement] = []
      for reference in document.references {
        guard let written = targets.rewritten(reference, from: target) else { continue }
        if let change = reference.change(
          to: written.text, was: written.old, in: text)
        {
          changes.append(change)
        } else if lost == nil {
          lost = (path, reference)
        }
      }
      if target != path { changes += ownChanges(document, moved, text, taken: ids) }
      after.change(target, changes)
    }
  }

  /// The changes of a document that moves: its id, and its former address unless nobody has seen it there.
  private mutating func ownChanges(
    _ document: ParsedDocument, _ moved: ParsedDocument, _ text: [UInt8], taken: Set<String>
  ) -> [Replacement] {
    let id = withoutEnding(document.path)
    let needsID = document.header.id == nil && !taken.contains(id) && canBeID(id)
    let (address, now) = (targets.oldAddresses[document.path], targets.newAddresses[moved.path])
    let isPublic = isPublished(document.header, at: self.now)
    let known = document.header.aliases
    var alias = address.flatMap { isPublic && $0 != now ? "/" + $0 : nil }
    if known.contains(where: { $0.value == alias }) { alias = nil }
    var changes: [Replacement] = []
    // A document that moves back is at one of its former addresses.
    if let own = known.first(where: { $0.value == "/" + (now ?? "") }), let former = alias {
      changes.append(Replacement(own.range, former))
      alias = nil
    }
    guard needsID || alias != nil else { return changes }
    guard
      let more = Content.changes(
        toFrontMatterOf: text, addingID: needsID ? id : nil, alias: alias)
    else {
      closed = closed ?? document.path
      return changes
    }
    return changes + more
  }

  /// The files that have other bytes after the move.
  var changedFiles: [FixedFile] {
    let former = Dictionary(uniqueKeysWithValues: paths.map { ($1.text.composed, $0) })
    return after.found.files.compactMap { file in
      guard let text = after.texts[file.path], text.isUnsettled else { return nil }
      let shown = former[file.path] ?? file.path
      var fixed = text.fixedFile(file, shown: after.content.shown(shown))
      fixed?.newPath = after.content.shown(file.path)
      return fixed
    }
  }

  // MARK: - Whether all is as it was

  /// The reasons not to make the move: what a build would have to say about it and had not before, and links that would
  /// not lead where they did.
  mutating func problems(besides known: [Diagnostic]) -> [Diagnostic] {
    if let closed {
      return [
        cannotMove(
          after.content.shown(closed),
          Message(
            "开头信息里没有地方写永久编号（id）和旧网址", "the front matter has no room for an id and a former address"),
          Message("把“title: 标题”单独写成一行", "write `title: …` on a line of its own"))
      ]
    }
    let told = after.read()
    if let link = lost ?? lostReference() {
      return [
        cannotMove(
          before.content.shown(link.path),
          Message(
            "移动以后要改写这里的链接，可是无法确定它写在哪里：\(link.reference.written)",
            "a link here must be changed, but its exact place could not be found: \(link.reference.written)"
          ),
          Message(
            "把它写成 [文字](文件名)，不用反斜杠和 &amp;，再移动",
            "write it as [text](file), without backslashes and entities, and then move the document"
          ))
      ]
    }
    var counts: [String: Int] = [:]
    for diagnostic in known where diagnostic.severity > .note {
      counts[diagnostic.id, default: 0] += 1 + diagnostic.unlisted
    }
    var new: [Diagnostic] = []
    for diagnostic in told where diagnostic.severity > .note {
      counts[diagnostic.id, default: 0] -= 1 + diagnostic.unlisted
      if (counts[diagnostic.id] ?? 0) < 0 { new.append(diagnostic) }
    }
    guard !new.isEmpty || after.site == nil else { return [] }
    let refusal = cannotMove(
      before.content.shown(names.old),
      Message(
        "没有移动：移到 \(names.new) 就会有下面的问题",
        "it was not moved: at \(names.new) it would have these problems"),
      Message("换一个位置，或者先改正这些问题", "choose another path, or fix these problems first"))
    return [refusal] + new
  }

  /// A reference that would not lead where it did.
  private func lostReference() -> (path: String, reference: WrittenReference)? {
    let new = after.documents
    for (path, document) in before.documents.sorted(by: { precedes($0.key, $1.key) }) {
      let target = paths[path]?.text.composed ?? path
      let (old, found) = (document.references, new[target]?.references ?? [])
      for (index, reference) in old.enumerated() {
        guard let meant = targets.target(of: reference) else { continue }
        let isSame = index < found.count && targets.leads(found[index], to: targets.moved(meant))
        if !isSame { return (path, reference) }
      }
    }
    return nil
  }
}
