internal import Diagnostics

/// The most items of a list where nothing else is said.
public let longestList = 1000

/// Lists, and what is written in their place.
extension FieldReader {
  /// A list of at most so many texts. One text is a list too, and Chinese commas divide where nothing else does.
  public mutating func texts(_ key: String, atMost most: Int = longestList) -> [Field<String>] {
    node(key).map { texts($0, key, atMost: most) } ?? []
  }

  private mutating func texts(
    _ node: YAMLNode, _ key: String, atMost most: Int
  ) -> [Field<String>] {
    if case .scalar(let text) = node.content {
      guard let parts = parts(of: node, text) else {
        reportNoList(key, node.range, listItems(text))
        return []
      }
      note(list: node, as: parts.map(\.value))
      return limited(parts, most, key)
    }
    let list = items(node, key, atMost: most)
    if list.allSatisfy(isSurelyOne) { return list.compactMap(scalar) }
    if let parts = divided(list, in: node) {
      note(list: node, as: parts.map(\.value))
      return limited(parts, most, key)
    }
    return fields(list, in: node, key)
  }

  /// A name, or a list of names. A name may contain any comma but `、`, which divides names.
  public mutating func names(_ key: String, atMost most: Int = longestList) -> [Field<String>] {
    guard let node = node(key) else { return [] }
    guard case .scalar(let text) = node.content else { return texts(node, key, atMost: most) }
    guard node.isPlain, text.unicodeScalars.contains("、") else {
      if node.isPlain, mayBeNames(text) { reportNoList(key, node.range, listItems(text)) }
      return self.text(node, of: key).map { [$0] } ?? []
    }
    let parts = pieces(of: node, text) { $0 == "、" }
    note(list: node, as: parts.map(\.value))
    return limited(parts, most, key)
  }

  /// Whether a text may be several Chinese names with blanks between them: each is of two to four characters. A name of
  /// two is set with a blank within it: `张　三`.
  private func mayBeNames(_ text: String) -> Bool {
    let parts = text.unicodeScalars.split(whereSeparator: isBlank)
    return parts.count > 1
      && parts.allSatisfy { part in
        (2...4).contains(part.count) && part.allSatisfy { (0x3400...0x9FFF).contains($0.value) }
      }
  }

  private mutating func limited(
    _ fields: [Field<String>], _ most: Int, _ key: String
  ) -> [Field<String>] {
    if fields.count > most { reportTooMany(key, fields.count, most, at: fields[most].range) }
    return Array(fields.prefix(most))
  }

  private mutating func fields(
    _ list: [YAMLNode], in node: YAMLNode, _ key: String
  ) -> [Field<String>] {
    let isFlow = isFlow(node)
    var fields: [Field<String>] = []
    var slip: YAMLNode?
    for item in list {
      guard let field = scalar(item), !field.value.isEmpty else {
        reportNoText(item, in: key)
        continue
      }
      if isSlip(item, field.value, isFlow: isFlow) {
        slip = slip ?? item
      } else {
        fields.append(field)
      }
    }
    if let slip { report(slip, in: list, of: node, key) }
    return fields
  }

  /// The items of a list, of any type; those beyond the first `most` are reported and left out. One item is a list too.
  public mutating func items(_ key: String, atMost most: Int = longestList) -> [YAMLNode] {
    guard let node = node(key) else { return [] }
    guard case .scalar(let text) = node.content else { return items(node, key, atMost: most) }
    if !text.unicodeScalars.contains(where: isComma) {
      note(list: node, as: [text])
      return [node]
    }
    guard node.isPlain, let files = files(in: node, text) else {
      reportNoList(key, node.range, listItems(text))
      return []
    }
    note(list: node, as: files.compactMap { scalar($0)?.value })
    return files
  }

  private mutating func items(
    _ node: YAMLNode, _ key: String, atMost most: Int
  ) -> [YAMLNode] {
    switch node.content {
    case .sequence(let items):
      if items.count > most { reportTooMany(key, items.count, most, at: items[most].range) }
      if items.count == 1, isFlow(node), case .scalar(let text) = items[0].content,
        items[0].isPlain, let files = files(in: items[0], text)
      {
        note(list: node, as: files.compactMap { scalar($0)?.value })
        return files
      }
      return Array(items.prefix(most))
    case .mapping(let entries):
      let isSet = entries.allSatisfy {
        if case .scalar("") = $0.value.content { true } else { false }
      }
      if !isSet {
        let text = written(node.range)
        if isFlow(node) { note(node.range, as: "[\(text)]") }
        return [node]
      }
      reportNoList(key, node.range, entries.map(\.key))
    case .scalar: break
    }
    return []
  }

