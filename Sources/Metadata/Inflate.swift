/// The content of a stream of DEFLATE (RFC 1951), at most `limit` bytes of it; nil where the stream is damaged.
func inflate(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
  var reader = BitReader(bytes)
  var output: [UInt8] = []
  while true {
    guard let isLast = reader.bits(1), let kind = reader.bits(2) else { return nil }
    switch kind {
    case 0:
      guard let stored = reader.stored() else { return nil }
      output += stored
    case 1:
      guard copy(&reader, by: fixedLiterals, and: fixedDistances, to: &output, limit: limit) else {
        return nil
      }
    case 2:
      guard let (literals, distances) = tables(&reader),
        copy(&reader, by: literals, and: distances, to: &output, limit: limit)
      else { return nil }
    default: return nil
    }
    if output.count >= limit { return Array(output.prefix(limit)) }
    if isLast == 1 { return output }
  }
}

private struct BitReader {
  private let bytes: [UInt8]
  private var index = 0
  private var held = 0
  private var count = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func bits(_ wanted: Int) -> Int? {
    while count < wanted {
      guard index < bytes.count else { return nil }
      held |= Int(bytes[index]) << count
      index += 1
      count += 8
    }
    defer {
      held >>= wanted
      count -= wanted
    }
    return held & (1 << wanted - 1)
  }

  /// The bytes of a block that is not compressed: they begin with a byte.
  mutating func stored() -> ArraySlice<UInt8>? {
    _ = bits(count % 8)
    guard let length = bits(16), let inverse = bits(16), length ^ inverse == 0xFFFF else {
      return nil
    }
    // What was read ahead is whole bytes.
    index -= count / 8
    (held, count) = (0, 0)
    guard length <= bytes.count - index else { return nil }
    defer { index += length }
    return bytes[index..<(index + length)]
  }
}

/// Huffman's codes by their lengths (RFC 1951, section 3.2.2).
private struct Codes: Sendable {
  /// The number of codes of each length.
  private var counts = [Int](repeating: 0, count: 16)
  private var symbols: [Int]

  init(_ lengths: [Int]) {
    for length in lengths { counts[length] += 1 }
    counts[0] = 0
    var next = [Int](repeating: 0, count: 16)
    for length in 1..<16 { next[length] = next[length - 1] + counts[length - 1] }
    symbols = [Int](repeating: 0, count: lengths.count)
    for (symbol, length) in lengths.enumerated() where length != 0 {
      symbols[next[length]] = symbol
      next[length] += 1
    }
  }

  func symbol(_ reader: inout BitReader) -> Int? {
    var (code, first, index) = (0, 0, 0)
    for length in 1..<16 {
      guard let bit = reader.bits(1) else { return nil }
      code |= bit
      if code - first < counts[length] { return symbols[index + code - first] }
      index += counts[length]
      first = (first + counts[length]) << 1
      code <<= 1
    }
    return nil
  }
}

private let fixedLiterals = Codes(
  (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })
private let fixedDistances = Codes([Int](repeating: 5, count: 30))

private let lengthBases = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
  163,
  195, 227, 258,
]
private let lengthBits = [
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
]
private let distanceBases = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
  3073, 4097, 6145, 8193, 12289, 16385, 24577,
]

private func copy(
  _ reader: inout BitReader, by literals: Codes, and distances: Codes, to output: inout [UInt8],
  limit: Int
) -> Bool {
  while output.count < limit {
    guard let symbol = literals.symbol(&reader) else { return false }
    if symbol < 256 {
      output.append(UInt8(symbol))
    } else if symbol == 256 {
      return true
    } else {
      guard symbol - 257 < lengthBases.count, let more = reader.bits(lengthBits[symbol - 257]),
        let code = distances.symbol(&reader), code < distanceBases.count,
        let far = reader.bits(max(0, code / 2 - 1))
      else { return false }
      let distance = distanceBases[code] + far
      guard distance <= output.count else { return false }
      for _ in 0..<(lengthBases[symbol - 257] + more) {
        output.append(output[output.count - distance])
      }
    }
  }
  return true
}

/// The codes that a block begins with, which are written in codes themselves.
private func tables(_ reader: inout BitReader) -> (literals: Codes, distances: Codes)? {
  let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  guard let literals = reader.bits(5), let distances = reader.bits(5), let count = reader.bits(4)
  else { return nil }
  var lengths = [Int](repeating: 0, count: 19)
  for index in 0..<(count + 4) {
    guard let length = reader.bits(3) else { return nil }
    lengths[order[index]] = length
  }
  let codes = Codes(lengths)
  var all: [Int] = []
  while all.count < literals + 257 + distances + 1 {
    guard let symbol = codes.symbol(&reader) else { return nil }
    switch symbol {
    case 16:
      guard let last = all.last, let more = reader.bits(2) else { return nil }
      all += [Int](repeating: last, count: 3 + more)
    case 17, 18:
      guard let more = reader.bits(symbol == 17 ? 3 : 7) else { return nil }
      all += [Int](repeating: 0, count: (symbol == 17 ? 3 : 11) + more)
    default: all.append(symbol)
    }
  }
  guard all.count == literals + 257 + distances + 1 else { return nil }
  return (Codes(Array(all[..<(literals + 257)])), Codes(Array(all[(literals + 257)...])))
}
