internal import Diagnostics

/// The name that messages have for the YAML of a file: a document's header, or the whole of a settings file.
func headerName(in source: SourceFile) -> Message {
  source.path.utf8.reversed().starts(with: "dm.".utf8)
    ? Message("开头信息", "the front matter") : Message("设置文件", "the settings file")
}

/// The meaning of libyaml's sentence about the text at `offset` for somebody who is not a programmer.
///
/// Most slips are found and mended before libyaml reads; this is about those that are left.
func explain(
  _ problem: String, at offset: Int, in source: SourceFile, _ range: Range<Int>
) -> (message: Message, suggestion: Message) {
  let line = line(around: offset, in: source.bytes, range)
  let indentation = line.prefix { $0 == 0x20 || $0 == 0x09 }
  if indentation.contains(0x09) {
    return (
      Message("这一行用了制表符（Tab）缩进", "this line is indented with a tab"),
      Message("把制表符改成空格", "indent with spaces instead")
    )
  }
  switch problem {
  case "mapping values are not allowed in this context" where !indentation.isEmpty:
    let text = brief(
      String(decoding: line.dropFirst(indentation.count), as: UTF8.self), to: longestCorrection)
    return (
      Message(
        "这一行比上一行多了空格，被当成了上一行的内容",
        "this line is indented more than the one above and was read as part of its value"),
      Message(
        "删去前面的空格，和上一行左边对齐：\(text)",
        "remove the spaces before it, to align it with the line above: \(text)")
    )
  case "did not find expected key", "could not find expected ':'",
    "did not find expected '-' indicator":
    return doesNotContinue(line)
  case "found unknown escape character":
    return (
      Message("半角双引号里的反斜杠“\\”有特别的用处", "a backslash within double quotes has a special meaning"),
      Message(
        "文件夹之间用斜杠“/”；要写反斜杠，就把双引号换成半角单引号",
        "write / between folders; to write a backslash, use single quotes")
    )
  case "did not find expected hexdecimal number", "found invalid Unicode character escape code":
    return badEscape(source.bytes[range.lowerBound..<min(range.upperBound, offset + 1)])
  case "control characters are not allowed":
    return (
      Message("这里有一个看不见的控制字符", "there is an invisible control character here"),
      Message("删去它；从 Word 里复制来的文字，重新打一遍", "remove it; retype text that was copied from Word")
    )
  default:
    let name = headerName(in: source)
    return (
      Message("\(name.chinese)里这个地方的写法有误", "\(name.english) is not valid YAML here"),
      Message(
        "每行写成“名称: 内容”；有特殊符号的内容用半角双引号括起来",
        "write each line as `key: value`, and put values with special characters in double quotes")
    )
  }
}

/// The message about the escape at the end of `bytes`, a backslash and a letter that needs figures after it.
private func badEscape(_ bytes: ArraySlice<UInt8>) -> (Message, Message) {
  let start = bytes.lastIndex(of: UInt8(ascii: "\\")) ?? bytes.startIndex
  let escape = String(decoding: bytes[start...].prefix(2), as: UTF8.self)
  return (
    Message(
      "半角双引号里的“\(escape)”后面要有十六进制数字",
      "`\(escape)` within double quotes needs hexadecimal digits after it"),
    Message("要写反斜杠本身，就把双引号换成半角单引号", "to write a backslash, use single quotes")
  )
}

private func doesNotContinue(_ line: ArraySlice<UInt8>) -> (Message, Message) {
  let text = String(decoding: line, as: UTF8.self)
  if let colon = text.unicodeScalars.firstIndex(of: "：") {
    let key = brief(String(text.unicodeScalars[..<colon]))
    return (
      Message("这一行用了全角冒号“：”，要用半角冒号", "this line has a full-width colon `：`, where it needs `:`"),
      Message("写成“\(key): ”，冒号用英文输入法，后面空一格", "write `\(key): `, with a space after the colon")
    )
  }
  if !text.utf8.contains(UInt8(ascii: ":")) {
    return (
      Message("这一行少了冒号", "this line has no colon"),
      Message(
        "每行写成“名称: 内容”；如果正文从这里开始，先在上面写一行“---”",
        "write each line as `key: value`; if the text begins here, put a line `---` above it")
    )
  }
  return (
    Message("这一行和上面的行没有对齐", "this line is not aligned with the lines above"),
    Message(
      "同一层的行，左边要对齐；下一层的行，前面多空两格",
      "align lines of the same level, and indent the next level by two spaces")
  )
}

/// The line of `range` that holds `offset`, or that ends there.
private func line(
  around offset: Int, in bytes: [UInt8], _ range: Range<Int>
) -> ArraySlice<UInt8> {
  var start = offset
  while start > range.lowerBound, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
  return bytes[start..<range.upperBound].prefix { $0 != 0x0A && $0 != 0x0D }
}
