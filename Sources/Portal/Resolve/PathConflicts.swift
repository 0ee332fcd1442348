internal import Files

/// A file of the site that another one would need as a folder: `about` beside `about/index.html`.
struct PathConflict: Sendable {
  /// Indices of the two outputs.
  let file: Int
  let below: Int
}

/// The files among outputs, which are sorted by path, that others have as a folder above them; each with the first
/// of those. Walks over the paths once.
func pathConflicts(_ outputs: [Output]) -> [PathConflict] {
  var conflicts: [PathConflict] = []
  // The outputs so far whose paths the current one goes on with, the longest last.
  var beginnings: [(output: Int, isReported: Bool)] = []
  for (index, output) in outputs.enumerated() {
    while let last = beginnings.last,
      !output.path.utf8.starts(with: outputs[last.output].path.utf8)
    {
      beginnings.removeLast()
    }
    for place in beginnings.indices where !beginnings[place].isReported {
      if isBelow(output.path, outputs[beginnings[place].output].path) {
        conflicts.append(PathConflict(file: beginnings[place].output, below: index))
        beginnings[place].isReported = true
      }
    }
    beginnings.append((index, false))
  }
  return conflicts
}
