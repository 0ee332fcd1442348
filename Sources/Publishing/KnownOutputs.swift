package import Digests
package import Files

/// What a file of the site was made from, and its stamp when it had been put there: while both are
/// the same, the file is what a clean build would write.
package struct KnownOutput: Sendable {
  package let file: FilePath
  /// Its path as text.
  package var path: String { file.text }
  package let stamp: FileStamp
  package let fingerprint: Digest

  package init(file: FilePath, stamp: FileStamp, fingerprint: Digest) {
    self.file = file
    self.stamp = stamp
    self.fingerprint = fingerprint
  }
}

/// The outputs of the last build, with what there was to say about them.
package struct KnownOutputs: Sendable {
  /// Sorted by path.
  package let outputs: [KnownOutput]
  /// Whether each output is as it was left, by the same index.
  package var isCurrent: [Bool] = []
  /// What there was to say about outputs, of this build and of those that failed since.
  package var told: ToldProblems

  package init(_ outputs: [KnownOutput] = [], told: ToldProblems = ToldProblems()) {
    self.outputs = outputs
    self.told = told
  }

  /// The files that were made from what a fingerprint stands for, and whether all of them are as they were left.
  package func files(madeFrom fingerprint: Digest) -> (paths: [String], areCurrent: Bool) {
    var (paths, areCurrent) = ([String](), true)
    for (index, output) in outputs.enumerated() where output.fingerprint == fingerprint {
      paths.append(output.path)
      areCurrent = areCurrent && isCurrent[index]
    }
    return (paths, areCurrent)
  }
}
