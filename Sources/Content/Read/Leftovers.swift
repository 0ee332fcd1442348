internal import Diagnostics
internal import Files

/// A file that a program left beside the files that a person put into a folder.
enum Leftover {
  /// A system's file that nobody asks for, such as thumbnails or the extra files in archives from macOS.
  case ofSystem
  /// An editor's copy of a document, which an author might take for the document.
  case ofDocument

  /// The kind of leftover that a path stands for; nil for any other file.
  init?(_ path: String) {
    if isInSystemFolder(parentFolder(of: path)) {
      self = .ofSystem
    } else {
      self.init(at: path)
    }
  }

  /// The kind of leftover that a file's name stands for, the last part of `path`; nil for any other file.
  init?(at path: String) {
    if endsIn(path, ".md") || endsIn(path, ".markdown") { return nil }
    let name = lowercasedASCII(fileName(of: path))
    if isOfSystem(name) {
      self = .ofSystem
      return
    }
    let isSaved =
      name.utf8.count > 2 && name.utf8.first == UInt8(ascii: "#")
      && name.utf8.last == UInt8(ascii: "#")
    let saved = isSaved ? String(name.utf8.dropFirst().dropLast()) ?? "" : name
    if isSaved {
      self = endsIn(saved, ".md") || endsIn(saved, ".markdown") ? .ofDocument : .ofSystem
      return
    }
    let parts = name.split(separator: ".")
    guard parts.count > 2, let last = parts.last, copies.contains(String(last)),
      parts.dropFirst().dropLast().contains(where: { $0 == "md" || $0 == "markdown" })
    else { return nil }
    self = .ofDocument
  }
}

/// The files without leftovers, after reporting editors' copies of documents.
func withoutLeftovers(
  _ files: [FoundFile], in folder: Folder, _ diagnostics: inout [Diagnostic]
) -> [FoundFile] {
  // Files of one folder follow each other.
  var (parent, isOfSystem) = ("", false)
  return files.filter { file in
    if !isRightBelow(file.path, parent) {
      parent = file.folder
      isOfSystem = isInSystemFolder(parent)
    }
    if isOfSystem { return false }
    guard let leftover = Leftover(at: file.path) else { return true }
    if case .ofDocument = leftover {
      diagnostics.append(
        Diagnostic(
          .warning, "odd-name", at: Place(path: folder.shown(file.file)),
          Message(
            "文件名不是以 .md 结尾，像是编辑软件留下的副本，没有写入网站",
            "the name does not end in .md: the file looks like a copy left by an editor and was left out of the site"
          ),
          suggestion: Message(
            "如果不要，就删去；如果是稿件，就改名，以 .md 结尾",
            "remove it, or, if it is a document, rename it to end in .md")))
    }
    return false
  }
}

/// Whether the name of a file or folder, in UTF-8, is one that nothing is made from: a hidden one, or one that a system, an office
/// program or an editor at work has left. A watch need not tell of it, nor of anything below a folder of that name.
package func isPassedOver(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  if unsafe isLeftBehind(name) { return true }
  let mark = UInt8(ascii: "#")
  if unsafe name.count > 2 && name.first == mark && name.last == mark { return true }
  let text = unsafe lowercasedASCII(String(decoding: name, as: UTF8.self))
  return isOfSystem(text) || systemFolders.contains(text[...])
}

/// Whether the name of a file, in small letters, is one that a system or Word gives to files of its own.
private func isOfSystem(_ name: String) -> Bool {
  systemNames.contains(name) || name.utf8.starts(with: "~wr".utf8) && endsIn(name, ".tmp")
}

private let systemNames: Set<String> = [
  "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini",
]

/// Whether a folder, or one that contains it, belongs to a system.
private func isInSystemFolder(_ folder: String) -> Bool {
  !folder.isEmpty
    && lowercasedASCII(folder).split(separator: "/").contains(where: systemFolders.contains)
}

private let systemFolders: Set<Substring> = [
  "__macosx", "$recycle.bin", "system volume information", "@eadir", "lost+found",
]

/// The endings that editors, version control and downloads add to a document's name.
private let copies: Set<String> = [
  "orig", "rej", "bak", "backup", "old", "save", "sav", "tmp", "temp", "swp", "swo", "part",
  "partial", "download", "crdownload",
]
