package import Dates
internal import Diagnostics
package import FrontMatter

/// A mapping within front matter, with fields of its own.
package protocol FieldMapping: FieldList, OptionalFieldValue {
  /// An example of such a mapping on one line, for messages.
  static var example: String { get }

  /// The mapping that a text in its place means, with the text that would usually be written; nil where it means none.
  static func meant(by text: String, zone: Zone) -> (mapping: Self, written: String)?

  /// Completes fields by what was written with others, and reports contradictions between fields of which each is right
  /// by itself. It is called only where no required field is missing.
  mutating func check(_ parser: inout FieldParser)
}

extension FieldMapping {
  /// Reports nothing, for mappings whose fields cannot contradict each other.
  package mutating func check(_ parser: inout FieldParser) {}

  /// Nil, for mappings that no text stands for.
  package static func meant(by text: String, zone: Zone) -> (mapping: Self, written: String)? {
    nil
  }

  /// A mapping of absent fields, with which reading a record begins.
  package static var blank: Self { Self() }

  /// The name of the type in the documentation, which lists the mapping's keys with their types.
  package static var typeName: String {
    "`{" + fields(of: Self.self).map { "\($0.key): \($0.type)" }.joined(separator: ", ") + "}`"
  }

  /// Reads a mapping; nil where it is absent or, after a report, where it is none or lacks a required field.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Self? {
    if let text = parser.reader.plainText(key),
      let (mapping, written) = meant(by: text, zone: parser.zone)
    {
      parser.reader.understand(key, as: written)
      return mapping
    }
    guard let reader = parser.reader.object(key, example: example) else { return nil }
    var inner = FieldParser(reader, kind: parser.kind, zone: parser.zone)
    var mapping = inner.parse(Self())
    if inner.isWhole { mapping.check(&inner) }
    parser.reader.absorb(inner.reader)
    return inner.isWhole ? mapping : nil
  }

  /// Writes every field into a record, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) { visit(&coder) }
}

/// A file that front matter names, with the title or caption given to it.
package struct FileReference: Sendable, ListedFieldValue {
  /// The path of the file as it is written, relative to the document, with its place.
  package var file: Field<String>
  /// The title or caption, nil where none is given.
  package var title: String?

  /// A reference to a file, with its title or caption if it has one.
  package init(file: Field<String>, title: String? = nil) {
    self.file = file
    self.title = title
  }

  /// A reference to an empty path, with which reading a record begins.
  package static var blank: FileReference { FileReference(file: emptyField, title: nil) }
  /// The name of a list of references in the documentation.
  package static var listName: String { "list of path" }

  /// Reads a list of paths, or of mappings with `file` and a title.
  package static func parseList(
    _ key: String, _ rules: FieldRules, _ parser: inout FieldParser
  ) -> [FileReference] {
    let title = rules.fileTitle.description
    return parser.reader.items(key, atMost: rules.most).compactMap { item in
      if let found = captioned(item) {
        let mapping =
          "{file: \(yamlItem(found.file.value)), \(title): \(yamlItem(found.title ?? ""))}"
        if case .scalar = item.content { parser.reader.understand(item.range, as: mapping) }
        return found
      }
      if case .scalar(let path) = item.content {
        return FileReference(file: Field(value: path, range: item.range), title: nil)
      }
      var entry = parser.reader.reader(
        item, path: key, example: "\(key): [{file: 文件名, \(title): 标题}]")
      let file = entry.requiredText(
        "file",
        hint: Message("写上文件名，例如“file: plan.pdf”", "write the file name, as in `file: plan.pdf`"))
      let text = entry.text(title)?.value
      parser.reader.absorb(entry)
      return file.map { FileReference(file: $0, title: text) }
    }
  }

  /// The file and its title that are written with a colon between them, `1.jpg：合影`; nil where they are not.
  private static func captioned(_ item: YAMLNode) -> FileReference? {
    switch item.content {
    case .scalar(let text):
      guard !holdsEnding(text[...]), let colon = text.firstIndex(of: "：") else { return nil }
      let title = text[text.index(after: colon)...].trimmed
      guard holdsEnding(text[..<colon]), !title.isEmpty else { return nil }
      let file = String(text[..<colon])
      let start = item.range.lowerBound
      return FileReference(
        file: Field(value: file, range: start..<start + file.utf8.count), title: title)
    case .mapping(let entries):
      guard entries.count == 1, holdsEnding(entries[0].key[...]),
        case .scalar(let title) = entries[0].value.content, !title.isEmpty
      else { return nil }
      return FileReference(
        file: Field(value: entries[0].key, range: entries[0].keyRange), title: title)
    case .sequence: return nil
    }
  }

  /// Whether a text ends as the names of files do.
  private static func holdsEnding(_ text: Substring) -> Bool {
    guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = text.utf8[dot...].dropFirst()
    return dot > text.startIndex && (2...5).contains(ending.count)
      && ending.allSatisfy { (0x61...0x7A).contains($0 | 0x20) || (0x30...0x39).contains($0) }
  }

  /// Writes the path, its place and the title into a record, or reads them from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&file)
    coder.code(&title)
  }
}

extension Substring {
  /// The text without white space at its ends.
  var trimmed: String {
    var scalars = unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}
