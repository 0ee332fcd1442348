internal import ByteText
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
    var runs: [ArraySlice<String>] = []
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
    let seen = parallelMap(count: runs.count, jobs: jobs) { [runs] in look(at: runs[$0]) }
    let links = seen.flatMap(\.links).sorted(by: precedes)
    for link in links {
      diagnostics.append(
        Diagnostic(
          .warning, "symbolic-link", at: Place(path: shown(link)),
          Message("这是符号链接，没有发布", "a symbolic link is not published"),
          suggestion: Message("把文件本身复制到这里", "copy the file itself here")))
    }
    return seen.flatMap(\.files).sorted { precedes($0.path, $1.path) }
  }

  /// What stands in one folder.
  private struct Listing: Sendable {
    /// The paths of files, sorted, in runs that are few enough to be looked at in one go.
    var runs: [ArraySlice<String>] = []
    var folders: [String] = []
    var diagnostics: [Diagnostic] = []
  }

  /// The regular files and the paths of the symbolic links among some paths.
  private struct Sight: Sendable {
    var files: [FoundFile] = []
    var links: [String] = []
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
    let prefix = relative.isEmpty ? "" : relative + "/"
    var files: [(beginning: UInt64, path: String)] = []
    while let entry = unsafe readdir(directory) {
      if unsafe isLeftBehind(entry) { continue }
      guard let path = unsafe joined(prefix, nameOf: entry) else {
        listing.diagnostics.append(
          Diagnostic(
            .error, "bad-file-name", at: Place(path: shown(relative)),
            Message("有一个文件名不是 UTF-8 文字", "a file's name is not UTF-8"),
            suggestion: Message("给它改名", "rename it")))
        continue
      }
      let type = Int(unsafe entry.pointee.d_type)
      // Some file systems do not say.
      if type == DT_DIR || type == DT_UNKNOWN && kind(of: path) == S_IFDIR {
        listing.folders.append(path)
      } else {
        unsafe files.append((beginning(of: entry), path))
      }
    }
    files.sort {
      $0.beginning == $1.beginning ? precedes($0.path, $1.path) : $0.beginning < $1.beginning
    }
    let paths = files.map(\.path)
    for start in stride(from: 0, to: paths.count, by: 256) {
      listing.runs.append(paths[start..<min(start + 256, paths.count)])
    }
    return listing
  }

  /// Looks at some files; each run alone, in any order.
  private func look(at paths: ArraySlice<String>) -> Sight {
    var sight = Sight()
    sight.files.reserveCapacity(paths.count)
    for path in paths {
      guard let facts = facts(of: path) else { continue }
      switch facts.st_mode & S_IFMT {
      case S_IFREG: sight.files.append(FoundFile(path: path, stamp: FileStamp(facts)))
      case S_IFLNK: sight.links.append(path)
      default: continue
      }
    }
    return sight
  }
}

/// The path of what stands in an open folder; nil if its name is not UTF-8.
private func joined(_ prefix: String, nameOf entry: UnsafePointer<dirent>) -> String? {
  unsafe withName(of: entry) { name in
    unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: prefix.utf8.count + name.count
    ) { path in
      let start = unsafe prefix.withBytes { unsafe path.update(fromContentsOf: $0) }
      _ = unsafe path[start...].update(fromContentsOf: name)
      return unsafe String(validating: path, as: UTF8.self)
    }
  }
}

/// The first eight bytes of a name as one number, which mostly tells how two names are ordered.
private func beginning(of entry: UnsafePointer<dirent>) -> UInt64 {
  unsafe withName(of: entry) { name in
    (0..<8).reduce(0) { unsafe $0 << 8 | ($1 < name.count ? UInt64(name[$1]) : 0) }
  }
}

/// Hidden files, backups of editors, lock files of office programs, thumbnails of file managers.
private func isLeftBehind(_ entry: UnsafePointer<dirent>) -> Bool {
  unsafe withName(of: entry) { name in
    unsafe name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
      || name.starts(with: "~$".utf8) || name.elementsEqual("Thumbs.db".utf8)
      || name.elementsEqual("desktop.ini".utf8)
  }
}

private func withName<Result>(
  of entry: UnsafePointer<dirent>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
  let start = unsafe UnsafeRawPointer(entry) + offset
  let bytes = unsafe UnsafeRawBufferPointer(
    start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))
  return unsafe bytes.withMemoryRebound(to: UInt8.self, body)
}
