internal import Content
internal import Digests

/// The record of a build as a whole: its input and its findings.
struct RememberedBuild: Sendable {
  /// The digest of the stamps of all files that were read and of the options; `none` where stamps are not reliable.
  var inputs = Digest.none
  /// The digest of the system's run in which the site was written. A power failure may leave files with other bytes and
  /// the same stamp, so that stamps are valid within one run only.
  var boot = Digest.none
  /// The time, in seconds since 1970, after which the site is the same at any moment up to `before`, both exclusive.
  var after = Int.max
  var before = Int.min
  var counts = ReportCounts()
  var upcoming: [UpcomingDocument] = []
  /// The site's identity, of which the guids in feeds are made; empty where nothing is known.
  var identity = ""
  /// The digest of the folders' names, which messages contain.
  var names = Digest.none
  /// The problems that were found in the input.
  var findings = Findings([])
}

/// The numbers of a report that stay the same as long as the site does.
struct ReportCounts: Sendable {
  static let size = DocumentKind.allCases.count + 5
  var numbers = [Int](repeating: 0, count: size)
}
