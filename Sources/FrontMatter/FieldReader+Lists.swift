internal import Diagnostics

/// The most items of a list where nothing else is said.
public let longestList = 1000

/// Lists, and what is written in their place.
extension FieldReader {
  /// A list of at most so many texts.
  public mutating func texts(_ key: String, atMost most: Int = longestList) -> [Field<String>] {
    let list = items(key, atMost: most)
    var fields: [Field<String>] = []
    var slip: YAMLNode?
    for item in list {
      guard let field = scalar(item), !field.value.isEmpty else {
        reportNoText(item, in: key)
        continue
      }
      if isSlip(item, field.value) { slip = slip ?? item } else { fields.append(field) }
    }
    if let slip { report(slip, in: list, of: key) }
    return fields
  }

  /// The items of a list, of any type; those beyond the first `most` are reported and left out.
  public mutating func items(_ key: String, atMost most: Int = longestList) -> [YAMLNode] {
    guard let node = node(key) else { return [] }
    switch node.content {
    case .sequence(let items):
      if items.count > most { reportTooMany(key, items.count, most, at: items[most].range) }
      return Array(items.prefix(most))
    case .scalar(let text):
      reportNoList(key, node.range, listItems(text))
    case .mapping(let entries):
      let isSet = entries.allSatisfy {
        if case .scalar("") = $0.value.content { true } else { false }
      }
      reportNoList(key, node.range, isSet ? entries.map(\.key) : [])
    }
    return []
  }

  /// Reports that a list is longer than what is made of it can take.
  public mutating func reportTooMany(
    _ key: String, _ count: Int, _ most: Int, at range: Range<Int>
  ) {
    report(
      id: "too-many", range,
      Message(
        "“\(path)\(key)”最多写 \(most) 项，这里写了 \(count) 项",
        "`\(path)\(key)` takes at most \(most) items, and \(count) are given"),
      suggestion: Message(
        "只留最要紧的 \(most) 项，其余的删去", "keep the \(most) most important ones and remove the others"))
  }

  private mutating func reportNoList(_ key: String, _ range: Range<Int>, _ items: [String]) {
    reportWrongType(
      key, range, Message("列表，用半角方括号和半角逗号", "a list in brackets"),
      instead: items.isEmpty ? nil : brief(bracketed(items), to: longestCorrection),
      example: "[学习, 通知]")
  }

  private mutating func reportNoText(_ item: YAMLNode, in key: String) {
    let text = brief(written(item.range), to: longestCorrection)
    report(
      id: "wrong-type", item.range,
      Message("“\(path)\(key)”的每一项应是一段文字", "each item of `\(path)\(key)` must be a text"),
      suggestion: text.isEmpty
        ? Message("写上内容，或删去这一项", "write something, or remove the item")
        : Message("写成 \(quoted(text))", "write \(quoted(text))"))
  }

  /// Whether an item holds the punctuation of Chinese input methods where ASCII was meant; within
  /// quotation marks it is a part of the text.
  private func isSlip(_ item: YAMLNode, _ text: String) -> Bool {
    item.isPlain && (hasChineseComma(text) || isQuotedInChinese(text))
  }

  /// Reports the first slip in a list, with the whole list as it should be.
  private mutating func report(_ slip: YAMLNode, in items: [YAMLNode], of key: String) {
    let text = scalar(slip)?.value ?? ""
    let repaired = brief(
      bracketed(
        items.flatMap { item in
          let text = scalar(item)?.value ?? written(item.range)
          return isSlip(item, text) ? listItems(text) : [text]
        }), to: longestCorrection)
    guard hasChineseComma(text) else {
      return report(
        id: "curly-quotes", slip.range,
        Message("列表里的内容不用中文引号", "an item of a list is not put in curly quotes"),
        suggestion: Message("写成 \(repaired)", "write \(repaired)"))
    }
    let isQuoted = text.utf8.starts(with: "“".utf8)
    report(
      id: "full-width-comma", slip.range,
      Message(
        "“\(path)\(key)”的各项要用半角逗号隔开", "items of `\(path)\(key)` are separated by ASCII commas"),
      suggestion: isQuoted
        ? Message("写成 \(repaired)", "write \(repaired)")
        : Message(
          "写成 \(repaired)；如果本来就是一项，就写成 [\(brief(quoted(text)))]",
          "write \(repaired), or [\(brief(quoted(text)))] if it is one item"))
  }
}

/// A list on one line, with quotation marks around those items that need them.
func bracketed(_ items: [String]) -> String {
  "[" + items.map { isPlainItem($0) ? $0 : quoted($0) }.joined(separator: ", ") + "]"
}

/// Whether a text can stand in a list without quotation marks.
func isPlainItem(_ text: String) -> Bool {
  guard let first = text.utf8.first, !"!&*%@`|>'\"#-?:".utf8.contains(first) else { return false }
  return !text.utf8.contains { ",[]{}".utf8.contains($0) } && !hasChineseComma(text)
    && zip(text.utf8, text.utf8.dropFirst()).allSatisfy {
      !($0 == UInt8(ascii: ":") && $1 == 0x20 || $0 == 0x20 && $1 == UInt8(ascii: "#"))
    } && text.utf8.last != UInt8(ascii: ":")
}

private func hasChineseComma(_ text: String) -> Bool {
  text.unicodeScalars.contains("，") || text.unicodeScalars.contains("、")
}

/// The items that somebody meant who wrote a list with Chinese punctuation or without brackets: the parts
/// between commas, or where there are none the words between blanks; without quotes and brackets.
func listItems(_ text: String) -> [String] {
  let commas = "，、,；;\n".unicodeScalars
  let blanks = " \u{3000}\t".unicodeScalars
  let scalars = Array(text.unicodeScalars)
  let hasCommas = scalars.contains { commas.contains($0) }
  let isChinese = !scalars.contains { (0x61...0x7A).contains($0.value | 0x20) }
  let parts = scalars.split {
    commas.contains($0) || (!hasCommas && isChinese && blanks.contains($0))
  }
  return parts.map(trimmedItem).filter { !$0.isEmpty }
}

/// A part of a list without blanks, quotation marks, brackets and dashes at its ends.
private func trimmedItem(_ part: ArraySlice<Unicode.Scalar>) -> String {
  let edges = " \u{3000}\t\"'“”‘’【】［］[]〔〕".unicodeScalars
  var part = part
  while let first = part.first, edges.contains(first) || first == "-" { part.removeFirst() }
  while let last = part.last, edges.contains(last) { part.removeLast() }
  return String(String.UnicodeScalarView(part))
}
