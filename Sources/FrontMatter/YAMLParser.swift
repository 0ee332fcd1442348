internal import CYAML
public import Diagnostics

/// Parses the YAML in `range` of a file: a mapping at the top, scalars as text, places kept.
///
/// Anchors, aliases, tags and several documents are not part of front matter and are reported.
/// What cannot be parsed is reported with its place; then the result is nil. An empty range is an
/// empty mapping.
public func parseYAML(
  _ source: SourceFile, in range: Range<Int>, diagnostics: inout [Diagnostic]
) -> YAMLNode? {
  let bytes = repairFullWidthColons(source, in: range, diagnostics: &diagnostics)
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    var builder = unsafe YAMLBuilder(source: source, base: range.lowerBound, bytes: buffer)
    let node = builder.document(end: range.upperBound)
    diagnostics += builder.diagnostics
    return node
  }
}

/// Pulls libyaml's events into nodes.
@safe
private struct YAMLBuilder {
  let source: SourceFile
  /// Where the bytes start in the file.
  let base: Int
  let bytes: UnsafeBufferPointer<UInt8>
  var diagnostics: [Diagnostic] = []
  private var parser = unsafe yaml_parser_t()
  /// libyaml counts characters; marks only grow, so that one walk turns them all into offsets.
  private var walked: (characters: Int, bytes: Int) = (0, 0)
  private var failed = false

  init(source: SourceFile, base: Int, bytes: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.base = base
    unsafe self.bytes = unsafe bytes
  }

  mutating func document(end: Int) -> YAMLNode? {
    unsafe yaml_parser_initialize(&parser)
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    var root: YAMLNode?
    while var event = unsafe next() {
      defer { unsafe yaml_event_delete(&event) }
      switch unsafe event.type {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_START_EVENT: continue
      case YAML_DOCUMENT_END_EVENT, YAML_STREAM_END_EVENT:
        return failed ? nil : root ?? YAMLNode(content: .mapping([]), range: base..<end)
      default: root = unsafe node(from: event, depth: 0)
      }
      if failed { return nil }
    }
    return nil
  }

  /// The next event, or nil after reporting what is wrong.
  private mutating func next() -> yaml_event_t? {
    var event = unsafe yaml_event_t()
    guard !failed, unsafe yaml_parser_parse(&parser, &event) == 1 else {
      if !failed { reportProblem() }
      return nil
    }
    return unsafe event
  }

