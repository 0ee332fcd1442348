internal import ByteText
internal import Dates
package import Digests
package import Files
internal import FrontMatter

// The record of a document, whose parts are listed once for writing and once for reading.

extension ParsedDocument {
  /// The digest of everything that other outputs show of a document. It leaves out what they do not show, or only in
  /// other ways: the document's address and position, and the names of its tags, author and branch.
  static func entry(
    of kind: DocumentKind, _ header: Header, _ details: Details, facts: TextFacts
  ) -> Digest {
    var (header, details, summary) = (header, details, facts.summary?.text)
    var writer = EntryWriter()
    header.visit(&writer)
    writer.record.code(kindOf: &details)
    details.visit(&writer)
    writer.record.code(&summary)
    return unsafe writer.record.values.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  /// Writes the document's record.
  package func write(to writer: inout RecordWriter) {
    var (kind, header, details, summary) = (kind, header, details, facts.summary?.text)
    var (links, body, anchors) = (facts.links.all, facts.body, facts.anchors.text)
    writer.code(&kind)
    header.visit(&writer)
    writer.code(&details)
    writer.code(&summary)
    var (flow, places) = (facts.searchLength.flow, facts.searchLength.places)
    var passages = facts.searchLength.digest
    writer.code(&body)
    writer.code(&flow)
    writer.code(&places)
    writer.code(&passages)
    writer.code(&anchors)
    writer.code(&links, empty: emptyLink) { $0.code(&$1) }
  }

  /// Whether another version of the document differs in its text alone: front matter, summary, and the anchors and links of the text
  /// are the same, so that it is related to other documents in the same way.
  package func differsInTextAlone(from other: ParsedDocument) -> Bool {
    if entry != other.entry || path != other.path || kind != other.kind { return false }
    let records = [self, other].map { document in
      var (header, details) = (document.header, document.details)
      var (links, anchors) = (document.facts.links.all, document.facts.anchors.text)
      for index in links.indices { links[index].range = 0..<0 }
      var record = RecordWriter()
      header.visit(&record)
      record.code(&details)
      record.code(&anchors)
      record.code(&links, empty: emptyLink) { $0.code(&$1) }
      return unsafe record.values.withUnsafeBytes { unsafe Digest(of: $0) }
    }
    return records[0] == records[1]
  }

  /// The document of a record, without its text; nil if the bytes are no such record.
  package convenience init?(_ record: StoredRecord, file: FilePath, source: Digest, entry: Digest) {
    var kind = DocumentKind.page
    var header = Header()
    var details = Details(.page)
    var facts = TextFacts()
    var reader = unsafe RecordReader(record.bytes)
    reader.code(&kind)
    header.visit(&reader)
    reader.code(&details)
    var hasSummary = false
    reader.code(&hasSummary)
    if hasSummary { facts.summary = .remembered(record, reader.text()) }
    reader.code(&facts.body)
    reader.code(&facts.searchLength.flow)
    reader.code(&facts.searchLength.places)
    reader.code(&facts.searchLength.digest)
    facts.anchors = .remembered(record, reader.text())
    let links = reader.current
    let count = reader.number()
    if count > 0 { facts.links = .remembered(record, links) }
    guard !reader.isBroken, unsafe count <= record.bytes.count else { return nil }
    self.init(
      file: file, kind: kind, header: header, details: details, facts: facts, source: source,
      entry: entry)
  }
}

/// A visitor that writes the fields that other pages show.
private struct EntryWriter: FieldVisitor, ~Copyable {
  var record = RecordWriter()

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    if rules.isContent { value.code(&record) }
  }
}

extension StoredRecord {
  /// The links at a position of the record.
  func links(at position: RecordReader.Position) -> [LocalLink] {
    var reader = unsafe RecordReader(bytes, at: position)
    var links: [LocalLink] = []
    reader.code(&links, empty: emptyLink) { $0.code(&$1) }
    return links
  }

  /// The links at a position of the record, one after the other, reduced to the properties that decide where they lead.
  package func knownLinks(at position: RecordReader.Position) -> KnownLinks {
    KnownLinks(unsafe RecordReader(bytes, at: position))
  }
}

/// The links of a record, which are read one after the other.
package struct KnownLinks: ~Copyable {
  private var reader: RecordReader
  /// The number of links.
  package let count: Int

  fileprivate init(_ reader: consuming RecordReader) {
    self.reader = reader
    count = self.reader.number()
  }

  /// The next link, which must not be asked for more than `count` times.
  package mutating func next() -> KnownLink { reader.link() }
}

extension RecordReader {
  /// Reads a link as `code` does, without its text and its range.
  fileprivate mutating func link() -> KnownLink {
    _ = text()
    var (hasPath, isFragment, isPicture, suffix) = (false, false, false, "")
    var isTentative = false
    code(&hasPath)
    let path = hasPath ? unsafe Digest(of: lentText()) : nil
    code(&hasPath)
    let literal = hasPath ? unsafe Digest(of: lentText()) : nil
    code(&suffix)
    code(&isFragment)
    code(&isPicture)
    code(&hasPath)
    code(&isTentative)
    return KnownLink(
      path: path, literal: literal, suffix: suffix, isFragment: isFragment, isPicture: isPicture)
  }
}

private let emptyLink = LocalLink(
  written: "", target: LocalDestination(path: nil, literal: nil, suffix: "", isFragment: false),
  isPicture: false, isHTML: false, range: 0..<0)

extension RecordCoder where Self: ~Copyable {
  fileprivate mutating func code(_ kind: inout DocumentKind) {
    var number = DocumentKind.allCases.firstIndex(of: kind) ?? 0
    code(&number)
    if DocumentKind.allCases.indices.contains(number) { kind = DocumentKind.allCases[number] }
  }

  fileprivate mutating func code(_ digest: inout Digest) {
    var (high, low) = (Int(bitPattern: UInt(digest.high)), Int(bitPattern: UInt(digest.low)))
    code(&high)
    code(&low)
    digest = Digest(high: UInt64(UInt(bitPattern: high)), low: UInt64(UInt(bitPattern: low)))
  }

  fileprivate mutating func code(_ link: inout LocalLink) {
    var (path, literal, suffix) = (link.target.path, link.target.literal, link.target.suffix)
    var isFragment = link.target.isFragment
    code(&link.written)
    code(&path)
    code(&literal)
    code(&suffix)
    code(&isFragment)
    link.target = LocalDestination(
      path: path, literal: literal, suffix: suffix, isFragment: isFragment)
    code(&link.isPicture)
    code(&link.isHTML)
    code(&link.isTentative)
    code(&link.range)
  }

  /// Codes the kind of front matter. If the kind that is read is another one, its fields are absent.
  fileprivate mutating func code(kindOf details: inout Details) {
    let known = details.number
    var number = known
    code(&number)
    if number != known { details = Details(number: number) }
  }

  fileprivate mutating func code(_ details: inout Details) {
    code(kindOf: &details)
    details.visit(&self)
  }
}

extension Details {
  /// The number of the kind in records.
  fileprivate var number: Int {
    switch self {
    case .study: 0
    case .column: 1
    case .notice: 2
    case .activity: 3
    case .page: 4
    case .branch: 5
    }
  }

  fileprivate init(number: Int) {
    switch number {
    case 0: self.init(.study)
    case 1: self = .column(ColumnPlace())
    case 2: self.init(.notice)
    case 3: self.init(.activity)
    case 4: self.init(.page)
    default: self.init(.directory)
    }
  }
}
