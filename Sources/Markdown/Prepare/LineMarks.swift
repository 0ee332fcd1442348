/// The marks with which a line begins that stands by itself in a text of Word or WPS, though no empty line separates
/// it from the next: a number, the label of a value, or a sign such as a bullet or an emoji.
extension Bytes {
  /// Whether the line that begins at `start` begins with a number, a label or a sign.
  func beginsWithLineMark(at start: Int, end: Int) -> Bool {
    let start = behindEmphasis(at: behindBlanks(at: start, end: end).offset, end: end)
    return numberEnd(at: start, end: end) != nil || behindSigns(at: start, end: end) > start
      || labelEnd(at: start, end: end) != nil
  }

  private func behindEmphasis(at start: Int, end: Int) -> Int {
    var index = start
    while index < end, self[index] == UInt8(ascii: "*") || self[index] == UInt8(ascii: "_") {
      index += 1
    }
    return index
  }

  // MARK: Numbers

  /// The offset behind the number of an item or a section at `start`, with the sign that ends it: `1．`, `一、`,
  /// `（二）`, `③`, `第四条`, `1.2 `, `A．`, `一是`; or behind a time or a
  /// day: `9:30`, `3月5日`. Nil if there is none.
  func numberEnd(at start: Int, end: Int) -> Int? {
    guard start < end else { return nil }
    let (first, length) = codePoint(at: start)
    switch first {
    // ①, ⑴, ⒈, ❶, ㈠, ㊀
    case 0x2460...0x249B, 0x24EB...0x24FF, 0x2776...0x2793, 0x3220...0x3229, 0x3280...0x3289:
      return start + length
    case 0x28, 0x5B, 0x3010, 0x3014, 0xFF08, 0xFF3B:
      return bracketedNumberEnd(at: start + length, end: end)
    case ordinalPrefix: return ordinalEnd(at: start + length, end: end)
    case _ where arabicFigure(first):
      let figures = figuresEnd(at: start, end: end, of: arabicFigure, most: 4)
      return figures.flatMap { yearEnd(from: start, figures: $0, end: end) }
        ?? figuresEnd(at: start, end: end, of: arabicFigure, most: 3)
        .flatMap { behindFigures($0, end: end) }
    case _ where chineseFigure(first):
      let figures = figuresEnd(at: start, end: end, of: chineseFigure, most: 4)
      return figures.flatMap { behindChineseFigures($0, end: end) }
    default: return isCapital(first) ? behindLetter(start + length, end: end) : nil
    }
  }

  /// `（一）`, `[1]`, `（A）`, from behind the first bracket on.
  private func bracketedNumberEnd(at start: Int, end: Int) -> Int? {
    let figures =
      figuresEnd(at: start, end: end, of: arabicFigure, most: 3)
      ?? figuresEnd(at: start, end: end, of: chineseFigure, most: 4)
      ?? figuresEnd(at: start, end: end, of: isCapital, most: 1)
    guard let figures, figures < end else { return nil }
    let (value, length) = codePoint(at: figures)
    switch value {
    case 0x29, 0x5D, 0x3011, 0x3015, 0xFF09, 0xFF3D: return figures + length
    default: return nil
    }
  }

  /// `第一条`, `第2步`, `第三，`, from behind `第` on.
  private func ordinalEnd(at start: Int, end: Int) -> Int? {
    let figures =
      figuresEnd(at: start, end: end, of: arabicFigure, most: 3)
      ?? figuresEnd(at: start, end: end, of: chineseFigure, most: 5)
    guard let figures, figures < end else { return nil }
    let (value, length) = codePoint(at: figures)
    switch value {
    // 条章节款项讲课步部篇组天期，、：
    case 0x6761, 0x7AE0, 0x8282, 0x6B3E, 0x9879, 0x8BB2, 0x8BFE, 0x6B65, 0x90E8, 0x7BC7, 0x7EC4,
      0x5929, 0x671F, 0xFF0C, 0x3001, 0xFF1A:
      return figures + length
    default: return nil
    }
  }

