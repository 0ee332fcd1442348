/// The member of `candidates` that `word` was probably meant to be: at most a third of its
/// characters differ (one for short words), ties go to the first in order. Letter case and the
/// difference between `-` and `_` count as nothing.
public func nearMatch(for word: String, in candidates: some Sequence<String>) -> String? {
  let wanted = folded(word)
  var best: (candidate: String, distance: Int)?
  for candidate in candidates.sorted() {
    let limit = max(1, max(wanted.count, candidate.unicodeScalars.count) / 3)
    let distance = editDistance(wanted, folded(candidate), limit: limit)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

private func folded(_ word: String) -> [UInt32] {
  word.unicodeScalars.prefix(64).map { scalar in
    scalar == "_" ? 0x2D : (0x41...0x5A).contains(scalar.value) ? scalar.value + 32 : scalar.value
  }
}

/// Optimal string alignment distance (insert, delete, replace, swap neighbours), or more than
/// `limit` when it is beyond it.
private func editDistance(_ a: [UInt32], _ b: [UInt32], limit: Int) -> Int {
  if abs(a.count - b.count) > limit { return limit + 1 }
  var before = [Int](repeating: 0, count: b.count + 1)
  var previous = Array(0...b.count)
  for i in 0..<a.count {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in 0..<b.count {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, before[j - 1] + 1) }
      current.append(cost)
    }
    (before, previous) = (previous, current)
  }
  return previous[b.count]
}
