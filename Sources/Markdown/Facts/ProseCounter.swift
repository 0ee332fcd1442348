/// Counts Han characters and words of Latin letters and digits in UTF-8, sixteen bytes at a time.
enum ProseCounter {
  /// The bytes that must stand before and behind the text, so that the neighbours of every byte can be
  /// read.
  static let lead: StaticString = "\n\n"
  static let trail: StaticString = "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"

  /// The counts of a text between `lead` and `trail`.
  static func count(_ bytes: UnsafeRawBufferPointer) -> (characters: Int, words: Int) {
    var characters = 0
    var words = 0
    var index = lead.utf8CodeUnitCount
    while index + 18 <= bytes.count {
      var characterLanes = SixteenBytes(repeating: 0)
      var wordLanes = SixteenBytes(repeating: 0)
      // A lane holds at most 255, so the sums are taken in time.
      let end = min(index + 16 * 255, bytes.count - 17)
      while index < end {
        let chunk = unsafe bytes.sixteenBytes(at: index)
        unsafe characterLanes = characterLanes &- hanStarts(chunk, bytes, at: index).bytes
        if mayHoldLetters(chunk) {
          unsafe wordLanes = wordLanes &- wordStarts(chunk, bytes, at: index).bytes
        }
        index += 16
      }
      characters += sum(characterLanes)
      words += sum(wordLanes)
    }
    return (characters, words)
  }

  /// The first bytes of Han characters: U+3400–4DBF, U+4E00–9FFF, U+F900–FAFF, U+20000–33FFF, 々, 〇.
  @inline(__always)
  private static func hanStarts(
    _ first: SixteenBytes, _ bytes: UnsafeRawBufferPointer, at index: Int
  ) -> SixteenBools {
    let unified = first.isIn(0xE4...0xE9)
    let rare = first.equals(0xE3) .| first.isAtLeast(0xEF)
    guard rare.isAny else { return unified }
    let second = unsafe bytes.sixteenBytes(at: index + 1)
    let third = unsafe bytes.sixteenBytes(at: index + 2)
    let iteration = second.equals(0x80) .& (third.equals(0x85) .| third.equals(0x87))
    let extensionA = first.equals(0xE3) .& (second.isAtLeast(0x90) .| iteration)
    let compatible = first.equals(0xEF) .& second.isIn(0xA4...0xAB)
    let others = first.equals(0xF0) .& second.isIn(0xA0...0xB3)
    return unified .| extensionA .| compatible .| others
  }

  /// The letters and digits that no other precedes, neither directly nor as a letter of two
  /// bytes or before an apostrophe.
  @inline(__always)
  private static func wordStarts(
    _ chunk: SixteenBytes, _ bytes: UnsafeRawBufferPointer, at index: Int
  ) -> SixteenBools {
    let before = unsafe bytes.sixteenBytes(at: index - 1)
    let secondBefore = unsafe bytes.sixteenBytes(at: index - 2)
    let apostrophe = before.equals(UInt8(ascii: "'")) .& isLetter(secondBefore)
    let continues = isLetter(before) .| isLatinLead(secondBefore) .| apostrophe
    return isLetter(chunk) .& .!continues
  }

  /// Whether there is ASCII or the first byte of a character of two. With one bit turned over, these
  /// are less than all other bytes.
  @inline(__always)
  private static func mayHoldLetters(_ chunk: SixteenBytes) -> Bool {
    ((chunk ^ SixteenBytes(repeating: 0x40)) .< SixteenBytes(repeating: 0xA0)).isAny
  }

  @inline(__always)
  private static func isLetter(_ chunk: SixteenBytes) -> SixteenBools {
    let letter = (chunk | SixteenBytes(repeating: 0x20)).isIn(UInt8(ascii: "a")...UInt8(ascii: "z"))
    let digit = chunk.isIn(UInt8(ascii: "0")...UInt8(ascii: "9"))
    return letter .| digit .| isLatinLead(chunk)
  }

  /// The first byte of a Latin letter of two bytes.
  @inline(__always)
  private static func isLatinLead(_ chunk: SixteenBytes) -> SixteenBools { chunk.isIn(0xC3...0xCB) }

  private static func sum(_ lanes: SixteenBytes) -> Int {
    (0..<16).reduce(0) { $0 + Int(lanes[$1]) }
  }
}