  /// `1．`, `1、`, `1)`, `1.`, but neither `1.5` nor `1.5万`; `1.2` where a space follows; `9:30`, `3月5日`.
  private func behindFigures(_ figures: Int, end: Int) -> Int? {
    guard figures < end else { return nil }
    let (value, length) = codePoint(at: figures)
    let next = figures + length
    if value == 0x3A || value == 0xFF1A {
      return figuresEnd(at: next, end: end, of: arabicFigure, most: 2)
    }
    if value == 0x6708, let day = figuresEnd(at: next, end: end, of: arabicFigure, most: 2) {
      return day < end && codePoint(at: day).value == 0x65E5 ? day + 3 : nil
    }
    if value != UInt32(UInt8(ascii: ".")) {
      return isItemSign(value) || value == 0xFF09 || value == 0x29 ? next : nil
    }
    guard let deeper = figuresEnd(at: next, end: end, of: arabicFigure, most: 3) else {
      return next
    }
    guard deeper < end else { return nil }
    let isSpaced = behindBlanks(at: deeper, end: end).offset > deeper
    return isSpaced || isItemSign(codePoint(at: deeper).value)
      ? deeper : behindFigures(deeper, end: end)
  }

  /// The year, with a month and a day perhaps, that a line of a chronicle begins with, if white space, a colon or a dash
  /// follows: `1921年　`, `1927年8月1日：`.
  private func yearEnd(from start: Int, figures: Int, end: Int) -> Int? {
    guard figures - start == 4, holds("年", at: figures) else { return nil }
    var index = figures + 3
    for unit: StaticString in ["月", "日"] {
      guard let next = figuresEnd(at: index, end: end, of: arabicFigure, most: 2),
        holds(unit, at: next)
      else { break }
      index = next + 3
    }
    guard index < end else { return nil }
    switch codePoint(at: index).value {
    // Spaces and colons; dashes, and ～.
    case 0x09, 0x20, 0x3A, 0x3000, 0xFF1A, 0x2D, 0x2013, 0x2014, 0x7E, 0xFF0D, 0xFF5E: return index
    default: return nil
    }
  }

  // MARK: Titles

  /// Whether a line is a title that is numbered by hand: a few characters without punctuation behind a number such as `一、`
  /// or, if `isChinese` is false, `1、`.
  func isNumberedTitle(at start: Int, end: Int, isChinese: Bool) -> Bool {
    let start = behindEmphasis(at: behindBlanks(at: start, end: end).offset, end: end)
    guard start < end, let number = numberEnd(at: start, end: end),
      isTitleNumber(start..<number, isChinese: isChinese)
    else { return false }
    var index = behindBlanks(at: number, end: end).offset
    var characters = 0
    while index < end {
      let (value, length) = codePoint(at: index)
      switch value {
      case 0x20, 0x2A, 0x3000, 0x201C, 0x201D, 0x300A, 0x300B: break
      default:
        guard characterClass(at: index, end: end).isDisjoint(with: [.punctuation, .symbol]) else {
          return false
        }
        characters += 1
      }
      index += length
    }
    return (2...longestTitle).contains(characters)
  }

  /// Whether the number is one of sections; dots behind figures are the signs of lists, and colons those of times.
  private func isTitleNumber(_ number: Range<Int>, isChinese: Bool) -> Bool {
    let bracket = codePoint(at: number.lowerBound).value
    let first = bracket == 0xFF08 || bracket == 0x28 ? bracket : 0
    let figure = codePoint(at: number.lowerBound + (first == 0 ? 0 : first == 0x28 ? 1 : 3)).value
    if chineseFigure(figure) { return true }
    guard !isChinese, arabicFigure(figure) else { return false }
    let last = codePoint(at: codePointStart(before: number.upperBound, from: number.lowerBound))
      .value
    return isItemSign(last) || last == 0xFF09
  }

  /// `一、`, `二．`, `三是`
  private func behindChineseFigures(_ figures: Int, end: Int) -> Int? {
    guard figures < end else { return nil }
    let (value, length) = codePoint(at: figures)
    return isItemSign(value) || value == 0x662F ? figures + length : nil
  }

