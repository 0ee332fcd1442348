internal import Content
internal import Digests

/// What a build as a whole was made from, and what it had to say of itself.
struct RememberedBuild: Sendable {
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

/// The numbers of a report that are the same as long as the site is.
struct ReportCounts: Sendable {
  static let size = DocumentKind.allCases.count + 5
  var numbers = [Int](repeating: 0, count: size)
}
