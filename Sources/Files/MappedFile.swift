internal import Glibc

/// A file's bytes where the system keeps them anyway: they are not copied.
///
/// It is for files that nobody shortens, or the program would end when it comes to the missing part: for
/// the files of the state folder, which are replaced whole or appended to.
@safe
package final class MappedFile: @unchecked Sendable {
  /// Valid as long as this object.
  package let bytes: UnsafeRawBufferPointer

  /// Nil if there is no such file, it cannot be read, or it has more than `limit` bytes.
  package init?(_ path: FilePath, in folder: Folder, limit: Int = 1 << 32) {
    guard let file = try? folder.openForReading(path), let facts = try? file.facts(),
      facts.kind == .regular, facts.stamp.size <= limit
    else { return nil }
    let count = facts.stamp.size
    if count == 0 {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file.descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { return nil }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = unsafe bytes.baseAddress {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
