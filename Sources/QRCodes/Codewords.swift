/// The codewords of bytes in a version: those of data and those of error correction, each interleaved over the blocks.
func codewords(of bytes: [UInt8], in version: Version) -> [UInt8] {
  let data = dataCodewords(of: bytes, in: version)
  let (count, correction) = (version.blocks, version.correction)
  let generator = ReedSolomon(degree: correction)
  // The first blocks are one codeword shorter than the others.
  let short = version.data / count
  let shortBlocks = count - version.data % count
  var result = [UInt8](repeating: 0, count: version.codewords)
  var start = 0
  for block in 0..<count {
    let length = short + (block < shortBlocks ? 0 : 1)
    for index in 0..<length {
      // The last codeword of the long blocks comes after those of all blocks.
      let place = index < short ? index * count + block : short * count + block - shortBlocks
      result[place] = data[start + index]
    }
    let remainder = generator.remainder(of: data[start..<start + length])
    for index in 0..<correction {
      result[version.data + index * count + block] = remainder[index]
    }
    start += length
  }
  return result
}

/// The codewords of data: the mode of bytes, their number, the bytes, and what fills the rest.
func dataCodewords(of bytes: [UInt8], in version: Version) -> [UInt8] {
  var data: [UInt8] = []
  data.reserveCapacity(version.data)
  // The mode takes half a byte, so that every byte is divided between two codewords.
  var half: UInt8 = 0x40
  func append(_ byte: UInt8) {
    data.append(half | byte >> 4)
    half = byte << 4
  }
  if version.lengthBits == 16 { append(UInt8(bytes.count >> 8)) }
  append(UInt8(bytes.count & 0xFF))
  for byte in bytes { append(byte) }
  data.append(half)
  var isFirst = true
  while data.count < version.data {
    data.append(isFirst ? 0xEC : 0x11)
    isFirst.toggle()
  }
  return data
}

/// The Reed–Solomon code of a number of codewords over the field of 256 elements that QR codes use.
struct ReedSolomon {
  /// The logarithms of the generator polynomial's coefficients, without the first, which is 1.
  private let logarithms: [Int]

  init(degree: Int) {
    logarithms = generators[degree]
  }

  /// The codewords of error correction for a block.
  func remainder(of block: ArraySlice<UInt8>) -> [UInt8] {
    let (logarithmOf, powers) = (field.logarithms, field.powers)
    let degree = logarithms.count
    var rest = [UInt8](repeating: 0, count: degree + block.count)
    for (index, byte) in block.enumerated() { rest[index] = byte }
    for start in 0..<block.count where rest[start] != 0 {
      let factor = logarithmOf[Int(rest[start])]
      for index in 0..<degree {
        rest[start + 1 + index] ^= powers[logarithms[index] + factor]
      }
    }
    return Array(rest.suffix(degree))
  }
}

/// The powers of 2 in the field with the polynomial x⁸ + x⁴ + x³ + x² + 1, twice over, and their logarithms.
private let field: (powers: [UInt8], logarithms: [Int]) = {
  var powers = [UInt8](repeating: 0, count: 510)
  var logarithms = [Int](repeating: 0, count: 256)
  var value = 1
  for exponent in 0..<255 {
    powers[exponent] = UInt8(value)
    powers[exponent + 255] = UInt8(value)
    logarithms[value] = exponent
    value <<= 1
    if value > 0xFF { value ^= 0x11D }
  }
  return (powers, logarithms)
}()

/// The logarithms of the coefficients of each degree's generator polynomial, the product of (x − 2ⁱ).
private let generators: [[Int]] = (0...30).map { degree in
  var coefficients: [UInt8] = [1]
  for root in 0..<degree {
    var product = coefficients + [0]
    for (index, coefficient) in coefficients.enumerated() where coefficient != 0 {
      product[index + 1] ^= field.powers[field.logarithms[Int(coefficient)] + root]
    }
    coefficients = product
  }
  return coefficients.dropFirst().map { field.logarithms[Int($0)] }
}
