internal import Diagnostics

/// A slip in a header's punctuation that is seen before libyaml reads it, and `instead`, the text
/// as it should be.
enum PunctuationSlip {
  case quotesWithinQuotes(Unicode.Scalar, instead: String)
  case textBehindQuotes(instead: String)
  case bracketInFront(Unicode.Scalar, instead: String)
  case missingColon(key: String, instead: String)
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
    case .commentInValue: "comment-in-value"
    case .signInFront("*", _), .signInFront("&", _), .signInFront("!", _): "yaml-unsupported"
    default: "bad-yaml"
    }
  }

  var message: Message {
    switch self {
    case .quotesWithinQuotes("'", _):
      Message("单引号里又有单引号，分不清内容到哪里结束", "there are single quotes within single quotes")
    case .quotesWithinQuotes:
      Message("双引号里又有双引号，分不清内容到哪里结束", "there are double quotes within double quotes")
    case .textBehindQuotes:
      Message("引号后面还有内容，分不清内容到哪里结束", "there is text after the closing quote")
    case .bracketInFront(let bracket, _):
      Message(
        "内容以 \(bracket) 开头，会被当成\(bracket == "[" ? "列表" : "几项内容")，后面却还有文字",
        "the value begins with \(bracket) like a \(bracket == "[" ? "list" : "mapping"), but has text after it"
      )
    case .missingColon(let key, _):
      Message("“\(key)”后面少了冒号", "there is no colon after `\(key)`")
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
        "空格加“#”后面的文字会被当成注释，不会显示", "text after a space and `#` is a comment and is not shown")
    }
  }

  var suggestion: Message {
    switch self {
    case .missingColon(_, let instead), .secondColon(let instead), .signInFront(_, let instead):
      write(instead)
    case .quotesWithinQuotes(_, let instead), .textBehindQuotes(let instead):
      Message("里面的引号改用中文引号，写成：\(instead)", "use curly quotes inside: \(instead)")
    case .bracketInFront("[", let instead):
      Message("整个用半角双引号括起来：\(instead)；或者改用【】", "put the whole value in double quotes: \(instead)")
    case .bracketInFront(_, let instead):
      Message("整个用半角双引号括起来，写成：\(instead)", "put the whole value in double quotes: \(instead)")
    case .emptyItem: Message("删去多余的逗号", "remove the extra comma")
    case .dashInFront(let list, let instead):
      Message(
        "列表写成：\(list)；如果是文字，写成：\(instead)", "write a list as \(list), a text as \(instead)")
    case .unclosed("\"", _), .unclosed("'", _):
      Message(
        "在内容后面补上同样的半角引号，或去掉前面的引号",
        "add the same quote after the value, or remove the opening one")
    case .unclosed("[", _):
      Message("在内容后面补上半角的“]”；列表写成 [学习, 党史]", "add `]` after the value; write a list as [a, b]")
    case .unclosed(_, let closing):
      Message("在内容后面补上半角的“\(closing)”", "add `\(closing)` after the value")
    case .commentInValue(let instead):
      Message(
        "写成：\(instead)；如果真是注释，“#”后面空一格",
        "write: \(instead); if it is a comment, put a space after the `#`")
    }
  }

  private func write(_ line: String) -> Message { Message("写成：\(line)", "write: \(line)") }
}

/// A text in the quotation marks in which YAML takes it as it stands.
func quoted(_ text: String) -> String {
  if !text.utf8.contains(UInt8(ascii: "\"")), !text.utf8.contains(UInt8(ascii: "\\")) {
    return "\"\(text)\""
  }
  if !text.utf8.contains(UInt8(ascii: "'")) { return "'\(text)'" }
  return doubleQuoted(text)
}

/// A text without control characters as a YAML scalar in double quotation marks.
public func doubleQuoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { quoted += "\\" }
    quoted.unicodeScalars.append(scalar)
  }
  return quoted + "\""
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
