/// The sign with which a line begins, nil if it begins with none; `isFollowed` says whether markup follows at once.
func lineSign(in line: Bytes, isFollowed: Bool) -> UnreadSign? {
  guard !line.isEmpty else { return nil }
  switch line[0] {
  case UInt8(ascii: "#"): return heading(in: line, isFollowed)
  case UInt8(ascii: "-"), UInt8(ascii: "+"): return dash(in: line, isFollowed)
  case UInt8(ascii: "*"): return star(in: line)
  case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(in: line, isFollowed)
  case UInt8(ascii: ":"):
    return line.holds(":::", at: 0) ? UnreadSign(kind: .container, range: quoted(line)) : nil
  case UInt8(ascii: "["), UInt8(ascii: "@"), UInt8(ascii: "{"):
    return isTableOfContents(line)
      ? UnreadSign(kind: .contents, range: quoted(line)) : box(in: line, isFollowed)
  default:
    if let box = box(in: line, isFollowed) { return box }
    if line.holds("＃", at: 0) { return heading(in: line, isFollowed) }
    return bulletLength(in: line).flatMap { bullet(in: line, length: $0, isFollowed) }
  }
}

/// The beginning of a line up to what may be written in another way in the source, at most about 40 bytes.
private func quoted(_ line: Bytes) -> Range<Int> {
  var end = 0
  while end < line.count, end < 40 || line[end] & 0xC0 == 0x80 {
    if end > 0, isWrittenOtherwise(line[end]) { break }
    end += 1
  }
  return 0..<end
}

private func isWrittenOtherwise(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "\\"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "_"),
    UInt8(ascii: "`"),
    UInt8(ascii: "<"), UInt8(ascii: "~"), UInt8(ascii: "!"), 0x0A, 0x0D:
    true
  default: false
  }
}

private func sign(_ kind: UnreadSign.Kind, in line: Bytes, _ length: Int, _ text: String)
  -> UnreadSign
{
  UnreadSign(kind: kind, range: quoted(line), replacement: (0..<length, text))
}

/// `#标题`, `＃ 标题`, but neither `#话题#` nor `#1`.
private func heading(in line: Bytes, _ isFollowed: Bool) -> UnreadSign? {
  var level = 0
  var end = 0
  var isWide = false
  while true {
    if line.holds("#", at: end) {
      end += 1
    } else if line.holds("＃", at: end) {
      end += 3
      isWide = true
    } else {
      break
    }
    level += 1
  }
  let spaces = indentLength(line, from: end)
  guard level <= 6, end + spaces < line.count || isFollowed && spaces == 0 else { return nil }
  guard isWide || spaces == 0 || line.holds("\u{3000}", at: end) else { return nil }
  let rest = line[end + spaces..<line.count]
  if level == 1, !rest.isEmpty, !(isTitle(rest) || isFollowed && beginsMarkup(rest[0])) {
    return nil
  }
  return sign(.heading, in: line, end + spaces, String(repeating: "#", count: level) + " ")
}

/// Whether a text behind one `#` may be the title of a heading.
private func isTitle(_ text: Bytes) -> Bool {
  let begins = text[0] >= 0x80 || isASCIILetter(text[0])
  return begins && !text.holds(UInt8(ascii: "#")) && !text.holds("＃")
}

/// `-项`, `+Item`
private func dash(in line: Bytes, _ isFollowed: Bool) -> UnreadSign? {
  guard beginsItem(line, at: 1, isFollowed) else { return nil }
  return sign(.list, in: line, 1, "- ")
}

/// `*项`, on a line that has no other star. Whether other lines beside it are like that, so that it begins no note, is not
/// known here.
private func star(in line: Bytes) -> UnreadSign? {
  guard line.count > 1, beginsItem(line, at: 1, false), !line.holds(UInt8(ascii: "*"), from: 1)
  else {
    return nil
  }
  return sign(.list, in: line, 1, "- ")
}

