public import Diagnostics

/// Notes about what is understood, for `branchpress fix`, which writes it in the usual form.
extension FileDiagnostics {
  /// Notes that a person would write something in another way.
  mutating func note(_ source: SourceFile, _ fixes: [Replacement], id: String = "other-form") {
    guard let range = fixes.first?.range else { return }
    add(id) {
      Diagnostic(
        .note, id, at: Place(source, range),
        Message("这里可以改成通常的写法", "this can be written in its usual form"), fixes: fixes)
    }
  }
}

extension FieldReader {
  /// Notes that bytes of the file would usually be written as another text, which is asked for only then.
  mutating func note(_ range: Range<Int>, as text: @autoclosure () -> String) {
    guard notesForms else { return }
    let text = text()
    guard written(range) != text else { return }
    found.note(source, [Replacement(range, text)])
  }

  /// Makes a key known whose value is understood as another, which would usually be written so.
  public mutating func understand(_ key: String, as text: String) {
    if let node = node(key) { note(node.range, as: text) }
  }

  /// Notes that bytes of the file were understood, and how they would usually be written.
  public mutating func understand(_ range: Range<Int>, as text: String) { note(range, as: text) }

  /// Notes that a list would usually be written in brackets on one line, unless comments may stand within it.
  mutating func note(list node: YAMLNode, as items: [String]) {
    guard notesForms, !source.bytes[node.range].contains(0x0A) else { return }
    note(node.range, as: bracketed(items))
  }

  /// Notes that a document has no `id`, which would be `id`: the one that it has without.
  public mutating func noteMissingID(_ id: String) {
    guard keyRange("id") == nil, let line = inserting(["id: \(yamlItem(id))"]) else { return }
    found.note(source, [line], id: "no-id")
  }

  /// The change that inserts whole lines into the front matter, where people look for an id; nil where its form has no
  /// place for lines.
  public func inserting(_ lines: [String]) -> Replacement? {
    guard let end = ["id", "date", "title"].lazy.compactMap(lineEnd).first else { return nil }
    return Replacement(end..<end, lines.map { $0 + lineFeed(at: end) }.joined())
  }

  /// The change that adds an item to the list of a key, in the form that the list has; nil where the key is missing.
  public func appending(_ item: String, to key: String) -> Replacement? {
    guard let node = entry(key)?.value else { return nil }
    switch node.content {
    case .mapping: return nil
    case .scalar(let text):
      let list = bracketed(listItems(text) + [item])
      return Replacement(node.range, node.range.isEmpty ? " " + list : list)
    case .sequence(let items):
      guard let last = items.last?.range else {
        return Replacement(node.range, "[\(yamlItem(item))]")
      }
      let bytes = source.bytes
      let end = last.upperBound
      if bytes[node.range.lowerBound] == UInt8(ascii: "[") {
        return Replacement(end..<end, ", " + yamlItem(item))
      }
      let isLineEnd = { (byte: UInt8) in byte == 0x0A || byte == 0x0D }
      guard let before = bytes[..<last.lowerBound].lastIndex(where: isLineEnd),
        let behind = bytes[end...].firstIndex(where: isLineEnd)
      else { return nil }
      let indent = String(decoding: bytes[(before + 1)..<last.lowerBound], as: UTF8.self)
      return Replacement(
        behind..<behind, lineFeed(at: before + 1) + indent + yamlItem(item))
    }
  }

  /// The whole lines of an entry, if it begins at the left of a line and nothing else stands on its last one.
  func lines(of entry: YAMLEntry) -> Range<Int>? {
    let bytes = source.bytes
    func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    let start = entry.keyRange.lowerBound
    guard start > 0, isLineEnd(bytes[start - 1]) else { return nil }
    var end = entry.value.range.upperBound
    // An entry of several lines ends where the next one begins.
    if !isLineEnd(bytes[end - 1]) {
      guard let line = bytes[end...].firstIndex(where: isLineEnd),
        bytes[end..<line].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
      else { return nil }
      end = bytes[line...].starts(with: [0x0D, 0x0A]) ? line + 2 : line + 1
    }
    return start..<end
  }

  /// The beginning of the line behind the entry of a key, which stands at the left of a line and on that line alone; nil
  /// where it does not.
  private func lineEnd(of key: String) -> Int? {
    guard let entry = entry(key), scalar(entry.value) != nil else { return nil }
    let bytes = source.bytes
    let start = entry.keyRange.lowerBound
    func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    guard start > 0, isLineEnd(bytes[start - 1]),
      !bytes[start..<entry.value.range.upperBound].contains(where: isLineEnd),
      let end = bytes[entry.value.range.upperBound...].firstIndex(where: isLineEnd)
    else { return nil }
    // Between braces a comma or the closing one would follow.
    let rest = bytes[entry.value.range.upperBound..<end].drop { $0 == 0x20 || $0 == 0x09 }
    guard rest.first.map({ $0 == UInt8(ascii: "#") }) ?? true else { return nil }
    return bytes[end...].starts(with: [0x0D, 0x0A]) ? end + 2 : end + 1
  }

  /// The end of the line before `index`, as it is written.
  private func lineFeed(at index: Int) -> String {
    let bytes = source.bytes
    return bytes[index - 1] == 0x0D ? "\r" : index > 1 && bytes[index - 2] == 0x0D ? "\r\n" : "\n"
  }
}
