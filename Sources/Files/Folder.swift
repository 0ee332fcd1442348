internal import CFiles
internal import Glibc

/// A folder on disk, and the one door to everything below it.
///
/// It holds the folder's descriptor from the moment at which it is made, and reaches what lies below by checked
/// paths only, without following a symbolic link: the kernel resolves them so (openat2), or an older kernel
/// part by part. So nothing that is read, written or removed through it can lie elsewhere, whatever
/// somebody puts in the place of a file or a folder meanwhile.
package final class Folder: Sendable {
  /// The path as the person who runs the program wrote it, without slashes at its end.
  package let path: String
  /// The open folder, which is closed with this object; only for giving it to a child process.
  package let descriptor: Int32
  /// The reason why the folder could not be opened.
  package let failure: FileError?
  private let resolvesInSteps: Bool

  /// Opens a folder below another one; no link on the way is followed.
  package init(_ path: FilePath, in folder: Folder) throws(FileError) {
    let opened = try folder.open(path, pathOnly | O_DIRECTORY)
    self.path = folder.shown(path)
    descriptor = opened
    failure = nil
    resolvesInSteps = folder.resolvesInSteps
  }

  /// Opens a folder; every operation on one that is not there fails for that reason. Links on the way to the
  /// folder itself are followed, since whoever names it knows where it is.
  package init(path: String) {
    self.path = withoutSlashesAtEnd(path)
    descriptor = unsafe Glibc.open(self.path, pathOnly | O_DIRECTORY | O_CLOEXEC)
    failure = descriptor < 0 ? .current : nil
    resolvesInSteps = !kernelResolves
  }

  /// The same folder, which resolves paths as if the kernel could not; for tests.
  package init(resolvingInStepsBelow path: String) {
    self.path = withoutSlashesAtEnd(path)
    descriptor = unsafe Glibc.open(self.path, pathOnly | O_DIRECTORY | O_CLOEXEC)
    failure = descriptor < 0 ? .current : nil
    resolvesInSteps = true
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Makes a folder and those above it as far as they are missing, and opens it.
  package static func make(_ path: String) throws(FileError) -> Folder {
    let path = withoutSlashesAtEnd(path)
    var built = path.utf8.first == separator ? "/" : ""
    for part in path.utf8.split(separator: separator) {
      built += (built.isEmpty || built == "/" ? "" : "/") + (String(part) ?? "")
      if unsafe mkdir(built, 0o755) != 0, errno != EEXIST { throw .current }
    }
    let folder = Folder(path: path)
    if let failure = folder.failure { throw failure }
    return folder
  }

  /// Whether the folder is there.
  package var exists: Bool { failure == nil }

  /// The path of a file below it as the person who runs the program would write it.
  package func shown(_ relative: String) -> String {
    relative.isEmpty
      ? path : path == "." ? relative : path == "/" ? "/" + relative : path + "/" + relative
  }

  /// A path below the folder as messages show it.
  package func shown(_ relative: FilePath) -> String { shown(relative.text) }

  // MARK: - What stands where

  /// The facts of a path; nil if nothing stands there, or a link stands on the way.
  package func facts(of path: FilePath) -> FileFacts? {
    guard let found = try? open(path, pathOnly | O_NOFOLLOW) else { return nil }
    defer { close(found) }
    var facts = stat()
    return unsafe fstat(found, &facts) == 0 ? FileFacts(facts) : nil
  }

  /// The kind of thing at a path; nil if nothing stands there, or a link stands on the way.
  package func kind(of path: FilePath) -> FileKind? { facts(of: path)?.kind }

  /// The stamp of the regular file at a path, without opening anything: a third of what `facts` costs.
  ///
  /// A link in the place of a folder on the way is not noticed. The stamp is therefore good for one thing only,
  /// to be compared with one that is known: no file elsewhere has the number and the time of change of a
  /// file that was written here.
  package func stamp(of path: FilePath) -> FileStamp? {
    var facts = stat()
    guard unsafe fstatat(descriptor, path.text, &facts, AT_SYMLINK_NOFOLLOW) == 0,
      facts.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return FileStamp(facts)
  }

  /// The facts of some paths that are right below one folder, in their order.
  package func facts(
    in folder: FilePath?, at paths: some Sequence<FilePath>
  ) throws(FileError) -> [FileFacts?] {
    let opened = try OpenFolder(folder, below: self)
    let start = folder.map { $0.text.utf8.count + 1 } ?? 0
    return paths.map { opened.facts(at: $0, from: start) }
  }

  /// Calls `body` with the name and the kind of everything in a folder, in no order; a kind that the file
  /// system does not tell is looked up.
  package func list(
    _ folder: FilePath?, _ body: (UnsafeBufferPointer<UInt8>, FileKind) -> Void
  ) throws(FileError) {
    try unsafe listAndClose(try openToList(folder), body)
  }

  /// Opens a folder below this one, or itself, so that its names can be read; the caller closes it.
  func openToList(_ folder: FilePath?) throws(FileError) -> Int32 {
    let flags = O_RDONLY | O_DIRECTORY
    return if let folder { try open(folder, flags) } else { try reopened(flags) }
  }

  /// The names in a folder, sorted by their bytes; none if it cannot be read.
  package func names(in folder: FilePath?) -> [String] {
    var names: [String] = []
    try? unsafe list(folder) { name, _ in unsafe names.append(String(decoding: name, as: UTF8.self))
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether nothing stands in the folder, or it is not there.
  package var isEmpty: Bool { names(in: nil).isEmpty }

  /// Whether files may be made and removed in a folder below this one.
  package func isWritable(_ folder: FilePath?) -> Bool {
    guard let opened = try? OpenFolder(folder, below: self) else { return false }
    return unsafe faccessat(opened.descriptor, ".", W_OK | X_OK, AT_EACCESS) == 0
  }

  // MARK: - Opening

  /// Opens what stands at a path; the caller closes it.
  func open(_ path: FilePath, _ flags: Int32, mode: mode_t = 0) throws(FileError) -> Int32 {
    if let failure { throw failure }
    return try open(path.text, from: descriptor, flags, mode: mode)
  }

  /// Opens what stands at a relative path below an open folder of this one.
  func open(
    _ path: String, from folder: Int32, _ flags: Int32, mode: mode_t = 0
  ) throws(FileError) -> Int32 {
    let flags = flags | O_CLOEXEC
    if resolvesInSteps { return try openInSteps(path, from: folder, flags, mode: mode) }
    while true {
      let opened = unsafe branchpress_open_beneath(
        folder, path, UInt64(UInt32(bitPattern: flags)), UInt64(mode))
      if opened >= 0 { return opened }
      if opened != -EINTR, opened != -EAGAIN { throw .system(-opened) }
    }
  }

  /// The folder itself, opened once more.
  func reopened(_ flags: Int32) throws(FileError) -> Int32 {
    if let failure { throw failure }
    let opened = unsafe openat(descriptor, ".", flags | O_CLOEXEC)
    guard opened >= 0 else { throw .current }
    return opened
  }
}

/// Opens a path part by part, as kernels before 5.6 must be asked.
private func openInSteps(
  _ path: String, from folder: Int32, _ flags: Int32, mode: mode_t
) throws(FileError) -> Int32 {
  var opened = folder
  defer { if opened != folder { close(opened) } }
  let parts = path.utf8.split(separator: separator).map { String($0) ?? "" }
  for part in parts.dropLast() {
    let next = unsafe openat(opened, part, pathOnly | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard next >= 0 else { throw .current }
    if opened != folder { close(opened) }
    opened = next
  }
  let last = unsafe openat(opened, parts.last ?? "", flags | O_NOFOLLOW, mode)
  guard last >= 0 else { throw .current }
  return last
}

/// O_PATH: the descriptor only names the file or the folder.
let pathOnly = branchpress_path_only

/// Whether the kernel resolves paths below a folder.
private let kernelResolves: Bool = {
  let opened = unsafe branchpress_open_beneath(
    AT_FDCWD, ".", UInt64(pathOnly | O_DIRECTORY | O_CLOEXEC), 0)
  if opened >= 0 { close(opened) }
  return opened >= 0
}()

/// A folder that is open while several things in it are looked at or made, by single names.
struct OpenFolder: ~Copyable {
  let descriptor: Int32
  private let isOwned: Bool

  /// Opens a folder below another, or that one itself.
  init(_ path: FilePath?, below folder: Folder) throws(FileError) {
    if let failure = folder.failure { throw failure }
    let opened =
      if let path { try folder.open(path, pathOnly | O_DIRECTORY) } else { folder.descriptor }
    isOwned = path != nil
    descriptor = opened
  }

  deinit { if isOwned { close(descriptor) } }

  /// The facts of a path, of which the folder's own is the part before `start`.
  func facts(at path: FilePath, from start: Int) -> FileFacts? {
    var facts = stat()
    return unsafe path.text.withCString { path in
      unsafe fstatat(descriptor, path + start, &facts, AT_SYMLINK_NOFOLLOW) == 0
        ? FileFacts(facts) : nil
    }
  }
}

/// Calls `body` with the name and the kind of everything in a folder that was opened to be listed, and closes it.
func listAndClose(
  _ opened: Int32, _ body: (UnsafeBufferPointer<UInt8>, FileKind) -> Void
) throws(FileError) {
  guard let directory = unsafe fdopendir(opened) else {
    let error = FileError.current
    close(opened)
    throw error
  }
  defer { unsafe closedir(directory) }
  while let entry = unsafe readdir(directory) {
    unsafe withName(of: entry) { name in
      if name.count < 3, unsafe name.allSatisfy({ $0 == UInt8(ascii: ".") }) { return }
      unsafe body(name, kindOf(entry, in: opened))
    }
  }
}

private func kindOf(_ entry: UnsafePointer<dirent>, in folder: Int32) -> FileKind {
  switch Int(unsafe entry.pointee.d_type) {
  case DT_REG: return .regular
  case DT_DIR: return .folder
  case DT_LNK: return .link
  case DT_UNKNOWN:
    var facts = stat()
    return unsafe withCName(of: entry) { name in
      unsafe fstatat(folder, name, &facts, AT_SYMLINK_NOFOLLOW) == 0
        ? FileKind(mode: facts.st_mode) : .other
    }
  default: return .other
  }
}

private func withName<Result>(
  of entry: UnsafePointer<dirent>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
) -> Result {
  unsafe withCName(of: entry) { name in
    let bytes = unsafe UnsafeRawBufferPointer(start: name, count: strlen(name))
    return unsafe bytes.withMemoryRebound(to: UInt8.self, body)
  }
}

private func withCName<Result>(
  of entry: UnsafePointer<dirent>, _ body: (UnsafePointer<CChar>) -> Result
) -> Result {
  let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
  return unsafe body((UnsafeRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self))
}

private func withoutSlashesAtEnd(_ path: String) -> String {
  var end = path.utf8[...]
  while end.count > 1, end.last == separator { end.removeLast() }
  return String(end) ?? path
}
