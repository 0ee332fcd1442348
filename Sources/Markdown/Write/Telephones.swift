import ByteText

/// A telephone number in a text.
struct Telephone: Equatable {
  let range: Range<Int>
  /// The digits to dial, a `+` before the country's code, a comma, which is a pause, before an extension.
  let dialled: [UInt8]
}

/// Finds telephone numbers of the Chinese mainland in a text; docs/markdown.md has the rule.
///
/// A text without three digits beside each other costs a search that passes over sixteen bytes at a time.
struct TelephoneFinder {
  let text: Bytes

  /// The first number in a range. What stands around the range is looked at, too.
  func next(in range: Range<Int>) -> Telephone? {
    var index = range.lowerBound
    while index + 2 < range.upperBound {
      let start = threeDigits(from: index, to: range.upperBound)
      guard start + 2 < range.upperBound else { return nil }
      if start == 0 || !isDigit(at: start - 1), let found = telephone(at: start),
        found.range.lowerBound >= range.lowerBound, found.range.upperBound <= range.upperBound
      {
        return found
      }
      index = start
      while isDigit(at: index) { index += 1 }
    }
    return nil
  }

  /// Whether a text, in which there may be markup, may contain numbers: digits in groups as these have them, or beside each
  /// other as many as a telephone number has, or few behind a word that names one.
  var mayContainNumbers: Bool {
    var index = 0
    while index + 2 < text.count {
      let start = threeDigits(from: index, to: text.count)
      guard start + 2 < text.count else { return false }
      let length = run(at: start)
      index = start + length
      switch length {
      case 3...4 where isSeparator(at: index) && run(at: index + 1) >= 3: return true
      case 7...12: return true
      case 13 where start > 0 && text[start - 1] == UInt8(ascii: "+"): return true
      case 3, 5, 6: if isNamed(before: start) { return true }
      default: break
      }
    }
    return false
  }

  private func threeDigits(from start: Int, to end: Int) -> Int {
    unsafe text.first(from: start, to: end, lookahead: 2) { bytes, index in
      unsafe bytes.sixteenBytes(at: index).isIn(0x30...0x39)
        .& bytes.sixteenBytes(at: index + 1).isIn(0x30...0x39)
        .& bytes.sixteenBytes(at: index + 2).isIn(0x30...0x39)
    }
  }

  /// The number of which the first three digits, those of a country aside, begin at `start`.
  private func telephone(at start: Int) -> Telephone? {
    let country = countryCode(before: start)
    let begin = country?.begin ?? start
    let digits = country?.digits ?? start
    let isNamed = isNamed(before: begin)
    guard isNamed || mayBegin(at: begin),
      var end = mobileEnd(at: digits)
        ?? (country == nil ? otherEnd(at: digits, isNamed: isNamed) : nil)
    else { return nil }
    var dialled = Array(country == nil ? "".utf8 : "+86".utf8)
    for index in digits..<end where isDigit(at: index) { dialled.append(text[index]) }
    // Nobody dials an extension of a mobile phone.
    if text[digits] != UInt8(ascii: "1"), let inner = extensionDigits(at: end) {
      dialled.append(UInt8(ascii: ","))
      for index in inner { dialled.append(text[index]) }
      end = inner.upperBound
    }
    guard mayEnd(at: end) else { return nil }
    return Telephone(range: begin..<end, dialled: dialled)
  }

  // MARK: - Forms

  /// `+86` before digits or in their front; where it begins, and where the digits after it do.
  private func countryCode(before start: Int) -> (begin: Int, digits: Int)? {
    if start >= 1, text[start - 1] == UInt8(ascii: "+"), text.holds("86", at: start) {
      return (start - 1, start + 2)
    }
    guard start >= 4, isSeparator(at: start - 1), text.holds("+86", at: start - 4) else {
      return nil
    }
    return (start - 4, start)
  }

