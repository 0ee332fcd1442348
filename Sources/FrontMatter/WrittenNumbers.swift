/// A number as somebody wrote it.
struct WrittenNumber {
  var value: Int
  /// The number of its figures.
  var digits: Int
  /// The character behind it.
  var next: Unicode.Scalar?
}

/// The numbers in a short text, in ASCII, full-width (`２０２６`) or Chinese figures (`二〇二六`,
/// `十一`, `三十`); what has more than nine figures counts as zero.
func numbersWritten(in text: String) -> [WrittenNumber] {
  var numbers: [WrittenNumber] = []
  var figures: [Int] = []
  for scalar in text.unicodeScalars.prefix(60) {
    if let figure = figure(scalar) {
      figures.append(figure)
    } else {
      if !figures.isEmpty { numbers.append(number(figures, next: scalar)) }
      figures = []
    }
  }
  if !figures.isEmpty { numbers.append(number(figures, next: nil)) }
  return numbers
}

/// The number that a text is and nothing else, in any figures, with blanks around it; nil where there is more.
func wholeNumber(_ text: String) -> Int? {
  let figures = text.unicodeScalars.filter { !$0.properties.isWhitespace }
  guard (1...9).contains(figures.count), figures.allSatisfy({ figure($0) != nil }) else {
    return nil
  }
  let numbers = numbersWritten(in: text)
  return numbers.count == 1 ? numbers[0].value : nil
}

/// The value of a figure; 10 for `十`.
private func figure(_ scalar: Unicode.Scalar) -> Int? {
  switch scalar.value {
  case 0x30...0x39: Int(scalar.value - 0x30)
  case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
  case _ where roundZeros.contains(scalar): 0
  default: chineseFigures.firstIndex(of: scalar).map { $0 == 11 ? 0 : $0 }
  }
}

/// The circles that people write for 〇, which few input methods offer.
let roundZeros = Set("○◯".unicodeScalars)

/// In the order of their values; the last is the other zero.
private let chineseFigures = Array("〇一二三四五六七八九十零".unicodeScalars)

private func number(_ figures: [Int], next: Unicode.Scalar?) -> WrittenNumber {
  guard figures.count < 10 else {
    return WrittenNumber(value: 0, digits: figures.count, next: next)
  }
  guard let ten = figures.firstIndex(of: 10) else {
    let value = figures.reduce(0) { $0 * 10 + $1 }
    return WrittenNumber(value: value, digits: figures.count, next: next)
  }
  let tens = ten == 0 ? 1 : figures[ten - 1]
  let ones = ten + 1 < figures.count ? figures[ten + 1] % 10 : 0
  return WrittenNumber(value: tens * 10 + ones, digits: 2, next: next)
}