/// Whether the text of an item may stand there: a letter of a script such as Chinese, a Latin word, or markup.
private func beginsItem(_ line: Bytes, at index: Int, _ isFollowed: Bool) -> Bool {
  guard index < line.count else { return isFollowed }
  if line[index] < 0x80 {
    if isFollowed, beginsMarkup(line[index]) { return true }
    return index + 3 <= line.count && (index..<index + 3).allSatisfy { isASCIILetter(line[$0]) }
  }
  let value = line.codePoint(at: index).value
  let found = characterClass(of: value)
  if value == 0x201C || value == 0x300A || value == 0xFF08 { return true }
  return found.isDisjoint(with: [.space, .punctuation, .symbol]) && value >= 0xC0
}

private func beginsMarkup(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "[")
    || byte == UInt8(ascii: "`") || byte == UInt8(ascii: "<") || byte == UInt8(ascii: "!")
}

/// `1.项`, `1)项`
private func number(in line: Bytes, _ isFollowed: Bool) -> UnreadSign? {
  var end = 0
  while end < line.count, (0x30...0x39).contains(line[end]) { end += 1 }
  guard end <= 3, end < line.count,
    line[end] == UInt8(ascii: ".") || line[end] == UInt8(ascii: ")"),
    beginsItem(line, at: end + 1, isFollowed)
  else { return nil }
  return sign(.list, in: line, end + 1, line[0..<end + 1].string + " ")
}

/// The length of a bullet that Word or WeChat writes.
private func bulletLength(in line: Bytes) -> Int? {
  if line.holds("·", at: 0) { return 2 }
  for bullet: StaticString in ["•", "－", "●", "▪", "‣", "➢", "➤", "◦"]
  where line.holds(bullet, at: 0) {
    return 3
  }
  // Symbols of Word's own fonts, U+F000 to U+F0FF.
  return line.count > 2 && line[0] == 0xEF && (0x80...0x83).contains(line[1]) ? 3 : nil
}

private func bullet(in line: Bytes, length: Int, _ isFollowed: Bool) -> UnreadSign? {
  let end = length + indentLength(line, from: length)
  guard beginsItem(line, at: end, isFollowed) || end < line.count && isASCIILetter(line[end]) else {
    return nil
  }
  return sign(.list, in: line, end, "- ")
}

/// `[ ] 待办`, `[x] 已办`, `［ ］待办`: a task without the sign of a list in front of it.
private func box(in line: Bytes, _ isFollowed: Bool) -> UnreadSign? {
  let isWide = line.holds("［", at: 0)
  guard isWide || line[0] == UInt8(ascii: "[") else { return nil }
  var end = isWide ? 3 : 1
  let blanks = indentLength(line, from: end)
  end += blanks
  var isDone = false
  if blanks == 0 {
    guard let mark = doneMarks.first(where: { line.holds($0, at: end) }) else { return nil }
    isDone = true
    end += mark.utf8CodeUnitCount
  }
  guard let close = boxEnds.first(where: { line.holds($0, at: end) }) else { return nil }
  end += close.utf8CodeUnitCount
  end += indentLength(line, from: end)
  guard beginsItem(line, at: end, isFollowed) else { return nil }
  return sign(.list, in: line, end, isDone ? "- [x] " : "- [ ] ")
}

private let boxEnds: [StaticString] = ["]", "］"]
private let doneMarks: [StaticString] = ["x", "X", "√", "✓", "✔"]

private func indentLength(_ line: Bytes, from start: Int) -> Int {
  var index = start
  while index < line.count, let length = isIndent(line, at: index) { index += length }
  return index - start
}

/// `[TOC]` and its sisters, alone on their line.
private func isTableOfContents(_ line: Bytes) -> Bool {
  guard line.count < 16 else { return false }
  var name: [UInt8] = []
  for index in 0..<line.count where !isSpace(line[index]) { name.append(lowercased(line[index])) }
  return tablesOfContents.contains(String(decoding: name, as: UTF8.self))
}

private let tablesOfContents: Set<String> = [
  "[toc]", "[[toc]]", "[[_toc_]]", "@[toc]", "{:toc}", "{{toc}}",
]