  /// `13800138000`, `138 0013 8000`, `138-0013-8000`.
  private func mobileEnd(at start: Int) -> Int? {
    guard text.holds("1", at: start), start + 1 < text.count,
      (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(text[start + 1])
    else { return nil }
    switch run(at: start) {
    case 11: return start + 11
    case 3: return groups([4, 4], at: start + 3)
    default: return nil
    }
  }

  private func otherEnd(at start: Int, isNamed: Bool) -> Int? {
    let length = run(at: start)
    switch (text[start], length) {
    case (UInt8(ascii: "0"), 3), (UInt8(ascii: "0"), 4):
      return localEnd(behindArea: start + length)
    case (UInt8(ascii: "0"), 10...12): return isNamed ? start + length : nil
    case (UInt8(ascii: "4"), 3), (UInt8(ascii: "8"), 3):
      guard text.holds("00", at: start + 1) else { return nil }
      return groups([3, 4], at: start + 3) ?? groups([4, 3], at: start + 3)
        ?? groups([7], at: start + 3)
    case (UInt8(ascii: "4"), 10), (UInt8(ascii: "8"), 10):
      return isNamed && text.holds("00", at: start + 1) ? start + length : nil
    case (UInt8(ascii: "1"), 3):
      let isEmergency = text.holds("11", at: start) || text.holds("12", at: start)
      return isNamed && isEmergency ? start + length : nil
    case (UInt8(ascii: "1"), 5), (UInt8(ascii: "9"), 5), (UInt8(ascii: "1"), 6):
      return isNamed ? start + length : nil
    case (UInt8(ascii: "2")...UInt8(ascii: "8"), 7...8): return isNamed ? start + length : nil
    default: return nil
    }
  }

  /// `-88886666`, ` 8888 6666`, `-888-6666`.
  private func localEnd(behindArea start: Int) -> Int? {
    guard start + 1 < text.count, text[start + 1] != UInt8(ascii: "0") else { return nil }
    return groups([8], at: start) ?? groups([7], at: start) ?? groups([4, 4], at: start)
      ?? groups([3, 4], at: start)
  }

  /// The end of groups of digits, each behind the same separator.
  private func groups(_ lengths: [Int], at start: Int) -> Int? {
    guard isSeparator(at: start) else { return nil }
    // The area's code is often set off by a hyphen, and the rest by a space.
    var index = start
    for length in lengths {
      guard isSeparator(at: index), run(at: index + 1) == length else { return nil }
      index += 1 + length
    }
    return index
  }

  /// The digits of an extension: `转8001`, `分机 8001`, `-8001`.
  private func extensionDigits(at end: Int) -> Range<Int>? {
    var start = afterSpaces(end)
    if text.holds("转", at: start) {
      start += "转".utf8.count
    } else if text.holds("分机", at: start) {
      start += "分机".utf8.count
    } else if text.holds("-", at: end) {
      start = end
    } else {
      return nil
    }
    start = text.holds("-", at: start) ? start + 1 : afterSpaces(start)
    let length = run(at: start)
    return (1...6).contains(length) ? start..<start + length : nil
  }

  // MARK: - Surroundings

  /// Whether a word before an offset says that a telephone number follows: `电话：`, `热线 `, `Tel: `.
  private func isNamed(before end: Int) -> Bool {
    let end = beforeColon(end)
    return namingWords.contains { endsWith($0, before: end) }
      || englishNamingWords.contains { endsWithLetters($0, before: end) }
  }

  /// Whether a number may begin here: not within another one, a name, an address or an amount.
  private func mayBegin(at start: Int) -> Bool {
    guard start > 0 else { return true }
    // Groups of a longer number, such as a bank card's, but not another telephone number.
    if isSeparator(at: start - 1), isDigit(at: start - 2), runBefore(start - 1) < 7 { return false }
    let byte = text[start - 1]
    if byte < 0x80 {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: "("), UInt8(ascii: ":"), UInt8(ascii: ","),
        UInt8(ascii: ";"),
        UInt8(ascii: "|"), UInt8(ascii: "*"), UInt8(ascii: "\""):
        break
      default: return false
      }
    }
    let end = beforeColon(start)
    return !refusingWords.contains { endsWith($0, before: end) }
      && !englishRefusingWords.contains { endsWithLetters($0, before: end) }
  }

  /// Whether a number may end here: not where a longer one, an address or a unit follows.
  private func mayEnd(at end: Int) -> Bool {
    guard end < text.count else { return true }
    switch text[end] {
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"),
      UInt8(ascii: "/"),
      UInt8(ascii: " "):
      // A following number is one of its own behind a space only if it is as long.
      if isDigit(at: end + 1),
        !(text[end] == UInt8(ascii: " ") && run(at: end + 1) > 4)
          && !(text[end] == UInt8(ascii: "/") && run(at: end + 1) > 6)
      {
        return false
      }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"), UInt8(ascii: "_"),
      UInt8(ascii: "%"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: "#"):
      return false
    default: if isASCIILetter(text[end]) { return false }
    }
    // A host's name.
    if text[end] == UInt8(ascii: "."), end + 1 < text.count, isASCIILetter(text[end + 1]) {
      return false
    }
    let next = afterSpaces(end)
    return !units.contains { text.holds($0, at: next) }
  }

  // MARK: - Bytes

  private func isDigit(at index: Int) -> Bool {
    index >= 0 && index < text.count && (0x30...0x39).contains(text[index])
  }

  private func run(at start: Int) -> Int {
    var end = start
    while isDigit(at: end) { end += 1 }
    return end - start
  }

  private func runBefore(_ end: Int) -> Int {
    var start = end
    while isDigit(at: start - 1) { start -= 1 }
    return end - start
  }

  private func isSeparator(at index: Int) -> Bool {
    index >= 0 && index < text.count
      && (text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: " "))
  }

  private func afterSpaces(_ start: Int) -> Int {
    var index = start
    while index < text.count, text[index] == 0x20 { index += 1 }
    return index
  }

  /// The offset before spaces, a colon, and spaces.
  private func beforeColon(_ end: Int) -> Int {
    var index = end
    while index > 0, text[index - 1] == 0x20 { index -= 1 }
    if index > 0, text[index - 1] == UInt8(ascii: ":") {
      index -= 1
    } else if endsWith("：", before: index) {
      index -= "：".utf8.count
    }
    while index > 0, text[index - 1] == 0x20 { index -= 1 }
    return index
  }

  private func endsWith(_ word: StaticString, before end: Int) -> Bool {
    let start = end - word.utf8CodeUnitCount
    return start >= 0 && text.holds(word, at: start)
  }

  /// Whether a Latin word ends here, in whatever case; it is given in small letters.
  private func endsWithLetters(_ word: StaticString, before end: Int) -> Bool {
    let start = end - word.utf8CodeUnitCount
    guard start >= 0, start == 0 || !isASCIILetter(text[start - 1]) else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let letter = unsafe word.utf8Start[index]
      if lowercased(text[start + index]) != letter { return false }
    }
    return true
  }
}

