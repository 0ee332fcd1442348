/// An icon file (`.ico`) of pictures in PNG, each with the length of its sides from 1 to 256: a header, an entry for each
/// picture, then the pictures. Browsers have read PNG in icon files since Internet Explorer 11.
package func iconFile(of pictures: [(size: Int, png: [UInt8])]) -> [UInt8] {
  var file = little(0, 2) + little(iconMark, 2) + little(pictures.count, 2)
  var offset = headerLength + pictures.count * entryLength
  for (size, png) in pictures {
    // A side of 256 is written as 0. One plane of 32 bits, without a palette.
    file += [UInt8(truncatingIfNeeded: size), UInt8(truncatingIfNeeded: size), 0, 0]
    file += little(1, 2) + little(32, 2) + little(png.count, 4) + little(offset, 4)
    offset += png.count
  }
  return pictures.reduce(into: file) { $0 += $1.png }
}

/// The lengths of the widest sides of an icon file's pictures; nil if the first bytes are not an icon file's.
package func iconSizes(_ bytes: [UInt8]) -> [Int]? {
  guard bytes.starts(with: little(0, 2) + little(iconMark, 2)), bytes.count >= headerLength else {
    return nil
  }
  let count = Int(bytes[4]) + Int(bytes[5]) << 8
  guard count > 0, bytes.count >= headerLength + count * entryLength else { return nil }
  return (0..<count).map { index in
    let entry = headerLength + index * entryLength
    return max(bytes[entry] == 0 ? 256 : Int(bytes[entry]), Int(bytes[entry + 1]))
  }
}

/// The number by which icon files differ from those of cursors.
private let iconMark = 1
private let (headerLength, entryLength) = (6, 16)

private func little(_ number: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
}
