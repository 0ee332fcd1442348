internal import Digests
internal import Pictures

// What one build tells the next. Each entry is immutable and stands for one file alone.

/// What is known of a document without reading it.
///
/// It holds for a file with this stamp, or with bytes of this digest, in a site with the same
/// `site.yml`. Documents that there is something to say about are not remembered, so that it is said
/// again.
struct DocumentMemory: Sendable {
  let stamp: FileStamp
  let source: Digest
  let entry: Digest
  let record: ArraySlice<UInt8>
  /// All of it and the path, as the cache has it.
  let bytes: ArraySlice<UInt8>

  /// The document, which stands at `path`.
  func document(at path: String) -> ParsedDocument? {
    ParsedDocument(record, path: path, source: source, entry: entry)
  }
}

/// What is known of a picture that is published as it is.
struct PictureMemory: Sendable {
  let path: String
  let stamp: FileStamp
  let header: PictureHeader
}

/// What a file of the site was made from, and its stamp when it had been put there: while both are
/// the same, the file is what a clean build would write.
struct OutputMemory: Sendable {
  let path: String
  let stamp: FileStamp
  let fingerprint: Digest
}

/// What a build as a whole was made from, and what it had to say of itself.
struct BuildMemory: Sendable {
  /// Of the stamps of all that was read, and of the options; `none` where stamps cannot tell.
  var inputs = Digest.none
  /// Any moment between these gives the same site, both exclusive, in seconds since 1970.
  var after = Int.max
  var before = Int.min
  var counts = ReportCounts()
}