  /// `A．`, `B、`, and `C.` before a Chinese character.
  private func behindLetter(_ index: Int, end: Int) -> Int? {
    guard index < end else { return nil }
    let (value, length) = codePoint(at: index)
    if isItemSign(value) { return index + length }
    guard value == UInt32(UInt8(ascii: ".")) else { return nil }
    let next = behindBlanks(at: index + 1, end: end).offset
    return next < end && self[next] >= 0xE3 ? index + 1 : nil
  }

  /// The offset behind as many figures as `most` at `start`; nil if there are none or more.
  private func figuresEnd(
    at start: Int, end: Int, of isFigure: (UInt32) -> Bool, most: Int
  ) -> Int? {
    var index = start
    var count = 0
    while index < end {
      let (value, length) = codePoint(at: index)
      guard isFigure(value) else { break }
      count += 1
      guard count <= most else { return nil }
      index += length
    }
    return count > 0 ? index : nil
  }

  // MARK: Labels

  /// The offset behind the colon of a label of a few characters at `start`: `会议时间：`, `联 系 人：`, `QQ：`, or behind
  /// `【时间】`. Before a colon of ASCII one of the characters is Chinese. Nil if there is none.
  func labelEnd(at start: Int, end: Int) -> Int? {
    var index = start
    var characters = 0
    var letters = 0
    var previous: UInt32 = 0
    let isBracketed = index < end && codePoint(at: index).value == 0x3010
    if isBracketed { index += 3 }
    for _ in 0..<longestLabel where index < end {
      let (value, length) = codePoint(at: index)
      index += length
      switch value {
      case 0x3011: return isBracketed && characters > 0 ? index : nil
      case 0x3A, 0xFF1A:
        let hasText = characters > 0 || letters > 0 && value == 0xFF1A
        let isLabel = hasText && isLabelColon(value, previous, before: index, end)
        return isLabel && !isBracketed ? index : nil
      case 0x3041...0x30FF, 0x3400...0x9FFF: characters += 1
      case 0x41...0x5A, 0x61...0x7A: letters += 1
      case _ where isPartOfLabel(value): break
      default: return nil
      }
      if value != UInt32(UInt8(ascii: "*")) { previous = value }
    }
    return nil
  }

  /// Whether a colon ends a label: it stands neither in a time of day nor in an address.
  private func isLabelColon(
    _ colon: UInt32, _ previous: UInt32, before next: Int, _ end: Int
  ) -> Bool {
    guard next < end else { return true }
    if colon == 0x3A, self[next] == UInt8(ascii: "/") { return false }
    return !arabicFigure(previous) || !arabicFigure(codePoint(at: next).value)
  }

  // MARK: Signs

  /// The offset behind a sign that decorates a line, if text follows: a bullet, an arrow, an emoji; else `start`.
  private func behindSigns(at start: Int, end: Int) -> Int {
    var index = start
    while index < end, self[index] >= 0x80 {
      let (value, length) = codePoint(at: index)
      guard value == 0xB7 || value == 0x2022 || isSymbolBesideChinese(value) else { break }
      index += length
    }
    return index < end ? index : start
  }
}

private let ordinalPrefix: UInt32 = 0x7B2C

/// The most characters of a title that is numbered by hand.
private let longestTitle = 20

/// The number of code points of a label with its colon.
private let longestLabel = 16

private func arabicFigure(_ value: UInt32) -> Bool {
  (0x30...0x39).contains(value) || (0xFF10...0xFF19).contains(value)
}

/// 一二三四五六七八九十百
private func chineseFigure(_ value: UInt32) -> Bool {
  switch value {
  case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, 0x767E: true
  default: false
  }
}

private func isCapital(_ value: UInt32) -> Bool {
  (0x41...0x5A).contains(value) || (0xFF21...0xFF3A).contains(value)
}

/// `、` or `．`
private func isItemSign(_ value: UInt32) -> Bool { value == 0x3001 || value == 0xFF0E }

/// Whether a character may stand in a label beside letters: a figure, a space, `、`, `/`, a bracket.
private func isPartOfLabel(_ value: UInt32) -> Bool {
  switch value {
  case 0x20, 0x28, 0x29, 0x2A, 0x2F, 0x30...0x39, 0xA0, 0xB7, 0x3000,
    0x3001, 0xFF08, 0xFF09, 0xFF10...0xFF19:
    true
  default: false
  }
}
