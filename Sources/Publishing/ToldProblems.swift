package import Diagnostics
package import Digests

/// The problems that were found in outputs when they were made, by the fingerprints of their sources: outputs with a
/// known fingerprint need not be made to report their problems again.
///
/// A build that publishes keeps only outputs that have problems. One that fails keeps all, so that the next one need
/// not make them to find further problems.
package struct ToldProblems: Sendable {
  private var fingerprints = DigestSet()
  /// The problems, by the index of the fingerprint.
  private var problems: [[Diagnostic]] = []

  /// Whether no output is known.
  var isEmpty: Bool { problems.isEmpty }

  /// Adds the problems of the outputs with a fingerprint, unless that is known already.
  package mutating func insert(_ fingerprint: Digest, _ found: [Diagnostic]) {
    if fingerprints.insert(fingerprint).isNew { problems.append(found) }
  }

  /// The problems of an output, by its fingerprint; nil if they are not known.
  package func problems(of fingerprint: Digest) -> [Diagnostic]? {
    isEmpty ? nil : fingerprints.index(of: fingerprint).map { problems[$0] }
  }

  /// The outputs that have problems.
  var wrong: ToldProblems {
    var wrong = ToldProblems()
    for (number, found) in problems.enumerated() where !found.isEmpty {
      wrong.insert(fingerprints[number], found)
    }
    return wrong
  }

  /// The fingerprints, each with the problems of its outputs.
  package var all: [(fingerprint: Digest, problems: [Diagnostic])] {
    problems.indices.map { (fingerprints[$0], problems[$0]) }
  }

  /// Problems of no outputs.
  package init() {}
}

extension Plan {
  /// The known problems of all outputs, after some of them were made; if `all` is false, of those outputs only that
  /// have problems.
  package func told(_ staged: [StagedOutput], all: Bool) -> ToldProblems {
    var told = all ? known.told.wrong : ToldProblems()
    var made = staged[...]
    for index in outputs.indices {
      let output = made.first?.index == index ? made.removeFirst() : nil
      // The output that reported the mistake may be missing in the next build.
      if output?.hasToldMistakes == true { continue }
      let found = output?.problems ?? problems(of: index)
      // A refusal of the system may not last.
      if found.contains(where: \.isOfMoment) || found.isEmpty && !all { continue }
      told.insert(fingerprint(of: index), found)
    }
    return told
  }
}

extension Diagnostic {
  /// Whether the problem may disappear without any change to the build's input.
  fileprivate var isOfMoment: Bool { id == "file-system" || id == "changed-meanwhile" }
}
