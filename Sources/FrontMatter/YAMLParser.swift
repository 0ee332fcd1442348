internal import CYAML
public import Diagnostics

/// Parses the YAML in `range` of a file: a mapping at the top, scalars as text, places kept.
///
/// Slips in the punctuation are reported and mended, so that the rest is checked too. Anchors,
/// aliases, tags and several documents are not part of front matter and are reported. What cannot
/// be parsed is reported with its place; then the result is nil. An empty range is an empty mapping. `names` are those of
/// the keys that the file may have; `notingForms` is that of `FieldReader`.
public func parseYAML(
  _ source: SourceFile, in range: Range<Int>, names: KeyNames, notingForms: Bool = false,
  diagnostics: inout [Diagnostic]
) -> YAMLNode? {
  var scanner = PunctuationScanner(source, in: range, names: names, notingForms: notingForms)
  scanner.scan()
  let edits = scanner.edits
  let bytes = edits.isEmpty ? source.bytes[range] : edits.applied(to: source.bytes, in: range)[...]
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    var builder = unsafe YAMLBuilder(
      source, in: range, reading: buffer, edits, scanner.found, names: names)
    let node = builder.document()
    diagnostics += builder.found.list
    return node
  }
}

/// The deepest nesting of lists and mappings; nothing that we read goes deeper than four.
let maximumDepth = 16

/// Pulls libyaml's events into nodes.
@safe
private struct YAMLBuilder {
  private let source: SourceFile
  private let range: Range<Int>
  /// The bytes of the range, with the edits made.
  private let bytes: UnsafeBufferPointer<UInt8>
  private let edits: Edits
  private let names: KeyNames
  private(set) var found: FileDiagnostics
  private var parser = unsafe yaml_parser_t()
  /// libyaml counts characters; marks only grow, so that one walk turns them all into offsets.
  private var walked: (characters: Int, bytes: Int) = (0, 0)
  private var failed = false
  /// The offset at which a second document begins, if there is one.
  private var secondDocument = 0

  /// The name that messages have for the text.
  private var name: Message { headerName(in: source) }

  init(
    _ source: SourceFile, in range: Range<Int>, reading bytes: UnsafeBufferPointer<UInt8>,
    _ edits: Edits, _ found: FileDiagnostics, names: KeyNames
  ) {
    self.source = source
    self.names = names
    self.range = range
    unsafe self.bytes = unsafe bytes
    self.edits = edits
    self.found = found
  }

  mutating func document() -> YAMLNode? {
    unsafe yaml_parser_initialize(&parser)
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(&parser, bytes.baseAddress, bytes.count)
    var root: YAMLNode?
    while var event = unsafe next() {
      defer { unsafe yaml_event_delete(&event) }
      switch unsafe event.type {
      case YAML_STREAM_START_EVENT, YAML_DOCUMENT_END_EVENT: continue
      case YAML_DOCUMENT_START_EVENT: unsafe begin(event, isFirst: root == nil)
      case YAML_STREAM_END_EVENT:
        return failed ? nil : root ?? YAMLNode(content: .mapping([]), range: range)
      default:
        guard let first = root else {
          root = unsafe node(from: event, depth: 0)
          break
        }
        // A fence at the end begins a document without anything in it.
        if unsafe isNothing(event) { continue }
        reportSecondDocument()
        return first
      }
      if failed { return nil }
    }
    return nil
  }

  private mutating func begin(_ event: yaml_event_t, isFirst: Bool) {
    let start = unsafe event.data.document_start
    if unsafe start.version_directive != nil
      || start.tag_directives.start != start.tag_directives.end
    {
      unsafe report(.directive, at: offset(of: event.start_mark))
    }
    if !isFirst { unsafe secondDocument = offset(of: event.start_mark) }
  }

