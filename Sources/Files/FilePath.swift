internal import ByteText

/// A path that leads from a folder to something below it, and cannot lead anywhere else.
///
/// It has one to many parts with `/` between them; no part is empty, `.` or `..`, has a control character,
/// or is longer than a file system takes. Whatever a setting, a document, a manifest or a command line says
/// becomes a path only by passing this check.
package struct FilePath: Sendable, Hashable {
  /// The path as it is written on disk, in UTF-8.
  package let text: String

  /// The most bytes of a path.
  package static let longest = 1024
  /// The most bytes of one part of a path, as file systems have it.
  package static let longestPart = 255

  /// The path that `text` writes, or nil if it is not one.
  package init?(_ text: String) {
    guard unsafe text.withBytes({ unsafe FilePath.isPath($0) }) else { return nil }
    self.text = text
  }

  /// A path that the program itself has.
  package init(fixed text: StaticString) { self.text = text.description }

  /// A path that was checked before, part by part.
  init(checked text: String) { self.text = text }

  /// The path of a name in a folder, or nil if the name is not one part of a path, or the whole is too long.
  package init?(_ name: UnsafeBufferPointer<UInt8>, in folder: FilePath?) {
    guard unsafe FilePath.isPath(name), unsafe !name.contains(separator) else { return nil }
    let start = folder.map { $0.text.utf8.count + 1 } ?? 0
    guard start + name.count <= FilePath.longest else { return nil }
    text = unsafe String(unsafeUninitializedCapacity: start + name.count) { path in
      if let folder {
        unsafe folder.text.withBytes { _ = unsafe path.update(fromContentsOf: $0) }
        unsafe path[start - 1] = separator
      }
      return unsafe path[start...].update(fromContentsOf: name)
    }
  }

  /// The last part.
  package var name: String {
    text.utf8.lastIndex(of: separator).map { String(text[text.utf8.index(after: $0)...]) } ?? text
  }

  /// The path without its last part; nil right below the folder.
  package var folder: FilePath? {
    text.utf8.lastIndex(of: separator).map { FilePath(checked: String(text[..<$0])) }
  }

  /// Whether the path leads to something below a folder.
  package func isBelow(_ folder: FilePath) -> Bool {
    unsafe text.withBytes { text in
      unsafe folder.text.withBytes { folder in
        unsafe text.count > folder.count && text[folder.count] == separator
          && text.starts(with: folder)
      }
    }
  }

  private static func isPath(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...longest).contains(bytes.count) else { return false }
    var start = 0
    for index in 0...bytes.count {
      let byte = index < bytes.count ? unsafe bytes[index] : separator
      if byte == separator {
        let part = unsafe UnsafeBufferPointer(rebasing: bytes[start..<index])
        guard unsafe isPart(part) else { return false }
        start = index + 1
      } else if byte < 0x20 || byte == 0x7F {
        return false
      } else if byte == 0xC2, index + 1 < bytes.count, unsafe bytes[index + 1] < 0xA0 {
        return false
      }
    }
    return unsafe isWellFormed(bytes)
  }

  private static func isPart(_ part: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...longestPart).contains(part.count) else { return false }
    if part.count > 2 { return true }
    return unsafe !part.allSatisfy { $0 == UInt8(ascii: ".") }
  }

  /// Whether the bytes are UTF-8; most paths are ASCII.
  private static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe bytes.reduce(0, { $0 | $1 }) < 0x80 || String(validating: bytes, as: UTF8.self) != nil
  }
}

let separator = UInt8(ascii: "/")
