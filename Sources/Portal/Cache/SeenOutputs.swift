internal import ByteText
internal import Diagnostics
internal import Digests

/// What there was to say about outputs when they were made, by the fingerprints of what they were made from:
/// while that is known, none of them need be made to say it again.
///
/// A build that publishes keeps the outputs that there is something to say about, one that fails keeps all: the
/// next one need not make them to find out what else is wrong.
struct SeenOutputs: Sendable {
  private var fingerprints = DigestSet()
  /// By the place of the fingerprint.
  private var problems: [[Diagnostic]] = []

  var isEmpty: Bool { problems.isEmpty }

  mutating func insert(_ fingerprint: Digest, _ found: [Diagnostic]) {
    if fingerprints.insert(fingerprint).isNew { problems.append(found) }
  }

  /// What there is to say about an output; nil if that is not known.
  func problems(of fingerprint: Digest) -> [Diagnostic]? {
    isEmpty ? nil : fingerprints.index(of: fingerprint).map { problems[$0] }
  }

  /// Those of them that there is something to say about.
  var wrong: SeenOutputs {
    var wrong = SeenOutputs()
    for (place, found) in problems.enumerated() where !found.isEmpty {
      wrong.insert(fingerprints[place], found)
    }
    return wrong
  }

  func write(to content: inout ByteWriter) {
    content.append(list: problems.enumerated()) { content, element in
      content.append(fingerprints[element.offset])
      content.append(counted: element.element)
    }
  }

  init() {}

  init(_ reader: inout CacheReader) {
    let all = reader.list { ($0.digest(), unsafe DiagnosticRecords($0.lent())) }
    for (fingerprint, records) in all { insert(fingerprint, records.diagnostics(of: "")) }
  }
}

extension Plan {
  /// What is known of the outputs now that some of them were made: of all, or of those only that there is
  /// something to say about.
  func seen(_ staged: [StagedOutput], all: Bool) -> SeenOutputs {
    var seen = all ? cache.seen.wrong : SeenOutputs()
    var made = staged[...]
    for index in outputs.indices {
      let output = made.first?.index == index ? made.removeFirst() : nil
      // Who tells it may be gone next time.
      if output?.hasToldMistakes == true { continue }
      let found = output?.problems ?? problems(of: index)
      // The system may think better of what it would not do.
      if found.contains(where: \.isOfMoment) || found.isEmpty && !all { continue }
      seen.insert(fingerprint(of: index), found)
    }
    return seen
  }
}

extension Diagnostic {
  /// Whether it is about what a build found of the last one, and not about what is built: it is told once.
  var isOfBuild: Bool {
    ["cache-damaged", "cache-foreign", "foreign-files", "feeds-left-out"].contains(id)
  }

  /// Whether it may be otherwise in a moment, without anything that is built being changed.
  fileprivate var isOfMoment: Bool { id == "file-system" || id == "changed-meanwhile" }
}
