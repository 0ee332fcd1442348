package import Digests
package import Files

/// A file of the site as the last build left it, with the fingerprint of its sources. While stamp and fingerprint are
/// the same, the file is the one that a clean build would write.
package struct KnownOutput: Sendable {
  /// The path of the file, below the output folder.
  package let file: FilePath
  /// The path as text.
  package var path: String { file.text }
  /// The stamp of the file after it had been put in place.
  package let stamp: FileStamp
  /// The fingerprint of everything that the file was made from.
  package let fingerprint: Digest

  /// A file with its stamp and the fingerprint of its sources.
  package init(file: FilePath, stamp: FileStamp, fingerprint: Digest) {
    self.file = file
    self.stamp = stamp
    self.fingerprint = fingerprint
  }
}

/// The outputs of the last build, with the problems that were found in them.
package struct KnownOutputs: Sendable {
  /// The outputs, sorted by path.
  package let outputs: [KnownOutput]
  /// Whether each output still has the stamp with which it was left, by the same index.
  package var isCurrent: [Bool] = []
  /// The problems that were found in outputs, by the last build and by builds that have failed since.
  package var told: ToldProblems

  /// Outputs, sorted by path, and the problems found in them; by default none, as for a first build.
  package init(_ outputs: [KnownOutput] = [], told: ToldProblems = ToldProblems()) {
    self.outputs = outputs
    self.told = told
  }

  /// The paths of the files that were made from the sources of a fingerprint, and whether all of them still have the
  /// stamps with which they were left.
  package func files(madeFrom fingerprint: Digest) -> (paths: [String], areCurrent: Bool) {
    var (paths, areCurrent) = ([String](), true)
    for (index, output) in outputs.enumerated() where output.fingerprint == fingerprint {
      paths.append(output.path)
      areCurrent = areCurrent && isCurrent[index]
    }
    return (paths, areCurrent)
  }
}
