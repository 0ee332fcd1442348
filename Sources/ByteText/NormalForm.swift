@_spi(_Unicode) private import Swift

extension String {
  /// The text in Normalization Form C (Unicode Standard Annex #15), in which a letter and its accents are one character
  /// wherever there is such a character. Macs write file names decomposed, and keyboards type them composed, so that
  /// names are compared, and addresses written, in this form.
  ///
  /// Returns the text itself where its bytes show that it needs no change, as nearly all Chinese and ASCII texts do.
  public var composed: String {
    if unsafe withBytes({ unsafe isSurelyComposed($0) }) { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in _nfc { scalars.append(scalar) }
    return String(scalars)
  }
}

/// Whether UTF-8 contains only characters that are their own composed form and that no character before them absorbs:
/// those up to U+02FF, Chinese characters and punctuation, kana, and Hangul syllables. False also where this was not
/// decided.
private func isSurelyComposed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var index = 0
  while index < bytes.count {
    let lead = unsafe bytes[index]
    if lead < 0x80 {
      let isASCII =
        unsafe index + 8 <= bytes.count
        && UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: index, as: UInt64.self)
          & 0x8080_8080_8080_8080 == 0
      index += isASCII ? 8 : 1
      continue
    }
    let second = unsafe index + 1 < bytes.count ? bytes[index + 1] : 0
    let third = unsafe index + 2 < bytes.count ? bytes[index + 2] : 0
    switch lead {
    case 0xC2...0xCB:
      index += 2
      continue
    case 0xE2 where second == 0x80 && third >= 0x82: break  // Dashes, quotation marks.
    case 0xE3 where second == 0x80 && (0xAA...0xAF).contains(third): return false
    case 0xE3 where second == 0x82 && (0x99...0x9A).contains(third): return false
    case 0xE3...0xE9: break
    case 0xEB, 0xEC: break
    case 0xEA where second >= 0xB0: break
    case 0xED where second < 0x9E: break
    case 0xEF where second >= 0xBC: break
    default: return false
    }
    index += 3
  }
  return true
}
