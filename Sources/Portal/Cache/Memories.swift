internal import Digests
internal import Files
internal import Pictures

// What one build tells the next. Each entry is immutable and stands for one file alone.

/// What is known of a document without reading it.
///
/// It holds for a file with this stamp, or with bytes of this digest, in a site with the same
/// `site.yml`. What there is to say about the file is part of it, even where that is all: a file that is no
/// document stays one until it is changed.
struct DocumentMemory: Sendable {
  /// Where the document's record is taken from: it is not held twice.
  enum Content: Sendable {
    /// An entry of the last build's.
    case known(entry: Int)
    /// The same but for the stamp.
    case restamped(entry: Int)
    /// What this build read.
    case parsed
  }

  let stamp: FileStamp
  let source: Digest
  let entry: Digest
  let content: Content

  /// The same of a file with the same bytes and another stamp.
  func restamped(_ stamp: FileStamp) -> DocumentMemory {
    guard case .known(let entry) = content else { return self }
    return DocumentMemory(
      stamp: stamp, source: source, entry: self.entry, content: .restamped(entry: entry))
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
  let file: FilePath
  var path: String { file.text }
  let stamp: FileStamp
  let fingerprint: Digest
}

/// What a build as a whole was made from, and what it had to say of itself.
struct BuildMemory: Sendable {
  /// Of the stamps of all that was read, and of the options; `none` where stamps cannot tell.
  var inputs = Digest.none
  /// The system's run in which the site was written. A power failure may leave files with other bytes and the same
  /// stamp, so that stamps count within one run only.
  var boot = Digest.none
  /// Any moment between these gives the same site, both exclusive, in seconds since 1970.
  var after = Int.max
  var before = Int.min
  var counts = ReportCounts()
  /// Of what the folders were called, as messages call them.
  var names = Digest.none
  /// What there is to say about the inputs.
  var findings = Findings([])
}
