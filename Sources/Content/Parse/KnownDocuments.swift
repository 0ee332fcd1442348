package import Digests
package import Files

/// What earlier builds found in documents, as Parse asks for it; where that is kept is no concern of Parse.
package protocol KnownDocuments: Sendable {
  /// The version of a document's file that is known, if any is; looked for at `hint` first.
  func version(of path: String, at hint: Int) -> DocumentVersion?
  /// What was made of a known version of a file of `content`; nil if that cannot be read.
  func result(_ version: DocumentVersion, at file: FilePath, in content: Folder) -> ParseResult?
}

/// A version of a document's file, for which what was parsed holds: in a site with the same `site.yml` it holds for
/// every file with this stamp, or with bytes of this digest. A file that is no document has a version too, so that it
/// need not be read again to find that out.
package struct DocumentVersion: Sendable {
  /// Where what was parsed comes from, so that it is not written again.
  package enum Origin: Sendable {
    /// An entry of what was known, by its index.
    case known(entry: Int)
    /// The same but for the stamp.
    case restamped(entry: Int)
    /// What this build read.
    case parsed
  }

  package let stamp: FileStamp
  package let source: Digest
  package let entry: Digest
  package let origin: Origin

  package init(stamp: FileStamp, source: Digest, entry: Digest, origin: Origin) {
    self.stamp = stamp
    self.source = source
    self.entry = entry
    self.origin = origin
  }

  /// The same of a file with the same bytes and another stamp.
  func restamped(_ stamp: FileStamp) -> DocumentVersion {
    guard case .known(let entry) = origin else { return self }
    return DocumentVersion(
      stamp: stamp, source: source, entry: self.entry, origin: .restamped(entry: entry))
  }
}