  private func isNothing(_ event: yaml_event_t) -> Bool {
    unsafe event.type == YAML_SCALAR_EVENT && event.data.scalar.length == 0
      && event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE
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
    guard depth < maximumDepth else {
      fail(
        "yaml-too-deep", start..<start,
        Message(
          "\(name.chinese)一层套一层，超过了 16 层", "\(name.english) is nested more than 16 levels deep"),
        suggestion: Message(
          "核对括号是不是写多了；列表写成 [学习, 党史]",
          "check whether there are too many brackets; write a list as [a, b]"))
      return nil
    }
    unsafe reportProperties(of: event, at: start)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let text = unsafe String(
        decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
      let node = unsafe YAMLNode(
        content: .scalar(text), range: start..<max(start, offset(of: event.end_mark)),
        isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      if mayHoldControl(text), text.unicodeScalars.contains(where: isControl) {
        reportControl(in: node.range)
      }
      return node
    case YAML_SEQUENCE_START_EVENT: return sequence(start: start, depth: depth)
    case YAML_MAPPING_START_EVENT: return mapping(start: start, depth: depth)
    default:
      unsafe fail(
        "yaml-unsupported", start..<offset(of: event.end_mark),
        Message(
          "\(name.chinese)里不能用“*”引用别处的内容", "aliases are not supported in \(name.english)"),
        suggestion: Message("给内容加上半角引号，或者直接写出来", "put the value in double quotes, or write it out"))
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
    var many = KeysOfMany()
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
      if name == "<<" {
        report(.mergeKey, at: key.range.lowerBound)
      } else if let first = many.index(of: name, in: entries) {
        reportDuplicate(name, key.range, first: entries[first].keyRange)
      } else {
        entries.append(YAMLEntry(key: name, keyRange: key.range, value: value))
      }
    }
    return nil
  }

  /// Reports an anchor or a tag in front of a value or a key.
  private mutating func reportProperties(of event: yaml_event_t, at start: Int) {
    let properties: (anchor: Bool, tag: Bool)
    switch unsafe event.type {
    case YAML_SCALAR_EVENT:
      properties = unsafe (event.data.scalar.anchor != nil, event.data.scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      properties = unsafe (
        event.data.sequence_start.anchor != nil, event.data.sequence_start.tag != nil
      )
    case YAML_MAPPING_START_EVENT:
      properties = unsafe (
        event.data.mapping_start.anchor != nil, event.data.mapping_start.tag != nil
      )
    default: return
    }
    if properties.anchor { report(.anchor, at: start) }
    if properties.tag { report(.tag, at: start) }
  }

  private mutating func report(_ feature: UnusedFeature, at start: Int) {
    found.add("yaml-unsupported") { [source, name] in
      Diagnostic(
        .error, "yaml-unsupported", at: Place(source, start..<start), feature.message(in: name),
        suggestion: feature.suggestion)
    }
  }

  private mutating func reportSecondDocument() {
    found.add("second-document") { [source, name, secondDocument] in
      Diagnostic(
        .error, "second-document", at: Place(source, secondDocument..<(secondDocument + 3)),
        Message(
          "\(name.chinese)到这里又开始了一段，从这个“---”起的内容没有读取",
          "a second YAML document begins here and is not read as part of \(name.english)"),
        suggestion: Message(
          "删去这一行“---”，后面的内容就接在上面；后面的用不着，就一起删去",
          "remove this `---` to join the two, or remove everything from here on"))
    }
  }

  private mutating func reportControl(in range: Range<Int>) {
    found.add("control-character") { [source] in
      Diagnostic(
        .error, "control-character", at: Place(source, range),
        Message(
          "双引号里的反斜杠写出了看不见的控制字符",
          "a backslash escape within double quotes produces an invisible control character"),
        suggestion: Message(
          "删去反斜杠和后面的代号；要写反斜杠本身，就把双引号换成半角单引号",
          "remove the backslash and the code after it, or use single quotes to write a backslash"))
    }
  }

  private mutating func keyText(_ key: YAMLNode) -> String? {
    if case .scalar(let text) = key.content { return text }
    fail(
      "yaml-unsupported", key.range,
      Message("冒号前面只能写一个词", "a key must be a single word"))
    return nil
  }

  private mutating func reportDuplicate(_ name: String, _ range: Range<Int>, first: Range<Int>) {
    found.add("duplicate-key") { [source] in
      Diagnostic(
        .error, "duplicate-key", at: Place(source, range),
        Message("“\(brief(name))”写了两次", "`\(brief(name))` appears twice"),
        suggestion: Message("删去其中一个", "remove one of them"),
        notes: [
          Diagnostic.Note(Message("第一次写在这里", "it first appears here"), at: Place(source, first))
        ])
    }
  }

  private mutating func fail(
    _ id: String, _ range: Range<Int>, _ message: Message, suggestion: Message? = nil
  ) {
    failed = true
    found.add(id) { [source] in
      Diagnostic(.error, id, at: Place(source, range), message, suggestion: suggestion)
    }
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
    return edits.sourceOffset(of: range.lowerBound + walked.bytes)
  }

  private mutating func reportProblem() {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "not YAML"
    // A line without a colon is shown itself, not the one where the search for a colon ended.
    let isAtContext = problem == "could not find expected ':'"
    let mark =
      unsafe isAtContext && parser.context != nil ? parser.context_mark : parser.problem_mark
    let isUnreadable = unsafe parser.error == YAML_READER_ERROR
    let copyOffset =
      unsafe isUnreadable
      ? Int(parser.problem_offset) : characterOffset(Int(mark.index))
    let found = edits.sourceOffset(of: range.lowerBound + copyOffset)
    let (message, suggestion) = explain(
      problem, at: min(found, range.upperBound), in: source, range)
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
}

/// Finds keys again in a mapping: few are compared, many are looked up.
private struct KeysOfMany {
  private var indices: [String: Int] = [:]

  /// The index of a key among the entries, if it is there; it is asked for with each entry that is added.
  mutating func index(of key: String, in entries: [YAMLEntry]) -> Int? {
    if entries.count <= 32 { return entries.firstIndex { $0.isNamed(key) } }
    for index in indices.count..<entries.count { indices[entries[index].key] = index }
    return indices[key]
  }
}
