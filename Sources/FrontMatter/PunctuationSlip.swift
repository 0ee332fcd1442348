internal import Diagnostics

/// A slip in a header's punctuation that is seen before libyaml reads it, and `instead`, the text
/// as it should be.
enum PunctuationSlip {
  case fullWidthColon(key: String)
  case missingSpace(key: String, instead: String)
  case fullWidthComma(Unicode.Scalar)
  case fullWidthBracket(Unicode.Scalar, instead: Unicode.Scalar)
  case fullWidthBlank
  case quotesWithinQuotes(Unicode.Scalar, instead: String)
  case textBehindQuotes(instead: String)
  case bracketInFront(Unicode.Scalar, instead: String)
  case secondColon(instead: String)
  case signInFront(String, instead: String)
  case dashInFront(list: String, instead: String)
  case emptyItem(isFirst: Bool)
  case unclosed(Unicode.Scalar, instead: Unicode.Scalar)
  case commentInValue(instead: String)

  var severity: Diagnostic.Severity {
    if case .commentInValue = self { .warning } else { .error }
  }

  var id: String {
    switch self {
    case .fullWidthColon: "full-width-colon"
    case .missingSpace: "missing-space"
    case .fullWidthComma: "full-width-comma"
    case .commentInValue: "comment-in-value"
    case .signInFront("*", _), .signInFront("&", _), .signInFront("!", _): "yaml-unsupported"
    default: "bad-yaml"
    }
  }

  var message: Message {
    switch self {
    case .fullWidthColon(let key):
      Message(
        "“\(key)”后面是全角冒号“：”，这里要用半角冒号", "`\(key)` is followed by a full-width colon `：`, not by `:`")
    case .missingSpace(let key, _):
      Message("“\(key)”后面的冒号和内容之间要空一格", "a space is missing behind the colon of `\(key)`")
    case .fullWidthComma(let comma):
      Message("这里的“\(comma)”要用半角逗号", "this `\(comma)` must be an ASCII comma")
    case .fullWidthBracket(let bracket, _):
      Message("这里的“\(bracket)”要用半角括号", "this `\(bracket)` must be an ASCII bracket")
    case .fullWidthBlank:
      Message("这一行前面是全角空格，缩进要用半角空格", "this line is indented with wide blanks, not with spaces")
    case .quotesWithinQuotes("'", _):
      Message("单引号里又有单引号，分不清内容到哪里结束", "there are single quotes within single quotes")
    case .quotesWithinQuotes:
      Message("双引号里又有双引号，分不清内容到哪里结束", "there are double quotes within double quotes")
    case .textBehindQuotes:
      Message("引号后面还有内容，分不清内容到哪里结束", "there is text behind the closing quote")
    case .bracketInFront(let bracket, _):
      Message(
        "内容以 \(bracket) 开头，会被当成\(bracket == "[" ? "列表" : "几项内容")，后面却还有文字",
        "the value begins with \(bracket), like a list, and has text behind it")
    case .secondColon:
      Message("内容里又有半角冒号，分不清哪个冒号是分隔用的", "there is a second `: ` in the value")
    case .signInFront(let sign, _):
      Message("内容不能以“\(sign)”开头", "a value cannot begin with `\(sign)`")
    case .dashInFront:
      Message("内容不能以“- ”开头", "a value cannot begin with `- `")
    case .emptyItem(isFirst: true): Message("逗号前面没有内容", "there is nothing before the comma")
    case .emptyItem: Message("两个逗号之间没有内容", "there is nothing between two commas")
    case .unclosed("\"", _): Message("半角双引号没有配对", "a double quote is never closed")
    case .unclosed("'", _): Message("半角单引号没有配对", "a single quote is never closed")
    case .unclosed(let mark, let closing):
      Message("“\(mark)”后面没有配对的“\(closing)”", "`\(mark)` is never closed")
    case .commentInValue:
      Message(
        "空格加“#”后面的文字会被当成批注，不会显示", "what follows a space and `#` is a comment and is not shown")
    }
  }

  var suggestion: Message {
    switch self {
    case .fullWidthColon(let key) where isChinese(key),
      .missingSpace(let key, _) where isChinese(key):
      // The key itself is reported as well, with the one to write instead.
      Message("冒号用英文输入法，后面空一格", "write `: `, with a space behind the colon")
    case .fullWidthColon(let key):
      Message("写成“\(key): ”，冒号用英文输入法，后面空一格", "write `\(key): `, with a space behind the colon")
    case .missingSpace(_, let instead), .secondColon(let instead), .signInFront(_, let instead):
      write(instead)
    case .fullWidthComma: Message("改成“, ”，用英文输入法", "write `, `")
    case .fullWidthBracket(_, let instead):
      Message("改成“\(instead)”，用英文输入法", "write `\(instead)`")
    case .fullWidthBlank: Message("删去全角空格，改用英文输入法的空格", "indent with spaces")
    case .quotesWithinQuotes(_, let instead), .textBehindQuotes(let instead):
      Message("里面的引号改用中文引号，写成：\(instead)", "use curly quotes inside: \(instead)")
    case .bracketInFront("[", let instead):
      Message("整个用半角双引号括起来，或改用【】，写成：\(instead)", "put the whole in double quotes: \(instead)")
    case .bracketInFront(_, let instead):
      Message("整个用半角双引号括起来，写成：\(instead)", "put the whole in double quotes: \(instead)")
    case .emptyItem: Message("删去多余的逗号", "remove a comma")
    case .dashInFront(let list, let instead):
      Message(
        "列表写成：\(list)；如果是文字，写成：\(instead)", "write a list as \(list), a text as \(instead)")
    case .unclosed("\"", _), .unclosed("'", _):
      Message(
        "在内容后面补上同样的半角引号，或去掉前面的引号",
        "add the same quote behind the value, or remove the first")
    case .unclosed("[", _):
      Message("在内容后面补上半角的“]”；列表写成 [学习, 通知]", "add `]` behind the value; a list is written [a, b]")
    case .unclosed(_, let closing):
      Message("在内容后面补上半角的“\(closing)”", "add `\(closing)` behind the value")
    case .commentInValue(let instead):
      Message(
        "写成：\(instead)；如果真是批注，“#”后面空一格",
        "write: \(instead) – or put a space behind the # of a comment")
    }
  }

  private func write(_ line: String) -> Message { Message("写成：\(line)", "write: \(line)") }

  private func isChinese(_ key: String) -> Bool { !key.utf8.allSatisfy { $0 < 0x80 } }
}

/// A text in the quotation marks in which YAML takes it as it stands.
func quoted(_ text: String) -> String {
  if !text.utf8.contains(UInt8(ascii: "\"")), !text.utf8.contains(UInt8(ascii: "\\")) {
    return "\"\(text)\""
  }
  if !text.utf8.contains(UInt8(ascii: "'")) { return "'\(text)'" }
  var escaped = ""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { escaped += "\\" }
    escaped.unicodeScalars.append(scalar)
  }
  return "\"\(escaped)\""
}

/// A text with its straight quotation marks in the forms of Chinese, by turns.
func withCurlyQuotes(_ text: String) -> String {
  var result = ""
  var (opensDouble, opensSingle) = (true, true)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"":
      result += opensDouble ? "“" : "”"
      opensDouble.toggle()
    case "'":
      result += opensSingle ? "‘" : "’"
      opensSingle.toggle()
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
