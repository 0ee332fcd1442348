package import ByteText
internal import CFiles
internal import Glibc

extension Folder {
  /// Makes a folder below this one and those between, as far as they are missing.
  package func makeFolder(_ path: FilePath) throws(FileError) {
    do throws(FileError) {
      close(try open(path, pathOnly | O_DIRECTORY))
    } catch .missing {
      if let above = path.folder { try makeFolder(above) }
      let parent = try OpenFolder(path.folder, below: self)
      if unsafe mkdirat(parent.descriptor, path.name, 0o755) != 0, errno != EEXIST {
        throw .current
      }
      close(try open(path, pathOnly | O_DIRECTORY))
    }
  }

  /// Makes a new file, which must not exist.
  package func create(_ path: FilePath) throws(FileError) -> NewFile {
    NewFile(OpenFile(try open(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644)))
  }

  /// Opens a file that exists, to be written to at its end.
  package func openAtEnd(_ path: FilePath) throws(FileError) -> NewFile {
    let file = OpenFile(try open(path, O_WRONLY | O_APPEND | O_NONBLOCK))
    guard try file.facts().kind == .regular else { throw .notRegular }
    return NewFile(file)
  }

  /// Puts a file or a folder of this folder in the place of another, in one step.
  package func move(_ from: FilePath, to path: FilePath) throws(FileError) {
    try move(from, to: path, in: self)
  }

  /// The same from one folder to another of the same file system.
  package func move(_ from: FilePath, to path: FilePath, in other: Folder) throws(FileError) {
    let source = try OpenFolder(from.folder, below: self)
    let target = try OpenFolder(path.folder, below: other)
    guard unsafe renameat(source.descriptor, from.name, target.descriptor, path.name) == 0 else {
      throw .current
    }
  }

  /// Replaces a file in one step, by way of another name in the same folder, and does not return before the
  /// disk has it where `isLasting`.
  package func replace(
    _ path: FilePath, by temporary: FilePath, isLasting: Bool,
    writing write: (borrowing NewFile) throws(FileError) -> Void
  ) throws(FileError) {
    removeWhatever(at: temporary)
    let file = try create(temporary)
    try write(file)
    if isLasting { try file.synchronize() }
    _ = try file.finish()
    try move(temporary, to: path)
    if isLasting { synchronize(path.folder) }
  }

  /// The same with all of its bytes at hand.
  package func replace(
    _ path: FilePath, with writer: borrowing ByteWriter, by temporary: FilePath, isLasting: Bool
  ) throws(FileError) {
    try replace(path, by: temporary, isLasting: isLasting) { file throws(FileError) in
      try file.append(writer)
    }
  }

  /// Gives a file other bytes in one step, and keeps its permissions. Fails where it may not be written to, or is not the
  /// one with this stamp.
  package func rewrite(
    _ path: FilePath, with bytes: [UInt8], expecting stamp: FileStamp
  ) throws(FileError) {
    let old = OpenFile(try open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY))
    guard try old.facts().kind == .regular else { throw .notRegular }
    guard try old.facts().stamp == stamp else { throw .changed }
    let name = ".branchpress-fix"
    let temporary = FilePath(checked: path.folder.map { $0.text + "/" + name } ?? name)
    removeWhatever(at: temporary)
    do throws(FileError) {
      let file = try create(temporary)
      try file.takePermissions(of: old)
      try file.append(bytes)
      try file.synchronize()
      guard facts(of: path)?.stamp == stamp else { throw .changed }
      try move(temporary, to: path)
    } catch {
      removeWhatever(at: temporary)
      throw error
    }
    synchronize(path.folder)
  }

  /// Does not return before the disk has the names in a folder.
  package func synchronize(_ folder: FilePath?) {
    let opened =
      if let folder { try? open(folder, O_RDONLY | O_DIRECTORY) } else {
        try? reopened(O_RDONLY | O_DIRECTORY)
      }
    guard let opened else { return }
    _ = fsync(opened)
    close(opened)
  }

  /// Gives a file the time of now.
  package func touch(_ path: FilePath) {
    guard let file = try? openForReading(path) else { return }
    _ = futimens(file.descriptor, nil)
  }

  // MARK: - Removing

  /// Removes a file or a link, and the folders above it that are empty then. What is not there, or lies
  /// behind a link, is no error; a folder is not removed.
  package func remove(_ path: FilePath) throws(FileError) {
    do throws(FileError) {
      let parent = try OpenFolder(path.folder, below: self)
      guard unsafe unlinkat(parent.descriptor, path.name, 0) == 0 || errno == ENOENT else {
        throw .current
      }
    } catch {
      guard [.missing, .link, .system(ENOTDIR)].contains(error) else { throw error }
      return
    }
    removeEmptyFolders(from: path.folder)
  }

  /// Removes a folder and those above it as far as nothing stands in them.
  package func removeEmptyFolders(from folder: FilePath?) {
    var folder = folder
    while let path = folder, let parent = try? OpenFolder(path.folder, below: self),
      unsafe unlinkat(parent.descriptor, path.name, AT_REMOVEDIR) == 0
    {
      folder = path.folder
    }
  }

  /// Removes a folder with everything below it; links in it are removed, not followed.
  package func removeFolder(_ path: FilePath) {
    var entries: [(name: FilePath, isFolder: Bool)] = []
    try? unsafe list(path) { name, kind in
      if let below = unsafe FilePath(anyName: name, in: path) {
        entries.append((below, kind == .folder))
      }
    }
    for entry in entries {
      if entry.isFolder { removeFolder(entry.name) } else { unlink(entry.name, 0) }
    }
    unlink(path, AT_REMOVEDIR)
  }

  /// Removes what stands at a path, be it a file, a link or a folder with all that is in it.
  package func removeWhatever(at path: FilePath) {
    unlink(path, 0)
    if kind(of: path) == .folder { removeFolder(path) }
  }

  private func unlink(_ path: FilePath, _ flags: Int32) {
    guard let parent = try? OpenFolder(path.folder, below: self) else { return }
    _ = unsafe unlinkat(parent.descriptor, path.name, flags)
  }
}

