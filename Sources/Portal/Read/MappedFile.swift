internal import Glibc

/// A file's bytes where the system keeps them anyway: they are not copied.
///
/// It is for files that nobody shortens, or the program would end when it comes to what is missing: for
/// those of the state folder, which are replaced whole or appended to.
@safe
final class MappedFile: @unchecked Sendable {
  /// Valid as long as this object.
  let bytes: UnsafeRawBufferPointer

  /// Nil if there is no such file, or it cannot be read.
  init?(_ name: String, in folder: Folder) {
    let descriptor = unsafe folder.withPath(of: name) { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    let count = Int(facts.st_size)
    if count == 0 {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0)
    guard let start = unsafe start, unsafe start != MAP_FAILED else { return nil }
    unsafe bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = unsafe bytes.baseAddress {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
