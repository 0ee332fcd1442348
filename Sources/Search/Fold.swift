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

  /// For each code point of the basic plane what it becomes, times eight, whether it may have to be composed (4), and its kind.
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
    basic = (0..<Self.plane).map { $0 << 3 | (Composition.isSettled($0) ? 0 : 4) }
    var reader = NumberReader(bytes: table[...])
    readKinds(&reader)
    readRuns(&reader)
    readSingles(&reader)
  }

  /// The part that a code point has.
  package func callAsFunction(_ scalar: UInt32) -> FoldedScalar {
    if scalar < Self.plane {
      let entry = basic[Int(scalar)]
      return Self.folded(entry >> 3, kind: entry & 3)
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

  /// Folds UTF-8 into code points, for which there must be room for as many as there are bytes. Returns their number, or nil if
  /// the text may have to be composed first.
  func write(_ bytes: UnsafeBufferPointer<UInt8>, to output: UnsafeMutablePointer<UInt32>) -> Int? {
    unsafe basic.withUnsafeBufferPointer { table in
      var (index, count) = (0, 0)
      // Whether separators (2) and white space (4) came since the last code point of a word.
      var between: UInt32 = 0
      while index < bytes.count {
        var scalar = unsafe UInt32(bytes[index])
        index &+= 1
        if scalar >= 0x80 {
          unsafe Self.decode(&scalar, bytes, &index)
        }
        var entry = unsafe scalar < Self.plane ? table[Int(scalar)] : beyond(scalar)
        if entry & 4 != 0 { return nil }
        let kind = entry & 3
        entry &>>= 3
        if kind != 0 {
          between |= 1 &<< kind
          continue
        }
        if between != 0 {
          let last = unsafe count > 0 ? output[count &- 1] : 0
          if count > 0,
            between & 2 != 0
              || between & 4 != 0
                && !FoldedText.isDense(last) && !FoldedText.isDense(entry)
          {
            unsafe output[count] = FoldedText.separator
            count &+= 1
          }
          between = 0
        }
        unsafe output[count] = entry
        count &+= 1
      }
      return count
    }
  }

  /// Decodes the rest of a code point of more than one byte of valid UTF-8.
  @inline(__always)
  static func decode(
    _ scalar: inout UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int
  ) {
    let count = scalar < 0xE0 ? 1 : scalar < 0xF0 ? 2 : 3
    scalar &= 0x3F &>> UInt32(count)
    for _ in 0..<count {
      scalar = unsafe scalar &<< 6 | UInt32(bytes[index]) & 0x3F
      index &+= 1
    }
  }

  /// The entry of a code point beyond the basic plane.
  private func beyond(_ scalar: UInt32) -> UInt32 {
    let unsettled: UInt32 = Composition.isSettled(scalar) ? 0 : 4
    return switch self(scalar) {
    case .word(let folded): folded << 3 | unsettled
    case .separator: 1 | unsettled
    case .space: 2 | unsettled
    case .ignored: 3 | unsettled
    }
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
        set(scalar, to: UInt32(Int64(scalar) + run.distance))
      }
    }
  }

  private mutating func readSingles(_ reader: inout NumberReader) {
    var scalar: UInt32 = 0
    for _ in 0..<reader.number() {
      scalar += reader.number()
      set(scalar, to: UInt32(reader.byte()) | UInt32(reader.byte()) << 8)
    }
  }

  private mutating func set(_ scalar: UInt32, to folded: UInt32) {
    basic[Int(scalar)] = folded << 3 | basic[Int(scalar)] & 4
  }

  /// The bytes of the fold table that the program contains.
  package static func tableOfProgram() -> [UInt8] {
    unsafe [UInt8](
      UnsafeBufferPointer(start: branchpress_fold_table, count: branchpress_fold_table_length))
  }
}
