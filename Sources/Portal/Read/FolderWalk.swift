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
  func walk(diagnostics: inout [Diagnostic]) -> [FoundFile] {
    var found: [FoundFile] = []
    walk("", depth: 0, into: &found, diagnostics: &diagnostics)
    return found.sorted { precedes($0.path, $1.path) }
  }

  private func walk(
    _ relative: String, depth: Int, into found: inout [FoundFile],
    diagnostics: inout [Diagnostic]
  ) {
    guard let directory = unsafe opendir(shown(relative)) else {
      diagnostics.append(
        SystemError.current.diagnostic(
          path: shown(relative), doing: Message("打不开文件夹", "the folder cannot be opened")))
      return
    }
    defer { unsafe closedir(directory) }
    for name in unsafe names(in: directory, relative, diagnostics: &diagnostics) {
      var facts = stat()
      // By its name in the open folder: the system need not follow the path again.
      guard unsafe fstatat(dirfd(directory), name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else {
        continue
      }
      let path = relative.isEmpty ? name : relative + "/" + name
      switch facts.st_mode & S_IFMT {
      case S_IFREG: found.append(FoundFile(path: path, stamp: FileStamp(facts)))
      case S_IFDIR where depth < 32:
        walk(path, depth: depth + 1, into: &found, diagnostics: &diagnostics)
      case S_IFDIR:
        diagnostics.append(
          Diagnostic(
            .error, "too-deep", at: Place(path: shown(path)),
            Message("文件夹套了 32 层以上", "folders are nested more than 32 deep")))
      case S_IFLNK:
        diagnostics.append(
          Diagnostic(
            .warning, "symbolic-link", at: Place(path: shown(path)),
            Message("这是符号链接，没有发布", "a symbolic link is not published"),
            suggestion: Message("把文件本身复制到这里", "copy the file itself here")))
      default: continue
      }
    }
  }

  /// The names in an open folder that may be content, sorted.
  private func names(
    in directory: OpaquePointer, _ relative: String, diagnostics: inout [Diagnostic]
  ) -> [String] {
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { bytes in
          unsafe String(validatingCString: bytes)
        }
      }
      guard let name else {
        diagnostics.append(
          Diagnostic(
            .error, "bad-file-name", at: Place(path: shown(relative)),
            Message("有一个文件名不是 UTF-8 文字", "a file's name is not UTF-8"),
            suggestion: Message("给它改名", "rename it")))
        continue
      }
      if !isLeftBehind(name) { names.append(name) }
    }
    return names.sorted(by: precedes)
  }
}

/// Hidden files, backups of editors, lock files of office programs, thumbnails of file managers.
private func isLeftBehind(_ name: String) -> Bool {
  name.utf8.first == UInt8(ascii: ".") || name.utf8.last == UInt8(ascii: "~")
    || name.utf8.starts(with: "~$".utf8) || name == "Thumbs.db" || name == "desktop.ini"
}