  private mutating func node(from event: yaml_event_t, depth: Int) -> YAMLNode? {
    let start = unsafe offset(of: event.start_mark)
    guard depth < 16 else {
      fail(
        "yaml-too-deep", start..<start,
        Message("开头信息一层套一层，超过了 16 层", "the front matter is nested more than 16 deep"))
      return nil
    }
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      return unsafe YAMLNode(
        content: .scalar(text), range: start..<max(start, offset(of: event.end_mark)))
    case YAML_SEQUENCE_START_EVENT: return sequence(start: start, depth: depth)
    case YAML_MAPPING_START_EVENT: return mapping(start: start, depth: depth)
    default:
      unsafe fail(
        "yaml-unsupported", start..<offset(of: event.end_mark),
        Message("开头信息里不能用“*”引用别处的内容", "aliases are not supported in front matter"),
        suggestion: Message("把内容加上半角引号，或直接写出来", "quote the value, or write it out"))
      return nil
    }
  }

  private mutating func sequence(start: Int, depth: Int) -> YAMLNode? {
    var items: [YAMLNode] = []
    while var event = unsafe next() {
      defer { unsafe yaml_event_delete(&event) }
      if unsafe event.type == YAML_SEQUENCE_END_EVENT {
        return unsafe YAMLNode(
          content: .sequence(items), range: start..<max(start, offset(of: event.end_mark)))
      }
      guard let item = unsafe node(from: event, depth: depth + 1) else { return nil }
      items.append(item)
    }
    return nil
  }

  private mutating func mapping(start: Int, depth: Int) -> YAMLNode? {
    var entries: [YAMLEntry] = []
    while var event = unsafe next() {
      defer { unsafe yaml_event_delete(&event) }
      if unsafe event.type == YAML_MAPPING_END_EVENT {
        return unsafe YAMLNode(
          content: .mapping(entries), range: start..<max(start, offset(of: event.end_mark)))
      }
      guard let key = unsafe node(from: event, depth: depth + 1),
        let name = keyText(key), var valueEvent = unsafe next()
      else { return nil }
      defer { unsafe yaml_event_delete(&valueEvent) }
      guard let value = unsafe node(from: valueEvent, depth: depth + 1) else { return nil }
      if let first = entries.first(where: { $0.key == name }) {
        reportDuplicate(name, key.range, first: first.keyRange)
      } else {
        entries.append(YAMLEntry(key: name, keyRange: key.range, value: value))
      }
    }
    return nil
  }

  private mutating func keyText(_ key: YAMLNode) -> String? {
    if case .scalar(let text) = key.content { return text }
    fail(
      "yaml-unsupported", key.range,
      Message("冒号前面应是一个词", "a key must be a single word"))
    return nil
  }

  private mutating func reportDuplicate(_ name: String, _ range: Range<Int>, first: Range<Int>) {
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-key", at: Place(source, range),
        Message("“\(name)”写了两次", "`\(name)` is given twice"),
        suggestion: Message("删去其中一个", "remove one of them"),
        notes: [Diagnostic.Note(Message("第一次在这里", "first given here"), at: Place(source, first))]))
  }

  private mutating func fail(
    _ id: StaticString, _ range: Range<Int>, _ message: Message, suggestion: Message? = nil
  ) {
    failed = true
    diagnostics.append(
      Diagnostic(.error, id, at: Place(source, range), message, suggestion: suggestion))
  }

  /// The offset in the file of a mark, which lies at or behind the last one asked for; a mark
  /// before it (the end of an empty value) gives the last one.
  private mutating func offset(of mark: yaml_mark_t) -> Int {
    while walked.characters < Int(mark.index), unsafe walked.bytes < bytes.count {
      walked.bytes += 1
      while unsafe walked.bytes < bytes.count, unsafe bytes[walked.bytes] & 0xC0 == 0x80 {
        walked.bytes += 1
      }
      walked.characters += 1
    }
    return base + walked.bytes
  }

  private mutating func reportProblem() {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "not YAML"
    // What is never closed is shown where it opened, not where the text ended.
    let isUnclosed = unclosedProblems.contains(problem)
    let mark =
      unsafe isUnclosed && parser.context != nil ? parser.context_mark : parser.problem_mark
    let found = unsafe base + min(characterOffset(Int(mark.index)), bytes.count)
    let (message, suggestion) = explain(problem, line: lineText(around: found - base))
    fail("bad-yaml", found..<found, message, suggestion: suggestion)
  }

  /// From the start: a problem's mark may lie before what has been walked.
  private func characterOffset(_ characters: Int) -> Int {
    var index = 0
    var left = characters
    while left > 0, unsafe index < bytes.count {
      index += 1
      while unsafe index < bytes.count, unsafe bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }

  private func lineText(around offset: Int) -> String {
    var start = unsafe min(offset, bytes.count)
    while start > 0, unsafe bytes[start - 1] != 0x0A { start -= 1 }
    var end = start
    while unsafe end < bytes.count, unsafe bytes[end] != 0x0A { end += 1 }
    return unsafe String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// What libyaml says of a bracket or a quotation mark without its partner.
private let unclosedProblems = [
  "found unexpected end of stream", "did not find expected ',' or ']'",
  "did not find expected ',' or '}'",
]

/// What libyaml's sentence means for somebody who is not a programmer.
private func explain(_ problem: String, line: String) -> (Message, Message) {
  if line.utf8.contains(0x09) {
    return (
      Message("这一行用了制表符（Tab）缩进", "this line is indented with a tab"),
      Message("缩进改用空格", "indent with spaces")
    )
  }
  switch problem {
  case "mapping values are not allowed in this context":
    return (
      Message("内容里又有半角冒号，分不清哪个冒号是分隔用的", "there is a second `: ` in the value"),
      Message("把冒号后面的内容用半角双引号括起来", "put the value in double quotes")
    )
  case "found character that cannot start any token",
    "did not find expected alphabetic or numeric character":
    return (
      Message("内容不能以这个符号开头", "a value cannot begin with this character"),
      Message("把内容用半角双引号括起来", "put the value in double quotes")
    )
  case _ where unclosedProblems.contains(problem):
    return (
      Message("括号或引号没有配对，或者用了全角的“，”“］”", "a bracket or quote is not closed"),
      Message("补上半角的引号、方括号或花括号；列表写成 [学习, 通知]", "close it; a list is written [a, b]")
    )
  case "did not find expected key", "could not find expected ':'",
    "did not find expected '-' indicator":
    return (
      Message(
        "这一行和上面的写法接不上：可能缩进不齐，或少了冒号",
        "this line does not continue the one above: its indentation or a colon is off"),
      Message("每行写成“名称: 内容”，同一层的行左边对齐", "write `key: value`, and align lines of one level")
    )
  default:
    return (
      Message("开头信息的写法有误（\(problem)）", "the front matter is not valid YAML: \(problem)"),
      Message(
        "每行写成“名称: 内容”；有特殊符号的内容用半角双引号括起来",
        "write `key: value`, and quote values with special characters")
    )
  }
}
