internal import Glibc

/// What the file system says of a file: while it says the same, the file is taken to be the same.
///
/// The time of the last change of the file's entry is part of it, which a program cannot set: a file
/// that was put in the place of another with its size and its date is told from it.
struct FileStamp: Sendable, Hashable {
  let size: Int
  /// Nanoseconds since 1970.
  let modified: Int
  let changed: Int
  let inode: UInt64

  init(_ facts: stat) {
    size = Int(facts.st_size)
    modified = nanoseconds(facts.st_mtim)
    changed = nanoseconds(facts.st_ctim)
    inode = UInt64(facts.st_ino)
  }

  init(size: Int, modified: Int, changed: Int, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// No file's.
  static let none = FileStamp(size: -1, modified: 0, changed: 0, inode: 0)

  /// Whether the file has not changed since a moment, in nanoseconds since 1970.
  func isBefore(_ moment: Int) -> Bool { max(modified, changed) < moment }
}

private func nanoseconds(_ time: timespec) -> Int { time.tv_sec * 1_000_000_000 + time.tv_nsec }

/// Nanoseconds since 1970 by the machine's clock.
func nanosecondsNow() -> Int {
  var now = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &now)
  return nanoseconds(now)
}
