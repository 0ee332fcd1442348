internal import CFold

/// A code point's part in a folded text.
package enum FoldedScalar: Equatable, Sendable {
  /// Belongs to a word, as this code point.
  case word(UInt32)
  /// Stands between words: a mark of punctuation or a symbol.
  case separator
  /// Stands between words unless a character of a script without spaces is beside it.
  case space
  /// Is not there at all, such as a soft hyphen.
  case ignored
}

/// The table that makes equal what a reader takes for the same: widths, cases of letters, simplified and traditional characters.
///
/// One code point becomes one at most, so that places in a folded text lead back to the text. The table is data that
/// Scripts/fold-table writes; browsers read the same bytes. docs/internals/search.md describes them.
package struct Fold: Sendable {
  /// The table, read from the program's memory when it is first used: 0.3 MB.
  package static let standard = Fold(table: tableOfProgram())

  /// For each code point of the basic plane what it becomes, times four, and its kind.
  private var basic: [UInt32]
  private var ranges: [Range] = []
  private var runs: [Run] = []

  private struct Range {
    let first: UInt32
    let last: UInt32
    let kind: UInt32
  }

  private struct Run {
    let first: UInt32
    let step: UInt32
    let length: UInt32
    let distance: Int64
  }

  private static let plane: UInt32 = 0x10000

  /// Reads a table, whose bytes must be whole.
  package init(table: [UInt8]) {
    basic = (0..<Self.plane).map { $0 << 2 }
    var reader = NumberReader(bytes: table[...])
    readKinds(&reader)
    readRuns(&reader)
    readSingles(&reader)
  }

  /// The part that a code point has.
  package func callAsFunction(_ scalar: UInt32) -> FoldedScalar {
    if scalar < Self.plane {
      let entry = basic[Int(scalar)]
      return Self.folded(entry >> 2, kind: entry & 3)
    }
    if let range = ranges.first(where: { $0.first <= scalar && scalar <= $0.last }) {
      return Self.folded(scalar, kind: range.kind)
    }
    for run in runs where scalar >= run.first {
      let offset = scalar - run.first
      if offset % run.step == 0, offset / run.step < run.length {
        return .word(UInt32(Int64(scalar) + run.distance))
      }
    }
    return .word(scalar)
  }

  private static func folded(_ scalar: UInt32, kind: UInt32) -> FoldedScalar {
    switch kind {
    case 0: .word(scalar)
    case 1: .separator
    case 2: .space
    default: .ignored
    }
  }

  private mutating func readKinds(_ reader: inout NumberReader) {
    var next: UInt32 = 0
    for _ in 0..<reader.number() {
      let first = next + reader.number()
      let value = reader.number()
      let last = first + value >> 2
      for scalar in first...last where scalar < Self.plane { basic[Int(scalar)] |= value & 3 }
      if last >= Self.plane { ranges.append(Range(first: first, last: last, kind: value & 3)) }
      next = last + 1
    }
  }

  private mutating func readRuns(_ reader: inout NumberReader) {
    var first: UInt32 = 0
    for _ in 0..<reader.number() {
      first += reader.number()
      let value = reader.number()
      let run = Run(
        first: first, step: value & 1 + 1, length: value >> 1 + 1, distance: reader.signed())
      if first >= Self.plane {
        runs.append(run)
        continue
      }
      for index in 0..<run.length {
        let scalar = first + index * run.step
        basic[Int(scalar)] = UInt32(Int64(scalar) + run.distance) << 2
      }
    }
  }

  private mutating func readSingles(_ reader: inout NumberReader) {
    var scalar: UInt32 = 0
    for _ in 0..<reader.number() {
      scalar += reader.number()
      basic[Int(scalar)] = (UInt32(reader.byte()) | UInt32(reader.byte()) << 8) << 2
    }
  }

  private static func tableOfProgram() -> [UInt8] {
    unsafe [UInt8](
      UnsafeBufferPointer(start: branchpress_fold_table, count: branchpress_fold_table_length))
  }
}
