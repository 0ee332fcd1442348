/// The modules of a code before a mask is chosen, in rows of `Row`'s bits.
struct Symbol<Row: FixedWidthInteger & UnsignedInteger> {
  private let version: Version
  /// The modules that every code of the version has, and those that the format takes.
  private var fixed: [Row]
  /// The dark ones of these, without the format's.
  private var patterns: [Row]
  /// The dark modules of the codewords, without a mask.
  private var data: [Row]

  private var size: Int { version.size }

  init(_ version: Version, containing codewords: [UInt8]) {
    self.version = version
    fixed = [Row](repeating: 0, count: version.size)
    patterns = fixed
    data = fixed
    drawPatterns()
    draw(codewords)
  }

  // MARK: - Patterns

  private mutating func drawPatterns() {
    let timing = Row(truncatingIfNeeded: 0x5555_5555_5555_5555_5555_5555_5555_5555 as UInt128)
    let side = (1 as Row) << Row(size - 1) | ((1 as Row) << Row(size - 1)) &- 1
    fixed[6] = side
    patterns[6] = timing & side
    for row in 0..<size {
      fixed[row] |= 1 << 6
      if row % 2 == 0 { patterns[row] |= 1 << 6 }
    }
    // The finders with the light modules around them and the places of the format.
    let finder: [Row] = [0x7F, 0x41, 0x5D, 0x5D, 0x5D, 0x41, 0x7F, 0]
    for row in 0..<9 {
      let dark = row < 8 ? finder[row] : 0
      set(row, 0, width: 9, dark)
      set(row, size - 8, width: 8, dark << 1)
      if row < 8 { set(size - 1 - row, 0, width: 9, dark) }
    }
    // The timing patterns begin and end in the rows and columns of the format.
    patterns[6] |= 1 << 8
    patterns[8] |= 1 << 6
    let centres = version.alignments
    for (row, centreRow) in centres.enumerated() {
      for (column, centreColumn) in centres.enumerated() {
        let last = centres.count - 1
        if (row, column) == (0, 0) || (row, column) == (0, last) || (row, column) == (last, 0) {
          continue
        }
        for (index, dark) in ([0x1F, 0x11, 0x15, 0x11, 0x1F] as [Row]).enumerated() {
          set(centreRow - 2 + index, centreColumn - 2, width: 5, dark)
        }
      }
    }
    if version.number >= 7 { drawVersion() }
    // One module is always dark.
    patterns[size - 8] |= 1 << 8
  }

  private mutating func set(_ row: Int, _ column: Int, width: Int, _ dark: Row) {
    let place = (((1 as Row) << Row(width)) - 1) << Row(column)
    fixed[row] |= place
    patterns[row] = patterns[row] & ~place | dark << Row(column) & place
  }

  private mutating func drawVersion() {
    let bits = versionInformation(version.number)
    for index in 0..<18 {
      let dark = Row(bits >> index & 1)
      set(index / 3, size - 11 + index % 3, width: 1, dark)
      set(size - 11 + index % 3, index / 3, width: 1, dark)
    }
  }

  // MARK: - Codewords

  /// Draws codewords, the highest bit first, in columns of two modules from the right, upwards and downwards in turn. The
  /// column of the timing pattern is left out.
  private mutating func draw(_ codewords: [UInt8]) {
    var next = 0
    let count = codewords.count * 8
    var right = size - 1
    var isUpwards = true
    while right >= 1 {
      if right == 6 { right = 5 }
      for step in 0..<size {
        let row = isUpwards ? size - 1 - step : step
        let taken = fixed[row] >> Row(right - 1)
        for column in [right, right - 1]
        where taken >> Row(column - right + 1) & 1 == 0 && next < count {
          let bit = codewords[next >> 3] >> UInt8(7 - next & 7) & 1
          data[row] |= Row(bit) << Row(column)
          next += 1
        }
      }
      right -= 2
      isUpwards.toggle()
    }
  }

  // MARK: - Masks

  /// The rows with the mask of the smallest penalty, the first of several, and its number.
  func bestMasked() -> (mask: Int, rows: [Row]) {
    var best = (mask: 0, rows: masked(0))
    var least = penalty(of: best.rows)
    for mask in 1..<8 {
      let rows = masked(mask)
      let penalty = penalty(of: rows)
      if penalty < least { (best, least) = ((mask, rows), penalty) }
    }
    return best
  }

  /// The rows with a mask, and with the format that says so.
  func masked(_ mask: Int) -> [Row] {
    let pattern = masks[mask]
    var rows = patterns
    for row in 0..<size {
      let inverted = data[row] ^ Row(truncatingIfNeeded: pattern[row % 12])
      rows[row] |= inverted & ~fixed[row] & side
    }
    drawFormat(mask, in: &rows)
    return rows
  }

  private var side: Row { Row.max >> Row(Row.bitWidth - size) }

  private func drawFormat(_ mask: Int, in rows: inout [Row]) {
    let bits = formatInformation(mask)
    for index in 0..<15 where bits >> index & 1 == 1 {
      // Along the finder at the top left, without the timing patterns.
      if index < 8 {
        rows[index < 6 ? index : index + 1] |= 1 << 8
      } else {
        rows[8] |= 1 << Row(index == 8 ? 7 : 14 - index)
      }
      // Along the two other finders.
      if index < 8 {
        rows[8] |= 1 << Row(size - 1 - index)
      } else {
        rows[size - 15 + index] |= 1 << 8
      }
    }
  }
}

/// The format's fifteen bits of a mask at level M, protected by a BCH code.
func formatInformation(_ mask: Int) -> Int {
  var rest = mask << 10
  for bit in (10..<15).reversed() where rest >> bit & 1 == 1 { rest ^= 0x537 << (bit - 10) }
  return (mask << 10 | rest) ^ 0x5412
}

/// The eighteen bits of a version from 7 on, protected by a BCH code.
func versionInformation(_ version: Int) -> Int {
  var rest = version << 12
  for bit in (12..<18).reversed() where rest >> bit & 1 == 1 { rest ^= 0x1F25 << (bit - 12) }
  return version << 12 | rest
}

/// The rows of each mask, which come again after twelve; modules to be inverted are set.
private let masks: [[UInt128]] = (0..<8).map { mask in
  (0..<12).map { row in
    (0..<128).reduce(into: UInt128(0)) { bits, column in
      if isInverted(by: mask, row, column) { bits |= 1 << UInt128(column) }
    }
  }
}

private func isInverted(by mask: Int, _ row: Int, _ column: Int) -> Bool {
  let product = row * column
  return switch mask {
  case 0: (row + column) % 2 == 0
  case 1: row % 2 == 0
  case 2: column % 3 == 0
  case 3: (row + column) % 3 == 0
  case 4: (row / 2 + column / 3) % 2 == 0
  case 5: product % 2 + product % 3 == 0
  case 6: (product % 2 + product % 3) % 2 == 0
  default: ((row + column) % 2 + product % 3) % 2 == 0
  }
}
