internal import Glibc

/// A lock that one process at a time can hold, as long as this object lives.
package final class FileLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Takes the lock that a file stands for, which is made if it is missing. Nil if another process holds it.
  package static func take(_ path: FilePath, in folder: Folder) throws(FileError) -> FileLock? {
    let descriptor = try folder.open(path, O_RDWR | O_CREAT | O_NONBLOCK, mode: 0o644)
    let lock = FileLock(descriptor)
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else { throw .current }
    guard FileFacts(facts).kind == .regular else { throw .notRegular }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? lock : nil
  }

  /// Releases the lock by itself and not by closing the file only: a process that is just being started has this
  /// file open too until its program is loaded, and would hold the lock for so long.
  deinit {
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
