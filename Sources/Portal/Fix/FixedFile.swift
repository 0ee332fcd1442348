internal import Files

/// A file that was changed, or would be.
package struct FixedFile: Sendable {
  let file: FilePath
  var stamp: FileStamp
  /// The path as messages show it.
  package let path: String
  /// The path that it gets, if that is another.
  var newPath: String?
  /// The encoding that the file had, if that is changed too.
  package let encoding: String?
  /// The text that it had, and the one that it gets, in UTF-8.
  let before: [UInt8]
  let after: [UInt8]
  /// The bytes in front of the text that stay: a byte-order mark.
  let mark: [UInt8]
  /// The changes as a unified diff, a line of text each.
  package var diff: [String] { header + LineDiff(before, after).hunks }

  /// The number of lines that are changed.
  package var lines: Int { LineDiff(before, after).changes }

  private var header: [String] {
    let old = encoding.map { "\(path) (\($0))" } ?? path
    let name = newPath ?? path
    let new = encoding == nil ? name : "\(name) (UTF-8)"
    return ["--- \(old)", "+++ \(new)"]
  }
}