extension FilePath {
  /// A path to something that is to be removed, whatever its name is.
  fileprivate init?(anyName name: UnsafeBufferPointer<UInt8>, in folder: FilePath) {
    guard let name = unsafe String(validating: name, as: UTF8.self) else { return nil }
    self.init(checked: folder.text + "/" + name)
  }
}

/// A file that is being written; closed when this value ends.
package struct NewFile: ~Copyable {
  private let file: OpenFile

  init(_ file: consuming OpenFile) { self.file = file }

  /// Writes bytes behind those that were written.
  package func append(_ writer: borrowing ByteWriter) throws(FileError) {
    if let failure = unsafe writer.withUnsafeBytes({ unsafe append($0) }) { throw failure }
  }

  /// Writes bytes behind those that were written.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    if let failure = unsafe bytes.withUnsafeBytes({ unsafe append($0) }) { throw failure }
  }

  private func append(_ bytes: UnsafeRawBufferPointer) -> FileError? {
    guard let start = bytes.baseAddress else { return nil }
    var done = 0
    while done < bytes.count {
      let put = unsafe Glibc.write(file.descriptor, start + done, bytes.count - done)
      if put < 0, errno == EINTR { continue }
      if put < 0 { return .current }
      done += put
    }
    return nil
  }

  /// Appends another file of `size` bytes, with other bytes in the place of some. The kernel copies what stays.
  func append(
    all source: borrowing OpenFile, size: Int, with edits: [ByteEdit]
  ) throws(FileError) {
    var offset = 0
    for edit in edits {
      try append(source, offset..<edit.range.lowerBound)
      try append(edit.bytes)
      var zeros = edit.zeros
      while zeros > 0 {
        try append([UInt8](repeating: 0, count: min(zeros, 1 << 16)))
        zeros -= min(zeros, 1 << 16)
      }
      offset = edit.range.upperBound
    }
    try append(source, offset..<size)
  }

  /// Appends a range of another file, which ends early where that file does.
  private func append(
    _ source: borrowing OpenFile, _ range: Range<Int>
  ) throws(FileError) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = min(range.upperBound - offset, 1 << 30)
      let copied = branchpress_copy(source.descriptor, Int64(offset), file.descriptor, count)
      if copied == -Int64(EINTR) || copied == -Int64(EAGAIN) { continue }
      if copied < 0, !noKernelCopy.contains(Int32(-copied)) { throw .system(Int32(-copied)) }
      if copied == 0 { return }
      if copied > 0 {
        offset += Int(copied)
        continue
      }
      let bytes = source.bytes(at: offset, atMost: min(count, 1 << 16))
      if bytes.isEmpty { return }
      try append(bytes)
      offset += bytes.count
    }
  }

  /// Gives the file the permissions of another, and its owner where that is allowed.
  func takePermissions(of other: borrowing OpenFile) throws(FileError) {
    var facts = stat()
    guard unsafe fstat(other.descriptor, &facts) == 0 else { throw .current }
    _ = fchown(file.descriptor, facts.st_uid, facts.st_gid)
    guard fchmod(file.descriptor, facts.st_mode & 0o7777) == 0 else { throw .current }
  }

  /// Does not return before the disk has the file.
  package func synchronize() throws(FileError) {
    guard fsync(file.descriptor) == 0 else { throw .current }
  }

  /// Ends the file and gives its stamp.
  package consuming func finish() throws(FileError) -> FileStamp { try file.facts().stamp }
}

/// The errors by which file systems say that the kernel cannot copy between them.
private let noKernelCopy = [EXDEV, EINVAL, ENOSYS, EOPNOTSUPP]
