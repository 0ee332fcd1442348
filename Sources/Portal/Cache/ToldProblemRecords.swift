internal import ByteText
internal import Diagnostics
internal import Digests
internal import Publishing

// The encoding of outputs' problems in the cache.

extension ToldProblems {
  /// Appends the problems, by fingerprint.
  func write(to content: inout ByteWriter) {
    content.append(list: all) { content, made in
      content.append(made.fingerprint)
      content.append(counted: made.problems)
    }
  }

  /// Reads the problems that `write` appended.
  init(_ reader: inout CacheReader) {
    self.init()
    let all = reader.list { ($0.digest(), unsafe DiagnosticRecords($0.lent())) }
    for (fingerprint, records) in all { insert(fingerprint, records.diagnostics(of: "")) }
  }
}

extension Diagnostic {
  /// Whether the problem concerns the last build rather than the site, so that it is reported once.
  var isOfBuild: Bool {
    [
      "cache-damaged", "cache-foreign", "foreign-files", "feeds-left-out", "identity-changed",
      "renamed", "moved",
    ].contains(id)
  }
}
