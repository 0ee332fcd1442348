internal import CFiles
internal import Glibc

/// The kernel's queue of what happens in folders that are watched (inotify(7)), for one thread.
package final class FolderEvents {
  /// The open queue, which can be read when something has happened; only for waiting for it.
  package let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Makes an empty queue.
  package init() throws(WatchError) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard descriptor < 0 else { return }
    let error = errno
    // The same number stands for the user's limit of queues and for the process's limit of open files.
    throw error == EMFILE && canOpenMore() ? .tooManyQueues : .file(.system(error))
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Watches a folder below another one, or that one itself, but not the folders in it, and then calls `body` with the name and
  /// the kind of everything in it: whatever comes or goes later is an event.
  ///
  /// Gives the number that events of this folder have, which it keeps when it is moved. A folder that is watched already has its
  /// old number.
  package func watch(
    _ path: FilePath?, in folder: Folder, _ body: (UnsafeBufferPointer<UInt8>, FileKind) -> Void
  ) throws(WatchError) -> Int32 {
    let opened: Int32
    do throws(FileError) { opened = try folder.openToList(path) } catch { throw .file(error) }
    let number: Int32
    do throws(WatchError) {
      number = try add(opened, inTree)
    } catch {
      close(opened)
      throw error
    }
    do throws(FileError) { try unsafe listAndClose(opened, body) } catch { throw .file(error) }
    return number
  }

  /// Watches a folder at a path of the person who runs the program, behind links, for its own end and for the names that come
  /// to it and go from it. Nil if it is not there or may not be read.
  package func watch(around path: String) throws(WatchError) -> Int32? {
    let opened = unsafe open(path, pathOnly | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return nil }
    defer { close(opened) }
    do throws(WatchError) {
      return try add(opened, around)
    } catch .file {
      return nil
    }
  }

  /// Ends the watching of a folder. Its events that wait in the queue are still given.
  package func forget(_ number: Int32) { inotify_rm_watch(descriptor, number) }

  /// Calls `body` with the events that wait, in their order: the number of the folder, or -1 if events were lost; what has
  /// happened; and the name in the folder, empty for the folder itself. It takes at most a megabyte of them.
  package func take(_ body: (Int32, FolderEvent, UnsafeBufferPointer<UInt8>) -> Void) {
    for _ in 0..<16 {
      let count = unsafe read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      unsafe buffer.withUnsafeBytes { bytes in
        var start = 0
        while start + eventSize <= count {
          let event = unsafe bytes.loadUnaligned(fromByteOffset: start, as: inotify_event.self)
          let rest = unsafe UnsafeRawBufferPointer(
            rebasing: bytes[(start + eventSize)..<(start + eventSize + Int(event.len))])
          unsafe rest.withMemoryRebound(to: UInt8.self) { padded in
            let end = unsafe padded.firstIndex(of: 0) ?? padded.count
            let name = unsafe UnsafeBufferPointer(rebasing: padded[..<end])
            unsafe body(event.wd, FolderEvent(rawValue: event.mask), name)
          }
          start += eventSize + Int(event.len)
        }
      }
    }
  }

  private func add(_ opened: Int32, _ mask: Int32) throws(WatchError) -> Int32 {
    if let name = silentFileSystems[branchpress_file_system(opened)] { throw .fileSystem(name) }
    let path = "/proc/self/fd/\(opened)"
    let number = unsafe inotify_add_watch(descriptor, path, UInt32(mask))
    if number >= 0 { return number }
    throw errno == ENOSPC ? .tooManyFolders : errno == EACCES ? .file(.current) : .noQueue(errno)
  }
}

/// The reason why a folder is not watched.
package enum WatchError: Error, Sendable, Equatable {
  /// The folder cannot be opened or read.
  case file(FileError)
  /// The user has as many queues as the system allows (`fs.inotify.max_user_instances`).
  case tooManyQueues
  /// The user watches as many folders as the system allows (`fs.inotify.max_user_watches`).
  case tooManyFolders
  /// The file system, of this name, does not tell of changes that other machines make.
  case fileSystem(String)
  /// The system refused for another reason, with its error number.
  case noQueue(Int32)
}

/// The things that happened to a name in a watched folder, or to the folder itself.
package struct FolderEvent: OptionSet, Sendable {
  /// The bits of the kernel.
  package let rawValue: UInt32

  /// The things that these bits of the kernel stand for.
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  private init(_ bits: Int32) { self.init(rawValue: UInt32(bits)) }

  /// A file, folder or link was made.
  package static let created = FolderEvent(IN_CREATE)
  /// A file was written to, and may still be.
  package static let written = FolderEvent(IN_MODIFY)
  /// A file that was open for writing was closed.
  package static let closed = FolderEvent(IN_CLOSE_WRITE)
  /// Times, permissions or the owner changed.
  package static let facts = FolderEvent(IN_ATTRIB)
  /// A name was removed.
  package static let removed = FolderEvent(IN_DELETE)
  /// The name was given up for another one, here or elsewhere.
  package static let movedAway = FolderEvent(IN_MOVED_FROM)
  /// Something was moved to this name.
  package static let movedHere = FolderEvent(IN_MOVED_TO)
  /// The watched folder itself was moved.
  package static let moved = FolderEvent(IN_MOVE_SELF)
  /// The watched folder itself was removed.
  package static let gone = FolderEvent(IN_DELETE_SELF)
  /// The file system that the watched folder lies on was unmounted.
  package static let unmounted = FolderEvent(IN_UNMOUNT)
  /// The folder is no longer watched, and its number means nothing more.
  package static let ended = FolderEvent(IN_IGNORED)
  /// The queue was full, and events were lost.
  package static let lost = FolderEvent(IN_Q_OVERFLOW)
  /// The name is a folder's.
  package static let ofFolder = FolderEvent(IN_ISDIR)
}

private let eventSize = MemoryLayout<inotify_event>.size

private let names = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB
private let around = names | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR | IN_EXCL_UNLINK
private let inTree = around | IN_MODIFY | IN_CLOSE_WRITE

private func canOpenMore() -> Bool {
  let opened = unsafe open("/", pathOnly | O_DIRECTORY | O_CLOEXEC)
  if opened >= 0 { close(opened) }
  return opened >= 0
}

/// The file systems whose files others change without this kernel's knowledge, by their numbers (statfs(2), linux/magic.h and the
/// sources of those that are not part of Linux).
private let silentFileSystems: [UInt32: String] = [
  0x6969: "nfs", 0x517B: "smb", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x0102_1997: "9p",
  0x6573_5546: "fuse", 0x786F_4256: "vboxsf", 0xBACB_ACBC: "vmhgfs", 0x7C7C_6673: "prl_fs",
  0x00C3_6400: "ceph", 0x7375_7245: "coda", 0x5346_414F: "afs", 0x6B41_4653: "kafs",
  0x564C: "ncp", 0x0BD0_0BD0: "lustre", 0x0116_1970: "gfs2", 0x7461_636F: "ocfs2",
  0x4750_4653: "gpfs", 0x2003_0528: "orangefs", 0x1983_0326: "beegfs", 0x5346_4846: "wslfs",
]

/// The number in a file of `/proc/sys/fs/inotify/`; nil if it is not told.
package func limitOfWatching(_ name: FilePath) -> Int? {
  let bytes = Folder(path: "/proc/sys/fs/inotify").readPrefix(name, limit: 32)
  return Int(String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self))
}
