internal import ByteText
package import Diagnostics
package import Files

/// A file found below a folder.
package struct FoundFile: Sendable {
  /// The path relative to the folder that was walked.
  package let file: FilePath
  /// The stamp of the file.
  package let stamp: FileStamp
  /// The path as text, in Unicode's composed form, in which paths are compared and addresses written.
  package let path: String

  /// A file at a path of a folder, with its stamp.
  package init(file: FilePath, stamp: FileStamp) {
    self.file = file
    self.stamp = stamp
    path = file.text.composed
  }

  /// A file that is to be moved to a path. Its bytes are read from where it still is, but for those of a document, whose
  /// text is at hand.
  package init(_ found: FoundFile, movedTo path: FilePath) {
    file = found.isMarkdown ? path : found.file
    stamp = found.stamp
    self.path = path.text.composed
  }
}

extension Folder {
  /// The regular files below this folder, sorted by the bytes of their paths, so that the order never depends on the
  /// file system.
  ///
  /// Hidden files and files that editors and systems leave behind are left out. Symbolic links, pipes, devices and
  /// names that a page's address could not have are left out and reported.
  package func walk(jobs: Int = 1, diagnostics: inout [Diagnostic]) -> [FoundFile] {
    var runs: [Run] = []
    var problems: [Diagnostic] = []
    var folders: [FilePath?] = [nil]
    for _ in 0...32 where !folders.isEmpty {
      let listings = parallelMap(count: folders.count, jobs: jobs) { [folders] in list(folders[$0])
      }
      for listing in listings {
        runs += listing.runs
        problems += listing.diagnostics
      }
      folders = listings.flatMap { $0.folders.map { $0 } }
    }
    problems += folders.compactMap { $0.map { tooDeep(shown($0)) } }
    diagnostics += problems.sortedForPrinting()
    let seen = parallelMap(count: runs.count, jobs: jobs) { [runs] in look(at: runs[$0]) }
    return seen.flatMap { $0 }.sorted {
      let result = order($0.path, $1.path)
      return result == 0 ? precedes($0.file.text, $1.file.text) : result < 0
    }
  }

  /// A run of files in one folder, few enough to be examined in one go.
  private struct Run: Sendable {
    let folder: FilePath?
    let files: ArraySlice<FilePath>
  }

  /// The files and subfolders of one folder.
  private struct Listing: Sendable {
    var runs: [Run] = []
    var folders: [FilePath] = []
    var diagnostics: [Diagnostic] = []
  }

  private func list(_ folder: FilePath?) -> Listing {
    var listing = Listing()
    var files: [(beginning: UInt64, file: FilePath)] = []
    do throws(FileError) {
      try unsafe list(folder) { name, kind in
        if unsafe isLeftBehind(name) { return }
        guard let path = unsafe FilePath(name, in: folder) else {
          return unsafe listing.diagnostics.append(badName(name, in: folder))
        }
        switch kind {
        case .folder: listing.folders.append(path)
        case .regular: unsafe files.append((beginning(of: name), path))
        case .link: listing.diagnostics.append(symbolicLink(shown(path)))
        case .other: listing.diagnostics.append(notRegular(shown(path)))
        }
      }
    } catch {
      listing.diagnostics.append(
        error.diagnostic(
          path: shown(folder?.text ?? ""),
          doing: Message("无法打开文件夹", "this folder cannot be opened")))
    }
    files.sort {
      $0.beginning == $1.beginning
        ? precedes($0.file.text, $1.file.text) : $0.beginning < $1.beginning
    }
    let paths = files.map(\.file)
    for start in stride(from: 0, to: paths.count, by: 256) {
      listing.runs.append(
        Run(folder: folder, files: paths[start..<min(start + 256, paths.count)]))
    }
    return listing
  }

  /// Finds out the kinds and stamps of a run's files. Runs are independent of each other and of their order.
  private func look(at run: Run) -> [FoundFile] {
    guard let facts = try? facts(in: run.folder, at: run.files) else { return [] }
    return zip(run.files, facts).compactMap { file, facts in
      facts.flatMap { $0.kind == .regular ? FoundFile(file: file, stamp: $0.stamp) : nil }
    }
  }

  /// A diagnostic for a name that cannot be part of a path: it contains control characters, is not UTF-8, or is too
  /// long.
  private func badName(_ name: UnsafeBufferPointer<UInt8>, in folder: FilePath?) -> Diagnostic {
    let place = Place(path: shown(folder?.text ?? ""))
    guard let text = unsafe String(validating: name, as: UTF8.self) else {
      return Diagnostic(
        .error, "bad-file-name", at: place,
        Message("有一个文件的名字不是 UTF-8 编码", "a file name is not valid UTF-8"),
        suggestion: Message("改一个名字", "rename it"))
    }
    let isTooLong = FilePath(text) != nil
    return Diagnostic(
      isTooLong ? .error : .warning, "bad-file-name",
      at: Place(path: shown((folder.map { $0.text + "/" } ?? "") + text)),
      isTooLong
        ? Message(
          "路径超过 \(FilePath.longest) 个字节", "the path is longer than \(FilePath.longest) bytes")
        : Message(
          "文件名里有换行之类的控制字符，没有写入网站",
          "the name contains control characters such as line feeds, so the file was left out of the site"
        ),
      suggestion: isTooLong
        ? Message("缩短文件夹名和文件名", "shorten the names of the folders and the file")
        : Message("改一个名字", "rename it"))
  }
}

private func tooDeep(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "too-deep", at: Place(path: path),
    Message("文件夹一层套一层，超过了 32 层", "folders are nested more than 32 levels deep"),
    suggestion: Message("把里面的文件夹移到上面几层", "move the inner folders further up"))
}

private func symbolicLink(_ path: String) -> Diagnostic {
  Diagnostic(
    .warning, "symbolic-link", at: Place(path: path),
    Message("这是符号链接，没有写入网站", "this is a symbolic link and was left out of the site"),
    suggestion: Message("把文件本身复制到这里", "copy the file itself here"))
}

private func notRegular(_ path: String) -> Diagnostic {
  Diagnostic(
    .warning, "not-regular", at: Place(path: path),
    Message(
      "这是管道、套接字或者设备，不是文件，没有写入网站",
      "this is a pipe, a socket or a device, not a file, and was left out of the site"),
    suggestion: Message("把它移到 content 文件夹以外", "move it out of the content folder"))
}

/// The first eight bytes of a name as one number, which mostly decides the order of two names.
private func beginning(of name: UnsafeBufferPointer<UInt8>) -> UInt64 {
  (0..<8).reduce(0) { unsafe $0 << 8 | ($1 < name.count ? UInt64(name[$1]) : 0) }
}

/// Whether a name is one of hidden files, editors' backups, office programs' lock files or file managers' thumbnails.
func isLeftBehind(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
  unsafe name.first == UInt8(ascii: ".") || name.last == UInt8(ascii: "~")
    || name.starts(with: "~$".utf8) || name.elementsEqual("Thumbs.db".utf8)
    || name.elementsEqual("desktop.ini".utf8)
}
