/// The difference of two texts, line by line, as a unified diff has it.
struct LineDiff {
  private let old: [ArraySlice<UInt8>]
  private let new: [ArraySlice<UInt8>]
  /// The lines in order: kept, removed, added.
  private var steps: [Step] = []

  private enum Step { case keep, remove, add }

  /// The lines around a change that are shown too.
  private static let context = 3
  /// The most lines that are removed and added together before the rest counts as another text.
  private static let mostSteps = 1000

  init(_ old: [UInt8], _ new: [UInt8]) {
    self.old = Self.lines(of: old)
    self.new = Self.lines(of: new)
    steps = shortestSteps()
  }

  /// The lines of a text with their ends.
  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in text.indices
    where text[index] == 0x0A || text[index] == 0x0D && !text[(index + 1)...].starts(with: [0x0A]) {
      lines.append(text[start...index])
      start = index + 1
    }
    if start < text.count { lines.append(text[start...]) }
    return lines
  }

  // MARK: - Which lines stay

  private func shortestSteps() -> [Step] {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var (oldEnd, newEnd) = (old.count, new.count)
    while oldEnd > start, newEnd > start, old[oldEnd - 1] == new[newEnd - 1] {
      oldEnd -= 1
      newEnd -= 1
    }
    return [Step](repeating: .keep, count: start)
      + middle(old[start..<oldEnd], new[start..<newEnd])
      + [Step](repeating: .keep, count: old.count - oldEnd)
  }

  /// Myers' shortest way from some lines to others; all at once where it would be long.
  private func middle(
    _ old: ArraySlice<ArraySlice<UInt8>>, _ new: ArraySlice<ArraySlice<UInt8>>
  ) -> [Step] {
    let (old, new) = (Array(old), Array(new))
    let most = min(old.count + new.count, Self.mostSteps)
    var reach = Reach(most: most)
    var trace: [Reach] = []
    for count in 0...most {
      trace.append(reach)
      for diagonal in stride(from: -count, through: count, by: 2) {
        var x =
          reach.isAdded(to: diagonal, count)
          ? reach[diagonal + 1] : reach[diagonal - 1] + 1
        while x < old.count, x - diagonal < new.count, old[x] == new[x - diagonal] { x += 1 }
        reach[diagonal] = x
        if x >= old.count, x - diagonal >= new.count {
          return steps(back: trace, from: (old.count, new.count))
        }
      }
    }
    return [Step](repeating: .remove, count: old.count) + [Step](repeating: .add, count: new.count)
  }

  /// The furthest line of the old text that some number of steps reach on each diagonal, which is that line's number
  /// without the one of the new text's line.
  private struct Reach {
    private var lines: [Int]
    private let most: Int

    init(most: Int) {
      self.most = most
      lines = [Int](repeating: 0, count: 2 * most + 3)
    }

    subscript(diagonal: Int) -> Int {
      get { lines[most + 1 + diagonal] }
      set { lines[most + 1 + diagonal] = newValue }
    }

    /// Whether the last of `count` steps to a diagonal is an added line, else a removed one.
    func isAdded(to diagonal: Int, _ count: Int) -> Bool {
      diagonal == -count || diagonal != count && self[diagonal - 1] < self[diagonal + 1]
    }
  }

  private func steps(back trace: [Reach], from end: (Int, Int)) -> [Step] {
    var (x, y) = end
    var steps: [Step] = []
    for count in trace.indices.reversed() {
      let reach = trace[count]
      let isAdded = reach.isAdded(to: x - y, count)
      let before = isAdded ? x - y + 1 : x - y - 1
      let (startX, startY) = count == 0 ? (0, 0) : (reach[before], reach[before] - before)
      while x > startX, y > startY {
        steps.append(.keep)
        (x, y) = (x - 1, y - 1)
      }
      guard count > 0 else { break }
      steps.append(isAdded ? .add : .remove)
      (x, y) = (startX, startY)
    }
    return steps.reversed()
  }

  /// The number of lines that differ, of which one may stand for another.
  var changes: Int { max(steps.count { $0 == .add }, steps.count { $0 == .remove }) }

  // MARK: - As a person reads it

  /// The lines of the diff, without those that name the files.
  var hunks: [String] {
    var lines: [String] = []
    var index = 0
    var (oldLine, newLine) = (0, 0)
    while let change = steps[index...].firstIndex(where: { $0 != .keep }) {
      let start = max(index, change - Self.context)
      (oldLine, newLine) = (oldLine + start - index, newLine + start - index)
      let end = endOfHunk(from: change)
      let hunk = steps[start..<end]
      let (removed, added) = (hunk.count { $0 != .add }, hunk.count { $0 != .remove })
      lines.append(
        "@@ -\(range(oldLine, removed)) +\(range(newLine, added)) @@")
      for step in hunk { lines += line(step, &oldLine, &newLine) }
      index = end
    }
    return lines
  }

  /// Behind the lines that follow the last change that is so near to the one before that they are shown together.
  private func endOfHunk(from change: Int) -> Int {
    var last = change
    while let next = steps[(last + 1)...].firstIndex(where: { $0 != .keep }),
      next - last <= 2 * Self.context + 1
    { last = next }
    return min(steps.count, last + 1 + Self.context)
  }

  private func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start + 1)" : "\(count == 0 ? start : start + 1),\(count)"
  }

  private func line(_ step: Step, _ oldLine: inout Int, _ newLine: inout Int) -> [String] {
    let text = step == .add ? new[newLine] : old[oldLine]
    if step != .add { oldLine += 1 }
    if step != .remove { newLine += 1 }
    let mark = step == .keep ? " " : step == .add ? "+" : "-"
    let isWhole = text.last == 0x0A || text.last == 0x0D
    var shown = isWhole ? text.dropLast() : text
    if shown.last == 0x0D { shown.removeLast() }
    let line = mark + String(decoding: shown, as: UTF8.self)
    return isWhole ? [line] : [line, "\\ No newline at end of file"]
  }
}
