internal import ByteText

/// A division of a title into the lines of an official document. GB/T 9704 wants a title of several lines to be a trapezoid
/// or a diamond, so that its lines must not be equally long; they end between phrases.
struct TitleLines {
  /// The characters of a line of the text block at the size of a title, 156 mm by 22 pt, in halves; there are 40, of which
  /// one is left for the space between Chinese and Latin characters.
  static let widest = 39

  /// The HTML of a title that fills several lines, with `mark` at the ends of its lines, instead of what marks places between
  /// phrases; nil where it fills one line, or cannot be divided.
  static func divided(_ html: [UInt8], between places: [UInt8], by mark: [UInt8]) -> [UInt8]? {
    let phrases = parts(of: html, between: places)
    let widths = phrases.map(width)
    let total = widths.reduce(0, +)
    guard total > widest + 1, phrases.count <= mostPhrases else { return nil }
    let lines = (total + widest - 1) / widest
    for count in lines...lines + 1 where count <= 4 {
      guard let ends = best(widths, lines: count) else { continue }
      var divided: [UInt8] = []
      for (index, phrase) in phrases.enumerated() {
        divided += phrase
        if index + 1 < phrases.count { divided += ends.contains(index + 1) ? mark : places }
      }
      return divided
    }
    return nil
  }

  /// The most phrases of a title that is divided.
  private static let mostPhrases = 60
}

/// The parts of bytes between all places at which others stand.
private func parts(of bytes: [UInt8], between other: [UInt8]) -> [[UInt8]] {
  var (parts, part, index): ([[UInt8]], [UInt8], Int) = ([], [], 0)
  while index < bytes.count {
    if bytes[index...].starts(with: other) {
      parts.append(part)
      part = []
      index += other.count
    } else {
      part.append(bytes[index])
      index += 1
    }
  }
  return parts + [part]
}

/// The width of a phrase in halves of a Chinese character; an escaped character counts as one half.
private func width(of html: [UInt8]) -> Int {
  var (width, isEscape) = (0, false)
  for scalar in String(decoding: html, as: UTF8.self).unicodeScalars {
    if scalar == "&" { isEscape = true }
    if !isEscape {
      width += scalar.value >= 0x2E80 || (0x2014...0x2026).contains(scalar.value) ? 2 : 1
    }
    if isEscape, scalar == ";" { (width, isEscape) = (width + 1, false) }
  }
  return width
}

/// The numbers of phrases before the ends of all lines but the last; nil where a phrase is wider than a line.
private func best(_ widths: [Int], lines count: Int) -> Set<Int>? {
  var best: (cost: Int, ends: [Int])?
  func divide(from start: Int, _ lines: [Int], _ ends: [Int]) {
    if lines.count + 1 == count {
      let last = widths[start...].reduce(0, +)
      guard last > 0, last <= TitleLines.widest else { return }
      let cost = cost(of: lines + [last])
      if best.map({ cost < $0.cost }) ?? true { best = (cost, ends) }
      return
    }
    var line = 0
    for end in start..<widths.count - 1 {
      line += widths[end]
      if line > TitleLines.widest { return }
      divide(from: end + 1, lines + [line], ends + [end + 1])
    }
  }
  if widths.count >= count { divide(from: 0, [], []) }
  return best.map { Set($0.ends) }
}

/// The cost of lines of these widths. Cheapest are those of a trapezoid or a diamond, whose shortest line is about three
/// quarters of the longest; dearest are lines of a rectangle, of an hourglass, and one with a single word.
private func cost(of lines: [Int]) -> Int {
  let (longest, shortest) = (lines.max() ?? 0, lines.min() ?? 0)
  let steps = zip(lines, lines.dropFirst()).map { $1 - $0 }
  let isTrapezoid = steps.allSatisfy { $0 >= leastStep } || steps.allSatisfy { $0 <= -leastStep }
  let rise = steps.prefix { $0 >= leastStep }.count
  let isDiamond = rise > 0 && rise < steps.count && steps[rise...].allSatisfy { $0 <= -leastStep }
  let deviation = shortest - longest * 3 / 4
  return deviation * deviation + (isTrapezoid || isDiamond ? 0 : 1000)
    + (shortest * 5 < longest * 2 ? 500 : 0)
}

/// The least difference between two lines that follow each other, in halves of a character.
private let leastStep = 3
