package import Diagnostics
package import Digests

/// What there was to say about outputs when they were made, by the fingerprints of what they were made from:
/// while that is known, none of them need be made to say it again.
///
/// A build that publishes keeps the outputs that there is something to say about, one that fails keeps all: the
/// next one need not make them to find out what else is wrong.
package struct ToldProblems: Sendable {
  private var fingerprints = DigestSet()
  /// By the place of the fingerprint.
  private var problems: [[Diagnostic]] = []

  var isEmpty: Bool { problems.isEmpty }

  package mutating func insert(_ fingerprint: Digest, _ found: [Diagnostic]) {
    if fingerprints.insert(fingerprint).isNew { problems.append(found) }
  }

  /// What there is to say about an output; nil if that is not known.
  package func problems(of fingerprint: Digest) -> [Diagnostic]? {
    isEmpty ? nil : fingerprints.index(of: fingerprint).map { problems[$0] }
  }

  /// Those of them that there is something to say about.
  var wrong: ToldProblems {
    var wrong = ToldProblems()
    for (place, found) in problems.enumerated() where !found.isEmpty {
      wrong.insert(fingerprints[place], found)
    }
    return wrong
  }

  /// The fingerprints with what there is to say about what was made from each.
  package var all: [(fingerprint: Digest, problems: [Diagnostic])] {
    problems.indices.map { (fingerprints[$0], problems[$0]) }
  }

  package init() {}
}

extension Plan {
  /// What is known of the outputs now that some of them were made: of all, or of those only that there is
  /// something to say about.
  package func told(_ staged: [StagedOutput], all: Bool) -> ToldProblems {
    var told = all ? known.told.wrong : ToldProblems()
    var made = staged[...]
    for index in outputs.indices {
      let output = made.first?.index == index ? made.removeFirst() : nil
      // Who tells it may be gone next time.
      if output?.hasToldMistakes == true { continue }
      let found = output?.problems ?? problems(of: index)
      // The system may think better of what it would not do.
      if found.contains(where: \.isOfMoment) || found.isEmpty && !all { continue }
      told.insert(fingerprint(of: index), found)
    }
    return told
  }
}

extension Diagnostic {
  /// Whether it may be otherwise in a moment, without anything that is built being changed.
  fileprivate var isOfMoment: Bool { id == "file-system" || id == "changed-meanwhile" }
}