extension ByteWriter {
  /// Appends a telephone number of a text as a link that dials it.
  mutating func append(_ number: Telephone, of text: Bytes) {
    append("<a href=\"tel:")
    append(number.dialled)
    append("\">")
    append(text: text[number.range])
    append("</a>")
  }
}

/// Words behind which a number is one of a telephone, short and local ones too.
private let namingWords: [StaticString] = [
  "电话", "热线", "手机", "座机", "致电", "拨打", "来电", "电话号码", "手机号码", "联系号码", "手机号", "电话为", "電話", "熱線",
  "手機", "撥打",
]
private let englishNamingWords: [StaticString] = [
  "tel", "tel.", "phone", "telephone", "mobile", "hotline",
]

/// Words behind which a number is none of a telephone: of an account, a document, an amount.
private let refusingWords: [StaticString] = [
  "号", "号码", "编码", "代码", "號", "號碼", "￥", "¥", "＃", "№", "金额", "共计", "合计", "第", "＋", "－", "—", "／",
]
private let englishRefusingWords: [StaticString] = [
  "id", "no", "no.", "qq", "isbn", "issn", "rmb", "cny", "usd", "order", "account", "ref", "code",
]

/// Signs and words behind an amount or a date.
private let units: [StaticString] = [
  "元", "万", "亿", "千", "百", "年", "月", "日", "号", "个", "人", "名", "次", "件", "户", "本", "册", "页", "份",
  "米", "克", "吨",
  "斤", "公里", "平方", "度", "倍", "％", "℃", "字", "条", "分", "秒", "時", "时", "天", "萬", "億",
]
