internal import Dates
internal import FrontMatter

/// The words that a page shows above and below its text: the title, and for a notice recipients, issuer and the date of
/// the notice itself. Authors who copy a whole document from Word have them in the text as well, where they are left out.
struct TextFrame {
  private let title: String
  private let recipients: String
  private let issuer: String
  private let date: CivilDate?
  private let zone: Zone
  private let isOfNotice: Bool

  /// The frame of a document's text.
  init(_ header: Header, _ details: Details, zone: Zone) {
    title = header.title
    self.zone = zone
    guard case .notice(let notice) = details else {
      (recipients, issuer, date, isOfNotice) = ("", "", nil, false)
      return
    }
    isOfNotice = true
    // A public notice's page shows no recipients, so that those of the text stay.
    recipients = notice.publicity == nil ? notice.recipients.joined(separator: "、") : ""
    issuer = notice.issuer ?? ""
    date = (notice.issued ?? header.date)?.on(zone).date
  }

  /// The range of a text without its first lines and its last ones that say what the page says.
  func inner(of body: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
    let start = body.first { !isSpace(bytes[$0]) } ?? body.upperBound
    let first = bytes[start..<body.upperBound]
    if beginsOtherwise(first, title), beginsOtherwise(first, recipients) || recipients.isEmpty {
      return body.lowerBound..<startOfSignature(in: body, of: bytes)
    }
    var inner = body
    if let line = firstLine(of: inner, in: bytes), isOfNotice || beginsHeading(bytes[line]),
      isSame(bytes[line], title)
    {
      inner = line.upperBound..<inner.upperBound
    }
    guard isOfNotice else { return inner }
    inner = endOfSalutation(in: inner, of: bytes)..<inner.upperBound
    return inner.lowerBound..<startOfSignature(in: inner, of: bytes)
  }

  /// The offset behind the recipients, which may take several lines; the beginning if they are not there.
  private func endOfSalutation(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    guard !recipients.isEmpty else { return range.lowerBound }
    var rest = ArraySlice(bare(recipients).utf8)
    var end = range.lowerBound
    while !rest.isEmpty {
      guard let line = firstLine(of: end..<range.upperBound, in: bytes),
        line.count <= rest.count * 2 + longestIndent
      else { return range.lowerBound }
      let text = bare(String(decoding: bytes[line], as: UTF8.self)).utf8
      guard rest.starts(with: text) else { return range.lowerBound }
      rest = rest.dropFirst(text.count)
      end = line.upperBound
    }
    return end
  }

  /// The offset of the issuer or the date at the end of a text; the end if neither is there. A date alone is the
  /// signature's behind a whole sentence.
  private func startOfSignature(in range: Range<Int>, of bytes: [UInt8]) -> Int {
    // Most texts end with a full stop, which neither an issuer nor a date does.
    let end = range.last { !isLineEnd(bytes[$0]) }.map { $0 + 1 } ?? range.lowerBound
    if bytes[range.lowerBound..<end].suffix(3).elementsEqual("。".utf8) { return range.upperBound }
    guard let last = lastLine(of: range, in: bytes) else { return range.upperBound }
    guard isDate(bytes[last]) else {
      let isSigned = isSame(bytes[last], issuer) || isSignature(bytes[last])
      return isSigned ? last.lowerBound : range.upperBound
    }
    guard let line = lastLine(of: range.lowerBound..<last.lowerBound, in: bytes) else {
      return range.upperBound
    }
    if isSame(bytes[line], issuer) { return line.lowerBound }
    return endsSentence(bytes[line]) ? last.lowerBound : range.upperBound
  }

  // MARK: A signature that stays

  /// An issuer and a date that stand on lines of their own near the end of a text, and that `inner` leaves there.
  struct Signature {
    /// The two lines.
    let lines: [Range<Int>]
    let issuer: String
    /// Whether something follows them.
    let isFollowed: Bool
    /// Whether the front matter names the issuer.
    let isKnown: Bool
  }

  /// The signature that the page would show a second time; nil where there is none.
  func signature(in body: Range<Int>, of bytes: [UInt8]) -> Signature? {
    guard isOfNotice else { return nil }
    var end = body.upperBound
    for count in 0..<mostLinesBelow {
      guard let day = lastLine(of: body.lowerBound..<end, in: bytes) else { return nil }
      end = day.lowerBound
      guard isDate(bytes[day]), let line = lastLine(of: body.lowerBound..<end, in: bytes) else {
        continue
      }
      let isKnown = isSame(bytes[line], issuer)
      guard isKnown || issuer.isEmpty && isBody(bytes[line]) else { return nil }
      return Signature(
        lines: [line, day], issuer: bare(String(decoding: bytes[line], as: UTF8.self)),
        isFollowed: count > 0, isKnown: isKnown)
    }
    return nil
  }

