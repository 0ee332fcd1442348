internal import ByteText
internal import Glibc

extension Folder {
  /// Creates the folder and those above it, as far as they are missing.
  func create() throws(SystemError) {
    var built = path.utf8.first == UInt8(ascii: "/") ? "/" : ""
    for part in path.utf8.split(separator: UInt8(ascii: "/")) {
      built += (built.isEmpty || built == "/" ? "" : "/") + (String(part) ?? "")
      if unsafe mkdir(built, 0o755) != 0, errno != EEXIST { throw .current }
    }
    guard isFolder("") else { throw SystemError(code: ENOTDIR) }
  }

  /// Creates a folder below this one and those between, which must not be symbolic links.
  func createFolder(_ relative: String) throws(SystemError) {
    if relative.isEmpty || (unsafe mkdir(shown(relative), 0o755) == 0) { return }
    if errno == ENOENT {
      try createFolder(parentFolder(of: relative))
      if unsafe mkdir(shown(relative), 0o755) == 0 { return }
    }
    guard errno == EEXIST else { throw .current }
    guard kind(of: relative) == S_IFDIR else { throw SystemError(code: ENOTDIR) }
  }

  /// The stamp of the regular file at `relative`, if it holds just what the writer does.
  func file(_ relative: String, equals writer: borrowing ByteWriter) -> FileStamp? {
    let descriptor = unsafe open(shown(relative), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
      Int(facts.st_size) == writer.count
    else { return nil }
    let isSame = unsafe writer.withUnsafeBytes { bytes in
      unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
        guard let start = bytes.baseAddress, let buffer = chunk.baseAddress else { return true }
        var done = 0
        while done < bytes.count {
          let got = unsafe Glibc.read(descriptor, buffer, chunk.count)
          guard got > 0, done + got <= bytes.count,
            unsafe memcmp(buffer, start + done, got) == 0
          else { return false }
          done += got
        }
        return true
      }
    }
    return isSame ? FileStamp(facts) : nil
  }

  /// Writes a new file, which must not exist, and gives its stamp.
  @discardableResult
  func write(_ relative: String, _ writer: borrowing ByteWriter) throws(SystemError) -> FileStamp {
    let file = try OpenFile(creating: shown(relative))
    try file.append(writer)
    return try file.finish()
  }

  /// Puts a file in the place of another within this folder, in one step; tells what went wrong.
  func move(_ from: String, to: String) -> SystemError? {
    unsafe rename(shown(from), shown(to)) == 0 ? nil : .current
  }

  /// Replaces a file in one step, by way of another name in this folder.
  func replace(
    _ relative: String, with writer: borrowing ByteWriter, by temporary: String
  ) throws(SystemError) {
    try replace(relative, by: temporary) { file throws(SystemError) in try file.append(writer) }
  }

  /// The same of a file that is written piece by piece.
  func replace(
    _ relative: String, by temporary: String,
    writing write: (borrowing OpenFile) throws(SystemError) -> Void
  ) throws(SystemError) {
    _ = unsafe unlink(shown(temporary))
    let file = try OpenFile(creating: shown(temporary))
    try write(file)
    _ = try file.finish()
    if let failure = move(temporary, to: relative) { throw failure }
  }

  /// Removes a file, and the folders above it that are empty then; what is not there is no error.
  func remove(_ relative: String) throws(SystemError) {
    guard unsafe unlink(shown(relative)) == 0 || errno == ENOENT || errno == ENOTDIR else {
      throw .current
    }
    var folder = parentFolder(of: relative)
    while !folder.isEmpty, unsafe rmdir(shown(folder)) == 0 { folder = parentFolder(of: folder) }
  }

  /// Whether nothing stands in the folder.
  var isEmpty: Bool { entries(of: "").isEmpty }

  /// The names in a folder in any order; none if it cannot be read.
  private func entries(of relative: String) -> [String] {
    guard let directory = unsafe opendir(shown(relative)) else { return [] }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Removes a folder with everything below it; symbolic links in it are removed, not followed.
  func removeFolder(_ relative: String) {
    for name in entries(of: relative) {
      let path = relative + "/" + name
      if kind(of: path) == S_IFDIR {
        removeFolder(path)
      } else {
        _ = unsafe unlink(shown(path))
      }
    }
    _ = unsafe rmdir(shown(relative))
  }
}

/// A file that is being written.
struct OpenFile: ~Copyable {
  private let descriptor: Int32

  /// A new one, which must not exist.
  init(creating path: String) throws(SystemError) {
    descriptor = unsafe open(
      path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    if descriptor < 0 { throw .current }
  }

  /// One that exists, which is written to at its end.
  init(appendingTo path: String) throws(SystemError) {
    descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0 { throw .current }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func append(_ writer: borrowing ByteWriter) throws(SystemError) {
    if let failure = unsafe writer.withUnsafeBytes({ unsafe append($0) }) { throw failure }
  }

  func append(_ bytes: [UInt8]) throws(SystemError) {
    if let failure = unsafe bytes.withUnsafeBytes({ unsafe append($0) }) { throw failure }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) -> SystemError? {
    guard let start = bytes.baseAddress else { return nil }
    var done = 0
    while done < bytes.count {
      let put = unsafe Glibc.write(descriptor, start + done, bytes.count - done)
      if put < 0, errno == EINTR { continue }
      if put < 0 { return .current }
      done += put
    }
    return nil
  }

  /// Closes the file and gives its stamp.
  consuming func finish() throws(SystemError) -> FileStamp {
    let descriptor = descriptor
    discard self
    var facts = stat()
    let isKnown = unsafe fstat(descriptor, &facts) == 0
    guard close(descriptor) == 0, isKnown else { throw .current }
    return FileStamp(facts)
  }
}
