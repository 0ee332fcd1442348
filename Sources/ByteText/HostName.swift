/// The form in which machines write a host, with the port after it if there is one: a name in another script than Latin is
/// written in ASCII, label by label, as `xn--` and Punycode (RFC 5891, RFC 3492). Nil if a label becomes longer than 63
/// bytes, or contains symbols such as emoji, which names of hosts must not have (RFC 5892).
public func asciiHost(_ host: String) -> String? {
  let lowercase = host.composed.lowercased().composed
  if lowercase.utf8.allSatisfy({ $0 < 0x80 }) { return lowercase }
  let port = lowercase.utf8.firstIndex(of: UInt8(ascii: ":")) ?? lowercase.endIndex
  let labels = lowercase.utf8[..<port].split(
    separator: UInt8(ascii: "."), omittingEmptySubsequences: false
  ).map { label -> String? in
    let text = String(label) ?? ""
    let ascii = label.allSatisfy { $0 < 0x80 } ? text : punycode(text).map { "xn--" + $0 }
    return ascii.flatMap { $0.utf8.count <= 63 ? $0 : nil }
  }
  guard !labels.contains(nil) else { return nil }
  return labels.compactMap(\.self).joined(separator: ".") + lowercase[port...]
}

private func mayBeInHost(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
    .nonspacingMark, .spacingMark, .decimalNumber:
    true
  default: scalar.isASCII || scalar.value == 0x200C || scalar.value == 0x200D || scalar == "・"
  }
}

/// The Punycode of a label, nil if it is too long to be one.
private func punycode(_ label: String) -> String? {
  let scalars = label.unicodeScalars.map(\.value)
  guard scalars.count <= 63, label.unicodeScalars.allSatisfy(mayBeInHost) else { return nil }
  var output = scalars.filter { $0 < 0x80 }.map { UInt8($0) }
  let basic = output.count
  if basic > 0 { output.append(UInt8(ascii: "-")) }
  var (handled, next, delta, bias) = (basic, UInt32(0x80), 0, 72)
  while handled < scalars.count {
    let least = scalars.filter { $0 >= next }.min() ?? next
    delta += Int(least - next) * (handled + 1)
    for scalar in scalars {
      if scalar < least { delta += 1 }
      guard scalar == least else { continue }
      appendNumber(delta, bias, to: &output)
      bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
      (delta, handled) = (0, handled + 1)
    }
    (delta, next) = (delta + 1, least + 1)
  }
  return String(decoding: output, as: UTF8.self)
}

/// Appends a number in digits of variable weight (RFC 3492, section 3.3).
private func appendNumber(_ number: Int, _ bias: Int, to output: inout [UInt8]) {
  var (rest, place) = (number, 36)
  while true {
    let threshold = min(max(place - bias, 1), 26)
    if rest < threshold { break }
    output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
    (rest, place) = ((rest - threshold) / (36 - threshold), place + 36)
  }
  output.append(digit(rest))
}

private func digit(_ value: Int) -> UInt8 {
  UInt8(value < 26 ? 0x61 + value : 0x30 + value - 26)
}

/// The bias after a number (RFC 3492, section 6.1).
private func adapted(_ number: Int, count: Int, isFirst: Bool) -> Int {
  var delta = isFirst ? number / 700 : number / 2
  delta += delta / count
  var bias = 0
  while delta > 455 {
    delta /= 35
    bias += 36
  }
  return bias + 36 * delta / (delta + 38)
}
