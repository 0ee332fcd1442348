internal import ByteText

/// Splits a file or folder name such as `01-founding`, `1、创立`, `（一）创立` or `第一讲 创立` into the number by which it is
/// ordered and the rest, which addresses contain. Without a number, `number` is nil and `rest` is the whole name.
///
/// One to three digits, or a Chinese number, are left out of the rest where a sign or a space ends them, so that a year
/// is kept. `第一讲`, and a number with the word that it counts as in `7 月学习`, are kept whole, too.
package func withoutOrderNumber(_ name: String) -> (number: Int?, rest: String) {
  unsafe name.withBytes { bytes in
    var reader = unsafe NameReader(bytes)
    if reader.take("第") { return (reader.number(), name) }
    let isBracketed = reader.take("（") || reader.take("(")
    let (isFigure, start) = (reader.isAtDigit, reader.index)
    guard let number = reader.number(), !isFigure || reader.index - start <= 3 else {
      return (nil, name)
    }
    let isSpaced = reader.isAtSpace
    let signs: [StaticString] = ["、", "．", "-", "_", ".", "）", ")", " ", "　"]
    let isEnded =
      isBracketed ? reader.take("）") || reader.take(")") : signs.contains { reader.take($0) }
    guard isEnded else { return (nil, name) }
    while reader.take(" ") || reader.take("　") {}
    guard !reader.isAtEnd else { return (nil, name) }
    return (number, isSpaced && reader.isAtCountedWord ? name : reader.rest)
  }
}

/// The order of paths as people read them: numbers, in figures or Chinese, by their value, so that `2-…` comes before
/// `10-…` and `第二讲` before `第十讲`; all else by its bytes. A number comes before anything else.
package func naturallyPrecedes(_ a: String, _ b: String) -> Bool {
  let order = unsafe a.withBytes { a in
    unsafe b.withBytes { b -> Int in
      var (left, right) = unsafe (NameReader(a), NameReader(b))
      while !left.isAtEnd, !right.isAtEnd {
        let (number, other) = (left.number(), right.number())
        if number != other { return (number ?? .max) < (other ?? .max) ? -1 : 1 }
        if number != nil { continue }
        let (byte, otherByte) = (left.takeByte(), right.takeByte())
        if byte != otherByte { return Int(byte) - Int(otherByte) }
      }
      return (left.isAtEnd ? 0 : 1) - (right.isAtEnd ? 0 : 1)
    }
  }
  return order == 0 ? precedes(a, b) : order < 0
}

/// A reader of a name's bytes, which must outlive it.
@safe
private struct NameReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe self.bytes = bytes }

  var isAtEnd: Bool { unsafe index >= bytes.count }
  var isAtDigit: Bool { unsafe !isAtEnd && (0x30...0x39).contains(bytes[index]) }
  var isAtSpace: Bool { isAt(" ") || isAt("　") }
  /// Whether a word follows that is counted, so that the number before it belongs to the name.
  var isAtCountedWord: Bool { countedWords.contains { isAt($0) } }
  var rest: String {
    unsafe String(decoding: UnsafeBufferPointer(rebasing: bytes[index...]), as: UTF8.self)
  }

  mutating func takeByte() -> UInt8 {
    defer { index += 1 }
    return unsafe bytes[index]
  }

  mutating func take(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  private func isAt(_ text: StaticString) -> Bool {
    guard unsafe index + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where unsafe bytes[index + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// Takes a number in figures or in Chinese; nil where there is none. One too large to be a number of anything counts
  /// as the largest.
  mutating func number() -> Int? {
    if isAtEnd { return nil }
    // Most characters are neither.
    let first = unsafe bytes[index]
    guard (0x30...0x39).contains(first) || [0xE3, 0xE4, 0xE5, 0xE7, 0xE9, 0xEF].contains(first)
    else { return nil }
    if let digits = digits() { return digits }
    return chineseNumber()
  }

  private mutating func digits() -> Int? {
    var value: Int?
    while let digit = digit() {
      value = min((value ?? 0) * 10 + digit, 1 << 40)
    }
    return value
  }

  /// Takes a digit, which may be full-width.
  private mutating func digit() -> Int? {
    if isAtDigit { return Int(takeByte()) - 0x30 }
    guard unsafe index + 2 < bytes.count, unsafe bytes[index] == 0xEF,
      unsafe bytes[index + 1] == 0xBC,
      unsafe (0x90...0x99).contains(bytes[index + 2])
    else { return nil }
    defer { index += 3 }
    return unsafe Int(bytes[index + 2]) - 0x90
  }

  /// Takes a Chinese number up to the thousands, `二十三`, or figure by figure, `二〇二六`.
  private mutating func chineseNumber() -> Int? {
    var (total, digit, isNumber): (Int, Int?, Bool) = (0, nil, false)
    while let figure = chineseFigure() {
      isNumber = true
      if figure < 10 {
        digit = min((digit ?? 0) * 10 + figure, 1 << 40)
      } else {
        total = min(total + (digit ?? 1) * figure, 1 << 40)
        digit = nil
      }
    }
    return isNumber ? total + (digit ?? 0) : nil
  }

  private mutating func chineseFigure() -> Int? {
    for (value, sign) in chineseFigures where take(sign) { return value }
    return nil
  }
}

private let chineseFigures: [(Int, StaticString)] = [
  (1, "一"), (2, "二"), (3, "三"), (4, "四"), (5, "五"), (6, "六"), (7, "七"), (8, "八"), (9, "九"),
  (10, "十"),
  (0, "〇"), (0, "零"), (2, "两"), (100, "百"), (1000, "千"),
]

private let countedWords: [StaticString] = [
  "月", "年", "日", "号", "个", "届", "次", "期", "季", "周", "天", "讲", "课", "问", "条", "项", "位", "名", "篇",
]