  // MARK: Commas of Chinese input methods

  /// Whether a list or a mapping is written in brackets.
  private func isFlow(_ node: YAMLNode) -> Bool {
    source.bytes[node.range.lowerBound...].first.map { $0 == 0x5B || $0 == 0x7B } ?? false
  }

  private func isComma(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "，", "、", ",", "；", ";": true
    default: false
    }
  }

  /// The texts that a text without brackets is, which stand between commas of one kind; nil where they are of several kinds,
  /// or blanks may divide them.
  private func parts(of node: YAMLNode, _ text: String) -> [Field<String>]? {
    let commas = Set(text.unicodeScalars.filter(isComma))
    guard let comma = commas.first else {
      let hasBlank = text.unicodeScalars.contains { " \u{3000}\n".unicodeScalars.contains($0) }
      let isOne = !node.isPlain || !hasBlank || listItems(text).count == 1
      return isOne ? pieces(of: node, text) { _ in false } : nil
    }
    guard node.isPlain, commas.count == 1 else { return nil }
    return pieces(of: node, text) { $0 == comma }
  }

  /// The texts that a list in brackets is where Chinese commas divide it alone, or where all texts are in curly quotes; nil
  /// where nothing is to be divided, or it could be otherwise.
  private func divided(_ list: [YAMLNode], in node: YAMLNode) -> [Field<String>]? {
    guard !list.isEmpty, isFlow(node), list.allSatisfy(\.isPlain) else { return nil }
    let texts = list.compactMap { item in scalar(item).map { (item: item, text: $0.value) } }
    guard texts.count == list.count, texts.contains(where: { mayBeDivided($0.text) }) else {
      return nil
    }
    let commas = Set(texts.flatMap { $0.text.unicodeScalars.filter(isComma) })
    let areQuoted = texts.allSatisfy { text in
      pieces(of: text.item, text.text, isComma).allSatisfy { isQuotedInChinese($0.value) }
    }
    guard areQuoted || list.count == 1 && commas.count == 1 else { return nil }
    let fields = texts.flatMap { pieces(of: $0.item, $0.text, isComma) }
    return areQuoted ? fields.map(withoutQuotes) : fields
  }

  /// Whether an item is one text that nothing in it divides and that is in no quotation marks, as its bytes show: most are.
  private func isSurelyOne(_ item: YAMLNode) -> Bool {
    guard case .scalar(let text) = item.content, !text.isEmpty else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: ";"), 0xC0...0xE3, 0xEA...0xFF: false
      default: true
      }
    }
  }

  /// Whether a text has a comma or a Chinese quotation mark, without which there is nothing to divide.
  private func mayBeDivided(_ text: String) -> Bool {
    text.isEmpty || text.unicodeScalars.contains { isComma($0) || $0 == "“" }
  }

  private func withoutQuotes(_ field: Field<String>) -> Field<String> {
    isQuotedInChinese(field.value)
      ? Field(
        value: String(String.UnicodeScalarView(field.value.unicodeScalars.dropFirst().dropLast())),
        range: field.range)
      : field
  }

  /// The files that are named between Chinese commas: each has an ending.
  private func files(in node: YAMLNode, _ text: String) -> [YAMLNode]? {
    guard text.unicodeScalars.contains(where: isComma) else { return nil }
    let pieces = pieces(of: node, text, isComma)
    guard pieces.count > 1, pieces.allSatisfy({ hasEnding($0.value) }) else { return nil }
    return pieces.map { YAMLNode(content: .scalar($0.value), range: $0.range, isPlain: true) }
  }

  private func hasEnding(_ file: String) -> Bool {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = file.utf8[file.utf8.index(after: dot)...]
    return dot != file.utf8.startIndex && (1...5).contains(ending.count)
      && ending.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
  }

  /// The parts of a text between commas, without blanks and the brackets around the whole; with their places where it is
  /// written as it is read.
  private func pieces(
    of node: YAMLNode, _ text: String, _ isComma: (Unicode.Scalar) -> Bool
  ) -> [Field<String>] {
    var scalars = Array(text.unicodeScalars)[...]
    var start = node.range.lowerBound
    let isWritten = written(node.range) == text
    if let last = scalars.last, isPair(scalars.first, last), scalars.count > 1 {
      start += scalars.removeFirst().utf8.count
      scalars.removeLast()
    }
    var fields: [Field<String>] = []
    for part in scalars.split(omittingEmptySubsequences: false, whereSeparator: isComma) {
      let length = part.reduce(0) { $0 + $1.utf8.count }
      let front = part.prefix(while: isBlank)
      let inner = part.dropFirst(front.count)
      let end = inner.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? inner.startIndex
      let value = String(String.UnicodeScalarView(inner[inner.startIndex..<end]))
      let from = start + front.reduce(0) { $0 + $1.utf8.count }
      if !value.isEmpty {
        fields.append(
          Field(value: value, range: isWritten ? from..<(from + value.utf8.count) : node.range))
      }
      start += length + (part.endIndex < scalars.endIndex ? scalars[part.endIndex].utf8.count : 0)
    }
    return fields
  }

  private func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  /// Whether two characters are the brackets of Chinese input methods, around a list.
  private func isPair(_ first: Unicode.Scalar?, _ last: Unicode.Scalar) -> Bool {
    first == "【" && last == "】" || first == "［" && last == "］"
  }

  /// Reports that a list is longer than what is made of it can take.
  public mutating func reportTooMany(
    _ key: String, _ count: Int, _ most: Int, at range: Range<Int>
  ) {
    report(
      id: "too-many", range,
      Message(
        "“\(path)\(key)”最多写 \(most) 项，这里写了 \(count) 项",
        "`\(path)\(key)` takes at most \(most) items, but has \(count)"),
      suggestion: Message(
        "只留最要紧的 \(most) 项，其余的删去", "keep the \(most) most important items and remove the others"))
  }

  private mutating func reportNoList(_ key: String, _ range: Range<Int>, _ items: [String]) {
    reportWrongType(
      key, range, Message("列表，用半角方括号和半角逗号", "a list in square brackets"),
      instead: items.isEmpty ? nil : brief(bracketed(items), to: longestCorrection),
      example: "[学习, 通知]", isSure: false)
  }

  private mutating func reportNoText(_ item: YAMLNode, in key: String) {
    let text = brief(written(item.range), to: longestCorrection)
    report(
      id: "wrong-type", item.range,
      Message("“\(path)\(key)”的每一项应是一段文字", "each item of `\(path)\(key)` must be text"),
      suggestion: text.isEmpty
        ? Message("写上内容，或删去这一项", "write something, or remove the item")
        : Message("写成 \(quoted(text))", "write \(quoted(text))"))
  }

  /// Whether an item contains the punctuation of Chinese input methods where ASCII may have been meant; within quotation
  /// marks it is a part of the text, and so is a comma where each item has a line of its own.
  private func isSlip(_ item: YAMLNode, _ text: String, isFlow: Bool) -> Bool {
    item.isPlain && (isFlow && hasChineseComma(text) || isQuotedInChinese(text))
  }

  /// Reports the first slip in a list, with the whole list as it should be.
  private mutating func report(
    _ slip: YAMLNode, in items: [YAMLNode], of list: YAMLNode, _ key: String
  ) {
    let isFlow = isFlow(list)
    let text = scalar(slip)?.value ?? ""
    let repaired = brief(
      bracketed(
        items.flatMap { item in
          let text = scalar(item)?.value ?? written(item.range)
          return isSlip(item, text, isFlow: isFlow) ? listItems(text) : [text]
        }), to: longestCorrection)
    guard hasChineseComma(text) else {
      return report(
        id: "curly-quotes", slip.range,
        Message("列表里的各项不要加中文引号", "items of a list must not be in curly quotes"),
        suggestion: Message("写成 \(repaired)", "write \(repaired)"))
    }
    let isQuoted = text.utf8.starts(with: "“".utf8)
    report(
      id: "full-width-comma", slip.range,
      Message(
        "“\(path)\(key)”的各项要用半角逗号隔开",
        "items of `\(path)\(key)` must be separated by half-width commas"),
      suggestion: isQuoted
        ? Message("写成 \(repaired)", "write \(repaired)")
        : Message(
          "写成 \(repaired)；如果本来就是一项，写成 [\(brief(quoted(text)))]",
          "write \(repaired), or [\(brief(quoted(text)))] if it is one item"))
  }
}

/// A list on one line, with quotation marks around those items that need them.
func bracketed(_ items: [String]) -> String {
  "[" + items.map(yamlItem).joined(separator: ", ") + "]"
}

/// A text as it stands in brackets or braces, with quotation marks if it needs them.
public func yamlItem(_ text: String) -> String { isPlainItem(text) ? text : quoted(text) }

/// Whether a text can stand in a list without quotation marks.
private func isPlainItem(_ text: String) -> Bool {
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
public func listItems(_ text: String) -> [String] {
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
