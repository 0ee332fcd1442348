internal import ByteText
internal import Content

/// A conflict between a file of the site and another one that needs its path as a folder: `about` beside
/// `about/index.html`.
struct PathConflict: Sendable {
  /// The index of the output that is the file.
  let file: Int
  let below: Int
}

/// The files among outputs that are also folders above other outputs, each with the first of these. The outputs must be
/// sorted by path; the paths are walked over once.
func pathConflicts(_ outputs: [Output]) -> [PathConflict] {
  var conflicts: [PathConflict] = []
  // The outputs so far whose paths are beginnings of the current path, the longest last.
  var beginnings: [(output: Int, isReported: Bool)] = []
  for (index, output) in outputs.enumerated() {
    while let last = beginnings.last,
      !begins(output.path, with: outputs[last.output].path)
    {
      beginnings.removeLast()
    }
    for beginning in beginnings.indices where !beginnings[beginning].isReported {
      if isBelow(output.path, outputs[beginnings[beginning].output].path) {
        conflicts.append(PathConflict(file: beginnings[beginning].output, below: index))
        beginnings[beginning].isReported = true
      }
    }
    beginnings.append((index, false))
  }
  return conflicts
}

/// Whether a path begins with the bytes of another one.
private func begins(_ path: String, with beginning: String) -> Bool {
  unsafe path.withBytes { path in unsafe beginning.withBytes { unsafe path.starts(with: $0) } }
}