  /// Whether a line names a body that issues notices, and says nothing else.
  private func isBody(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= longestBody + longestIndent else { return false }
    let text = String(decoding: line, as: UTF8.self)
    let name = bare(text)
    return (4...30).contains(name.unicodeScalars.count)
      && !text.unicodeScalars.contains { "。，、；：！？,.;:!?（()“《|".unicodeScalars.contains($0) }
      && ["会", "委", "部", "组", "室", "处", "局", "办", "社区", "中心", "院", "校", "公司", "街道", "所"]
        .contains { name.utf8.reversed().starts(with: $0.utf8.reversed()) }
  }

  /// Whether a line says what is known. Most lines are longer, and need not be looked at.
  private func isSame(_ line: ArraySlice<UInt8>, _ known: String) -> Bool {
    guard !known.isEmpty, line.count <= known.utf8.count * 2 + longestIndent,
      !beginsOtherwise(line, known)
    else { return false }
    return bare(String(decoding: line, as: UTF8.self)) == bare(known)
  }

  private func isDate(_ line: ArraySlice<UInt8>) -> Bool {
    guard let date, line.count <= longestDate + longestIndent else { return false }
    let text = bare(String(decoding: line, as: UTF8.self))
    if let day = writtenDay(text, zone: zone) { return day == date }
    // At the end of a text people leave the year out: `6月15日`.
    return text.unicodeScalars.contains("月")
      && writtenDay("\(date.year)年\(text)", zone: zone) == date
  }

  /// Whether issuer and date stand on one line.
  private func isSignature(_ line: ArraySlice<UInt8>) -> Bool {
    guard !issuer.isEmpty, line.count <= issuer.utf8.count * 2 + longestDate + longestIndent else {
      return false
    }
    let text = Array(bare(String(decoding: line, as: UTF8.self)).utf8)
    let issuer = Array(bare(issuer).utf8)
    return text.starts(with: issuer) && isDate(text[issuer.count...])
  }

  // MARK: Lines

  /// The first line that is not empty.
  private func firstLine(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(where: isLineEnd) ?? range.upperBound
      if !isBlank(bytes[start..<end]) { return start..<end }
      start = end + 1
    }
    return nil
  }

  /// The last line that is not empty.
  private func lastLine(of range: Range<Int>, in bytes: [UInt8]) -> Range<Int>? {
    var end = range.upperBound
    while end > range.lowerBound {
      let before = bytes[range.lowerBound..<end].lastIndex(where: isLineEnd)
      let start = before.map { $0 + 1 } ?? range.lowerBound
      if !isBlank(bytes[start..<end]) { return start..<end }
      end = max(range.lowerBound, start - 1)
    }
    return nil
  }
}

/// Whether a line and a text begin with two different Chinese characters, so that nothing need be left out of them to see
/// that they are not the same.
private func beginsOtherwise(_ line: ArraySlice<UInt8>, _ text: String) -> Bool {
  let (first, known) = (line.prefix(3), text.utf8.prefix(3))
  return [first.first, known.first].allSatisfy { $0.map { (0xE4...0xE9).contains($0) } ?? false }
    && !first.elementsEqual(known)
}

/// Whether a line is a heading of the first level: other kinds than notices have no title in their text but as a heading.
private func beginsHeading(_ line: ArraySlice<UInt8>) -> Bool {
  line.starts(with: "# ".utf8) || line.starts(with: "#\t".utf8)
}

private func endsSentence(_ line: ArraySlice<UInt8>) -> Bool {
  let text = bare(String(decoding: line.suffix(longestDate), as: UTF8.self))
  return text.unicodeScalars.last.map { "。！？…”".unicodeScalars.contains($0) } ?? false
}

/// The lines below a signature that are looked at: a note in brackets, a list of attachments.
private let mostLinesBelow = 8
private let longestBody = 90

/// The bytes of white space and marks that may stand around what is compared, and those of a date.
private let longestIndent = 200
private let longestDate = 60

private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }

private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

private func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard let last = bytes.last else { return true }
  guard last <= 0x20 || last == 0x80 || last == 0xA0, bytes.count <= longestIndent else {
    return false
  }
  return bare(String(decoding: bytes, as: UTF8.self)).isEmpty
}

/// A text without white space, marks of headings and emphasis, what separates names in a list, a colon or a backslash.
private func bare(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "#", "*", "_", "\\", "、", "，", ",", "；", ";", "：", ":": break
    case _ where isWhiteSpace(scalar): break
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// Whether a character is white space by Unicode; the standard library looks it up in a table, which takes longer.
private func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
    0x3000:
    true
  default: false
  }
}
