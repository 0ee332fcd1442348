/// The penalty of a code's rows, by which a mask is chosen: for runs of one colour, blocks of it, patterns like those of
/// finders, and for more of one colour than of the other. Beyond the code's sides all is light.
///
/// Rows are judged along their bits, and columns side by side.
func penalty<Row: FixedWidthInteger & UnsignedInteger>(of rows: [Row]) -> Int {
  let size = rows.count
  let side = Row.max >> Row(Row.bitWidth - size)
  let padding = [Row](repeating: 0, count: 10)
  let padded = padding + rows + padding
  var (total, dark) = (0, 0)
  // The modules that are like the one below, of this row and of the three rows above it.
  var like: (Row, Row, Row, Row) = (0, 0, 0, 0)
  var (across, runs): (Row, Row) = (0, 0)
  for index in 10..<10 + size {
    let row = padded[index]
    dark += row.nonzeroBitCount
    total += penalty(ofPatterns: along(row)) + penalty(ofPatterns: below(index, in: padded))
    let acrossHere = ~(row ^ row >> 1) & side >> 1
    let pairs = acrossHere & acrossHere >> 1
    let runsHere = pairs & pairs >> 2
    total += penalty(ofRuns: runsHere, begins: runsHere & ~(runsHere << 1))
    // `like.0` is of the row above, so that the blocks are those of both rows.
    total += 3 * (acrossHere & across & like.0).nonzeroBitCount
    across = acrossHere
    guard index < 9 + size else { break }
    like = (~(row ^ padded[index + 1]) & side, like.0, like.1, like.2)
    let runsBelow = like.0 & like.1 & like.2 & like.3
    total += penalty(ofRuns: runsBelow, begins: runsBelow & ~runs)
    runs = runsBelow
  }
  let (all, half) = (size * size, 2 * dark - size * size)
  // Ten for each twentieth by which the dark ones are more or less than half.
  return total + (max(0, abs(half) * 10 - 1) / all) * 10
}

/// The penalty of runs of five modules or more: 3, and 1 for each module beyond five. A run has a bit for each of its
/// modules from the fifth on.
private func penalty<Row: FixedWidthInteger>(ofRuns runs: Row, begins: Row) -> Int {
  runs.nonzeroBitCount + 2 * begins.nonzeroBitCount
}

private func penalty<Row: FixedWidthInteger>(ofPatterns patterns: Row) -> Int {
  40 * patterns.nonzeroBitCount
}

/// The places in a row where a finder's pattern begins, with four light modules on one side of it.
private func along<Row: FixedWidthInteger & UnsignedInteger>(_ row: Row) -> Row {
  let pattern =
    row & ~(row >> 1) & row >> 2 & row >> 3 & row >> 4 & ~(row >> 5) & row >> 6
  if pattern == 0 { return 0 }
  let before = row << 1 | row << 2 | row << 3 | row << 4
  let after = row >> 7 | row >> 8 | row >> 9 | row >> 10
  return pattern & ~(before & after)
}

/// The columns in which such a pattern begins in a row and goes down.
private func below<Row: FixedWidthInteger & UnsignedInteger>(_ index: Int, in rows: [Row]) -> Row {
  let ends = rows[index] & rows[index + 6]
  if ends == 0 { return 0 }
  let pattern =
    ends & ~rows[index + 1] & rows[index + 2] & rows[index + 3] & rows[index + 4]
    & ~rows[index + 5]
  if pattern == 0 { return 0 }
  let before = rows[index - 1] | rows[index - 2] | rows[index - 3] | rows[index - 4]
  let after = rows[index + 7] | rows[index + 8] | rows[index + 9] | rows[index + 10]
  return pattern & ~(before & after)
}
