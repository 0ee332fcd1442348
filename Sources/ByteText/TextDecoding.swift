/// The text, or the lack of one, that a file's bytes turned out to be.
public enum TextDecoding: Sendable, Equatable {
  /// UTF-8, without the byte-order marks that it began with.
  case utf8([UInt8])
  /// UTF-8 that was made from another encoding, which the author should be told of.
  case converted([UInt8], from: TextEncoding)
  /// No text that we read: the offset of the first byte that does not fit.
  case invalid(offset: Int)
}

/// The encodings that are read beside UTF-8.
public enum TextEncoding: String, Sendable {
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GB 18030, of which GBK and GB 2312 are parts.
  case gb18030 = "GB18030"
  /// Big5 with the additions of Hong Kong.
  case big5 = "BIG5-HKSCS"
  /// Shift_JIS as Windows has it.
  case shiftJIS = "CP932"
  case eucJP = "EUC-JP"

  /// The name by which people call it.
  public var name: String {
    switch self {
    case .big5: "Big5"
    case .shiftJIS: "Shift_JIS"
    default: rawValue
    }
  }
}

/// Decodes a file's bytes: UTF-8 with or without a byte-order mark; UTF-16 with one, or where the file begins with a
/// fence; and where the bytes are neither, the encoding of Chinese or Japanese in which they look most like text.
///
/// Bytes that are mostly UTF-8 are never taken for another encoding: a damaged file is an error at the
/// damage, not a page of wrong characters. Neither are bytes that look like text in none. Costs one walk for UTF-8 and no
/// copy without a mark.
public func decodeText(_ bytes: [UInt8]) -> TextDecoding {
  if bytes.starts(with: [0xFF, 0xFE]) { return decodeUTF16(bytes[2...], .utf16LittleEndian) }
  if bytes.starts(with: [0xFE, 0xFF]) { return decodeUTF16(bytes[2...], .utf16BigEndian) }
  if bytes.starts(with: [0x2D, 0, 0x2D, 0]) { return decodeUTF16(bytes[...], .utf16LittleEndian) }
  if bytes.starts(with: [0, 0x2D, 0, 0x2D]) { return decodeUTF16(bytes[...], .utf16BigEndian) }
  guard let offset = firstInvalidUTF8(in: bytes) else {
    guard bytes.starts(with: utf8Mark) else { return .utf8(bytes) }
    // Programs that put a mark in front of everything put one in front of another.
    var text = bytes[3...]
    while text.starts(with: utf8Mark) { text = text.dropFirst(3) }
    return .utf8([UInt8](text))
  }
  if !bytes.starts(with: utf8Mark), !isMostlyUTF8(bytes), !bytes.contains(0),
    let (text, encoding) = convertPlausibly(bytes)
  {
    return .converted(text, from: encoding)
  }
  return .invalid(offset: offset)
}

/// The text in the encoding in which it is the most plausible one, nil if it is plausible in none.
private func convertPlausibly(_ bytes: [UInt8]) -> (text: [UInt8], encoding: TextEncoding)? {
  var best: (text: [UInt8], encoding: TextEncoding, value: Double)?
  for encoding in [TextEncoding.gb18030, .big5, .shiftJIS, .eucJP] {
    guard let text = convert(bytes, from: encoding) else { continue }
    let plausibility = Plausibility(bytes, in: encoding, as: text)
    guard plausibility.isEnough, plausibility.value > best?.value ?? 0 else { continue }
    best = (text, encoding, plausibility.value)
  }
  return best.map { ($0.text, $0.encoding) }
}

private let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

// MARK: UTF-8

