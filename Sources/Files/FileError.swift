internal import Glibc

/// The reason why a file operation was not done.
package enum FileError: Error, Sendable, Equatable {
  /// The system refused, with its error number (errno(3)).
  case system(Int32)
  /// A folder, link, pipe, socket or device stands where a regular file must be.
  case notRegular
  /// The file has more than so many bytes.
  case tooLarge(limit: Int)
  /// The file changed while it was being read.
  case changed

  /// The error of the system call that has just failed.
  static var current: FileError { .system(errno) }

  /// Something stands at the path already.
  package static let exists = FileError.system(EEXIST)
  /// Nothing stands at the path.
  package static let missing = FileError.system(ENOENT)
  /// A symbolic link stands on the way or at the end of it; none is followed below a folder.
  package static let link = FileError.system(ELOOP)
  /// Something else stands where a folder must be.
  package static let notFolder = FileError.system(ENOTDIR)
  /// The permissions do not allow it.
  package static let denied = FileError.system(EACCES)
}
