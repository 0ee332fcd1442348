internal import ByteText
internal import Content

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
      !begins(output.path, with: outputs[last.output].path)
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

/// Whether a path goes on from the bytes of another one.
private func begins(_ path: String, with beginning: String) -> Bool {
  unsafe path.withBytes { path in unsafe beginning.withBytes { unsafe path.starts(with: $0) } }
}