/// The offset of the first byte that is not part of well-formed UTF-8 (Unicode 15, table 3-7), or
/// nil. Runs of ASCII are skipped eight bytes at a time, of Chinese characters five.
public func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
  unsafe bytes.withUnsafeBytes { raw in
    var index = 0
    while index < raw.count {
      if unsafe raw[index] < 0x80 {
        while index + 8 <= raw.count,
          unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            & 0x8080_8080_8080_8080 == 0
        { index += 8 }
        while index < raw.count, unsafe raw[index] < 0x80 { index += 1 }
      } else if unsafe isCommonHan(in: raw, at: index) {
        index += 3
        while index + 16 <= raw.count,
          unsafe areCommonHan(raw.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self))
        { index += 15 }
        while unsafe isCommonHan(in: raw, at: index) { index += 3 }
      } else if let length = unsafe lengthOfSequence(in: raw, at: index) {
        index += length
      } else {
        return index
      }
    }
    return nil
  }
}

/// Whether a character from U+1000 to U+CFFF or above U+DFFF stands at `index`: nearly all of Chinese
/// text, and a sequence of three bytes whose second may be any continuation.
private func isCommonHan(in raw: UnsafeRawBufferPointer, at index: Int) -> Bool {
  guard index + 3 <= raw.count else { return false }
  return unsafe (0xE1...0xEF).contains(raw[index]) && raw[index] != 0xED
    && raw[index + 1] & 0xC0 == 0x80 && raw[index + 2] & 0xC0 == 0x80
}

/// Whether the first fifteen bytes are five such characters.
@inline(__always)
private func areCommonHan(_ bytes: SIMD16<UInt8>) -> Bool {
  let least = SIMD16<UInt8>(
    0xE1, 0x80, 0x80, 0xE1, 0x80, 0x80, 0xE1, 0x80, 0x80, 0xE1, 0x80, 0x80, 0xE1, 0x80, 0x80, 0)
  let span = SIMD16<UInt8>(
    0x0E, 0x3F, 0x3F, 0x0E, 0x3F, 0x3F, 0x0E, 0x3F, 0x3F, 0x0E, 0x3F, 0x3F, 0x0E, 0x3F, 0x3F, 0xFF)
  let leads = SIMD16<UInt8>(
    0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0xFF, 0, 0, 0)
  let surrogate = SIMD16<UInt8>(repeating: 0xED)
  let isIn: SIMDMask<SIMD16<Int8>> = (bytes &- least) .<= span
  let isOther: SIMDMask<SIMD16<Int8>> = (bytes & leads) .== surrogate
  let words = unsafe unsafeBitCast(isIn .& .!isOther, to: SIMD2<UInt64>.self)
  return words[0] & words[1] == .max
}

/// The length of the well-formed sequence of several bytes at `index`, nil if there is none.
private func lengthOfSequence(in raw: UnsafeRawBufferPointer, at index: Int) -> Int? {
  guard let (length, second) = unsafe sequence(startingWith: raw[index]),
    index + length <= raw.count, second.contains(unsafe raw[index + 1])
  else { return nil }
  for offset in 2..<max(length, 2) where unsafe raw[index + offset] & 0xC0 != 0x80 { return nil }
  return length
}

/// A multi-byte sequence's length and the range that its second byte must lie in.
private func sequence(startingWith byte: UInt8) -> (length: Int, second: ClosedRange<UInt8>)? {
  switch byte {
  case 0xC2...0xDF: (2, 0x80...0xBF)
  case 0xE0: (3, 0xA0...0xBF)
  case 0xED: (3, 0x80...0x9F)
  case 0xE1...0xEF: (3, 0x80...0xBF)
  case 0xF0: (4, 0x90...0xBF)
  case 0xF1...0xF3: (4, 0x80...0xBF)
  case 0xF4: (4, 0x80...0x8F)
  default: nil
  }
}

/// Whether at least two thirds of the bytes beyond ASCII stand in well-formed sequences. Of Chinese
/// text in GB 18030 about a fifth does, by chance; of UTF-8 with some damage nearly all.
private func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
  unsafe bytes.withUnsafeBytes { raw in
    var wellFormed = 0
    var others = 0
    var index = 0
    while index < raw.count {
      if unsafe raw[index] < 0x80 {
        index += 1
      } else if let length = unsafe lengthOfSequence(in: raw, at: index) {
        wellFormed += length
        index += length
      } else {
        others += 1
        index += 1
      }
    }
    return wellFormed >= others * 2
  }
}
