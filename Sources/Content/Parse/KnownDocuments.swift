package import Digests
package import Files

/// A source of results from earlier builds. The Parse phase need not know where they are kept.
package protocol KnownDocuments: Sendable {
  /// The known version of a document's file, nil if there is none; it is looked for at index `hint` first.
  func version(of path: String, at hint: Int) -> DocumentVersion?
  /// The result that was made from a known version of a file of `content`; nil if it cannot be read.
  func result(_ version: DocumentVersion, at file: FilePath, in content: Folder) -> ParseResult?
}

/// A version of a document's file for which a result is valid: in a site with the same `site.yml` it is valid for every
/// file with this stamp, or with bytes of this digest. A file that is no document has a version too, so that it need
/// not be read again to find that out.
package struct DocumentVersion: Sendable {
  /// The origin of a result, which decides whether it is written again.
  package enum Origin: Sendable {
    /// A known entry, by its index.
    case known(entry: Int)
    /// A known entry, by its index, whose file has another stamp but the same bytes.
    case restamped(entry: Int)
    /// A file that this build has read and parsed.
    case parsed
  }

  /// The stamp of the file, `none` where it tells nothing about later changes.
  package let stamp: FileStamp
  /// The digest of the file's bytes.
  package let source: Digest
  /// The digest of the content that other pages show of the document, `none` where the file is no document.
  package let entry: Digest
  /// The origin of the result.
  package let origin: Origin

  /// A version from its stamp, its digests and its origin.
  package init(stamp: FileStamp, source: Digest, entry: Digest, origin: Origin) {
    self.stamp = stamp
    self.source = source
    self.entry = entry
    self.origin = origin
  }

  /// The version of a file that has the same bytes and another stamp.
  func restamped(_ stamp: FileStamp) -> DocumentVersion {
    guard case .known(let entry) = origin else { return self }
    return DocumentVersion(
      stamp: stamp, source: source, entry: self.entry, origin: .restamped(entry: entry))
  }
}
