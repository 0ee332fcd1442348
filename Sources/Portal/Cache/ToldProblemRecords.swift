internal import ByteText
internal import Diagnostics
internal import Digests
internal import Publishing

// What there was to say about outputs, as the cache holds it.

extension ToldProblems {
  /// Appends what there was to say, by fingerprint.
  func write(to content: inout ByteWriter) {
    content.append(list: all) { content, made in
      content.append(made.fingerprint)
      content.append(counted: made.problems)
    }
  }

  /// Reads what `write` appended.
  init(_ reader: inout CacheReader) {
    self.init()
    let all = reader.list { ($0.digest(), unsafe DiagnosticRecords($0.lent())) }
    for (fingerprint, records) in all { insert(fingerprint, records.diagnostics(of: "")) }
  }
}

extension Diagnostic {
  /// Whether it is about what a build found of the last one, and not about what is built: it is told once.
  var isOfBuild: Bool {
    ["cache-damaged", "cache-foreign", "foreign-files", "feeds-left-out"].contains(id)
  }
}
