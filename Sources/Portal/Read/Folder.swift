internal import ByteText
internal import Diagnostics
internal import Glibc

/// What the system answered instead of doing what it was asked.
struct SystemError: Error, Sendable, Equatable {
  let code: Int32

  static var current: SystemError { SystemError(code: errno) }
  static let exists = SystemError(code: EEXIST)

  /// A diagnostic on `path` that says what could not be done and why.
  func diagnostic(path: String, doing: Message, suggestion: Message? = nil) -> Diagnostic {
    let reason = unsafe String(cString: strerror(code))
    let why: Message =
      switch code {
      case ENOENT: Message("没有这个文件或文件夹", "there is no such file or folder")
      case EACCES, EPERM: Message("没有权限", "permission denied")
      case ENOSPC, EDQUOT: Message("磁盘已满", "the disk is full")
      case EROFS: Message("这个位置是只读的", "the place is read-only")
      case EISDIR: Message("那里是一个文件夹", "there is a folder in its place")
      case ENOTDIR: Message("路径中有一段不是文件夹", "a part of the path is not a folder")
      default: Message(reason, reason)
      }
    return Diagnostic(
      .error, "file-system", at: Place(path: path),
      Message("\(doing.chinese)：\(why.chinese)", "\(doing.english): \(why.english)"),
      suggestion: suggestion)
  }
}

extension SystemError {
  /// A file of the site could not be written; one that is there and not ours is not touched.
  func notWritten(_ path: String) -> Diagnostic {
    guard code == EEXIST else {
      return diagnostic(
        path: path, doing: Message("写不了", "cannot be written"),
        suggestion: Message(
          "换一个有权写、有空位的文件夹（--output），或请管理员处理",
          "use a folder that may be written and has room (--output)"))
    }
    return Diagnostic(
      .error, "foreign-file", at: Place(path: path),
      Message(
        "这里已有一个别人放的文件，没有覆盖", "a file that BranchPress did not write stands here; it was left alone"),
      suggestion: Message(
        "要发布它，就移到 content 文件夹；不要它，就删掉",
        "move it into the content folder to publish it, or remove it"))
  }
}

/// A folder on disk below which files are named by relative paths with `/`.
struct Folder: Sendable {
  let path: String

  /// The path of a file as the person who runs the program would write it.
  func shown(_ relative: String) -> String {
    relative.isEmpty ? path : path == "." ? relative : path + "/" + relative
  }

  /// Calls `body` with a file's path as the system takes it. The path is from where the program runs and
  /// not from an open folder: threads that use one descriptor wait for each other to count who holds it.
  func withPath<Result>(of relative: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let prefix = relative.isEmpty ? path : path == "." ? "" : path + "/"
    let (before, count) = (prefix.utf8.count, prefix.utf8.count + relative.utf8.count)
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 1) { buffer in
      unsafe prefix.withBytes { _ = unsafe buffer.update(fromContentsOf: $0) }
      unsafe relative.withBytes { _ = unsafe buffer[before...].update(fromContentsOf: $0) }
      unsafe buffer[count] = 0
      return unsafe buffer.withMemoryRebound(to: CChar.self) { path in
        guard let start = path.baseAddress else { preconditionFailure("a zero needs room") }
        return unsafe body(start)
      }
    }
  }

  /// What the system says of what stands at a path, without following a symbolic link.
  func facts(of relative: String) -> stat? {
    var facts = stat()
    return unsafe withPath(of: relative) { unsafe lstat($0, &facts) } == 0 ? facts : nil
  }

  /// What stands at a path, without following a symbolic link: `S_IFDIR` and so on, or nil.
  func kind(of relative: String) -> mode_t? { facts(of: relative).map { $0.st_mode & S_IFMT } }

  /// The stamp of a regular file; nil if there is none.
  func stamp(of relative: String) -> FileStamp? {
    facts(of: relative).flatMap { $0.st_mode & S_IFMT == S_IFREG ? FileStamp($0) : nil }
  }

  var exists: Bool { isFolder("") }

  func isFolder(_ relative: String) -> Bool {
    var facts = stat()
    return unsafe stat(shown(relative), &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
  }

  /// A file's bytes; `size` is how many it had a moment ago, where that is known.
  func read(_ relative: String, size: Int? = nil) -> Result<[UInt8], SystemError> {
    let descriptor = unsafe withPath(of: relative) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return .failure(.current) }
    defer { close(descriptor) }
    if let size { return readAll(descriptor, expecting: size) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else { return .failure(.current) }
    return readAll(descriptor, expecting: Int(facts.st_size))
  }

  /// The first bytes of a file, at most `limit`; empty if it cannot be read.
  func readPrefix(_ relative: String, limit: Int) -> [UInt8] {
    let descriptor = unsafe open(shown(relative), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    return unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = unsafe max(0, Glibc.read(descriptor, buffer.baseAddress, limit))
    }
  }
}

/// Reads to the end of a file that had `size` bytes a moment ago.
private func readAll(_ descriptor: Int32, expecting size: Int) -> Result<[UInt8], SystemError> {
  var failure: SystemError?
  var bytes = unsafe [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
    guard let start = buffer.baseAddress else { return }
    while count < buffer.count {
      let got = unsafe Glibc.read(descriptor, start + count, buffer.count - count)
      if got < 0, errno == EINTR { continue }
      if got < 0 { failure = .current }
      if got <= 0 { return }
      count += got
      // One byte more was asked for, and there was none.
      if count == size { return }
    }
  }
  while failure == nil, bytes.count > size {
    // The file grew while it was read: go on until nothing more comes.
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = unsafe max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    if chunk.isEmpty { break }
    bytes += chunk
  }
  return failure.map { .failure($0) } ?? .success(bytes)
}
