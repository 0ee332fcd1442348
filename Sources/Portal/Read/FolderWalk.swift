internal import Diagnostics
internal import Glibc

/// A file found below a folder.
struct FoundFile: Sendable {
  /// Relative to the folder walked, `/` between its parts.
  let path: String
  let stamp: FileStamp
}

extension Folder {
  /// Every regular file below this folder, sorted by the bytes of its path, so that the order never
  /// depends on the file system.
  ///
  /// Hidden files and what editors and systems leave behind are passed over. Symbolic links are
  /// not followed, since they may lead outside; they are reported.
  func walk(jobs: Int = 1, diagnostics: inout [Diagnostic]) -> [FoundFile] {
    let runs = names(jobs: jobs, diagnostics: &diagnostics)
    let seen = parallelMap(count: runs.count, jobs: jobs) { look(at: runs[$0]) }
    return files(seen, diagnostics: &diagnostics)
  }

  /// The first half of a walk: the names, in runs that are sorted by their first path.
  func names(jobs: Int, diagnostics: inout [Diagnostic]) -> [Names] {
    var runs: [Names] = []
    var folders = [""]
    for _ in 0...32 where !folders.isEmpty {
      let listings = parallelMap(count: folders.count, jobs: jobs) { [folders] in list(folders[$0])
      }
      for listing in listings {
        runs += listing.runs
        diagnostics += listing.diagnostics
      }
      folders = listings.flatMap(\.folders)
    }
    for folder in folders {
      diagnostics.append(
        Diagnostic(
          .error, "too-deep", at: Place(path: shown(folder)),
          Message("文件夹套了 32 层以上", "folders are nested more than 32 deep")))
    }
    return runs.sorted { precedes($0.first, $1.first) }
  }

  /// The second half, when all runs have been looked at.
  func files(_ seen: [Sight], diagnostics: inout [Diagnostic]) -> [FoundFile] {
    for links in seen.lazy.map(\.links).joined() {
      diagnostics.append(
        Diagnostic(
          .warning, "symbolic-link", at: Place(path: shown(links)),
          Message("这是符号链接，没有发布", "a symbolic link is not published"),
          suggestion: Message("把文件本身复制到这里", "copy the file itself here")))
    }
    return seen.flatMap(\.files).sorted { precedes($0.path, $1.path) }
  }

  /// Names in one folder, few enough to be looked at in one go.
  struct Names: Sendable {
    fileprivate let folder: String
    fileprivate let names: ArraySlice<String>

    fileprivate func path(of name: String) -> String {
      folder.isEmpty ? name : folder + "/" + name
    }

    fileprivate var first: String { names.first.map(path(of:)) ?? folder }
  }

  /// The regular files and the paths of the symbolic links among some names.
  struct Sight: Sendable {
    var files: [FoundFile] = []
    var links: [String] = []
  }

  /// What stands in one folder.
  private struct Listing: Sendable {
    var runs: [Names] = []
    var folders: [String] = []
    var diagnostics: [Diagnostic] = []
  }

  private func list(_ relative: String) -> Listing {
    var listing = Listing()
    guard let directory = unsafe opendir(shown(relative)) else {
      listing.diagnostics.append(
        SystemError.current.diagnostic(
          path: shown(relative), doing: Message("打不开文件夹", "the folder cannot be opened")))
      return listing
    }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let (name, isFolder) = unsafe next(in: directory) {
      guard let name else {
        listing.diagnostics.append(
          Diagnostic(
            .error, "bad-file-name", at: Place(path: shown(relative)),
            Message("有一个文件名不是 UTF-8 文字", "a file's name is not UTF-8"),
            suggestion: Message("给它改名", "rename it")))
        continue
      }
      if isLeftBehind(name) { continue }
      if isFolder {
        listing.folders.append(relative.isEmpty ? name : relative + "/" + name)
      } else {
        names.append(name)
      }
    }
    names.sort(by: precedes)
    for start in stride(from: 0, to: names.count, by: 256) {
      listing.runs.append(
        Names(folder: relative, names: names[start..<min(start + 256, names.count)]))
    }
    return listing
  }

  /// The next name in an open folder, nil if it is not UTF-8, and whether it is a folder's.
  private func next(in directory: OpaquePointer) -> (name: String?, isFolder: Bool)? {
    guard let entry = unsafe readdir(directory) else { return nil }
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
        unsafe String(validatingCString: bytes)
      }
    }
    switch Int(unsafe entry.pointee.d_type) {
    case DT_DIR: return (name, true)
    case DT_UNKNOWN:
      // Some file systems do not say.
      var facts = stat()
      let isFound =
        name.map { unsafe fstatat(dirfd(directory), $0, &facts, AT_SYMLINK_NOFOLLOW) == 0 } ?? false
      return (name, isFound && facts.st_mode & S_IFMT == S_IFDIR)
    default: return (name, false)
    }
  }

  /// Looks at the files of some names; each run alone, in any order.
  func look(at run: Names) -> Sight {
    var sight = Sight()
    guard let folder = Folder(path: shown(run.folder)).openFolder() else { return sight }
    defer { close(folder) }
    sight.files.reserveCapacity(run.names.count)
    for name in run.names {
      var facts = stat()
      // By its name in the open folder: the system need not follow the path again.
      guard unsafe fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { continue }
      switch facts.st_mode & S_IFMT {
      case S_IFREG: sight.files.append(FoundFile(path: run.path(of: name), stamp: FileStamp(facts)))
      case S_IFLNK: sight.links.append(run.path(of: name))
      default: continue
      }
    }
    return sight
  }
}

/// Hidden files, backups of editors, lock files of office programs, thumbnails of file managers.
private func isLeftBehind(_ name: String) -> Bool {
  name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~")
    || name.utf8.starts(with: "~$".utf8) || name == "Thumbs.db" || name == "desktop.ini"
}
