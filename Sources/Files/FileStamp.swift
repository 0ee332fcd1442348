internal import Glibc

/// A file's size, times and number as the file system states them: while they are the same, the file is
/// taken to be the same.
///
/// The time of the last change of the file's entry is part of it, which a program cannot set: a file
/// that was put in the place of another with its size and its date is told from it.
package struct FileStamp: Sendable, Hashable {
  /// In bytes.
  package let size: Int
  /// The time of modification in nanoseconds since 1970; the nearest that can be told where a file system states more.
  package let modified: Int
  /// The time of the last change of the file or its name, counted alike.
  package let changed: Int
  /// The number of the file in its file system.
  package let inode: UInt64

  init(_ facts: stat) {
    size = Int(facts.st_size)
    modified = nanoseconds(facts.st_mtim)
    changed = nanoseconds(facts.st_ctim)
    inode = UInt64(facts.st_ino)
  }

  /// A stamp that was taken before.
  package init(size: Int, modified: Int, changed: Int, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// The stamp of no file.
  package static let none = FileStamp(size: -1, modified: 0, changed: 0, inode: 0)

  /// Whether the file has not changed since a moment, in nanoseconds since 1970.
  package func isBefore(_ moment: Int) -> Bool { max(modified, changed) < moment }
}

/// The kind of thing that stands at a path.
package enum FileKind: Sendable, Equatable {
  case regular, folder, link
  /// A pipe, a socket or a device.
  case other
}

/// The facts that the file system states of something that stands at a path.
package struct FileFacts: Sendable {
  /// The kind of thing.
  package let kind: FileKind
  /// Its stamp at the time of asking.
  package let stamp: FileStamp

  init(_ facts: stat) {
    kind = FileKind(mode: facts.st_mode)
    stamp = FileStamp(facts)
  }
}

extension FileKind {
  init(mode: mode_t) {
    self =
      switch mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
  }
}

private func nanoseconds(_ time: timespec) -> Int {
  let (whole, isTooLarge) = time.tv_sec.multipliedReportingOverflow(by: 1_000_000_000)
  let (sum, isTooLate) = whole.addingReportingOverflow(time.tv_nsec)
  return isTooLarge || isTooLate ? (time.tv_sec < 0 ? .min : .max) : sum
}

/// Nanoseconds since 1970 by the machine's clock.
package func nanosecondsNow() -> Int {
  var now = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &now)
  return nanoseconds(now)
}
