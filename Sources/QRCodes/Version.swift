/// A version of QR codes with the figures of its standard's tables for level M.
struct Version {
  /// The number of the version, from 1.
  let number: Int

  /// The largest version whose rows fit into 128 bits.
  static let largest = 27

  /// The number of modules along each side.
  var size: Int { number * 4 + 17 }

  /// The number of codewords, of data and of error correction together.
  var codewords: Int {
    let alignments = number == 1 ? 0 : number / 7 + 2
    var modules = (16 * number + 128) * number + 64
    if alignments > 0 { modules -= (25 * alignments - 10) * alignments - 55 }
    if number >= 7 { modules -= 36 }
    return modules / 8
  }

  /// The number of codewords of error correction in each block.
  var correction: Int { correctionOfVersions[number - 1] }

  /// The number of blocks.
  var blocks: Int { blocksOfVersions[number - 1] }

  /// The number of codewords of data.
  var data: Int { codewords - blocks * correction }

  /// The number of bits that give the number of bytes.
  var lengthBits: Int { number < 10 ? 8 : 16 }

  /// The rows and columns in whose crossings alignment patterns have their centres.
  var alignments: [Int] {
    if number == 1 { return [] }
    let count = number / 7 + 2
    let step = (number * 4 + count * 2 + 1) / (count * 2 - 2) * 2
    return [6] + (1..<count).map { size - 7 - (count - 1 - $0) * step }
  }

  /// The smallest version that holds a number of bytes, nil where none does.
  static func smallest(for bytes: Int) -> Version? {
    (1...largest).lazy.map { Version(number: $0) }.first { version in
      version.data * 8 >= 4 + version.lengthBits + bytes * 8
    }
  }
}

private let correctionOfVersions = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28,
  28, 28, 28,
]

private let blocksOfVersions = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25,
]
