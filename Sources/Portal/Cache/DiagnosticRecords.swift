internal import ByteText
internal import Content
internal import Diagnostics
internal import Files

// The encoding of diagnostics: consecutive records, each with its length, so that one can be read without those before
// it.

extension ByteWriter {
  /// Appends records of diagnostics. Places in the file that is shown as `own` become places in the file for which the
  /// records are read later.
  mutating func append(
    records diagnostics: [Diagnostic], of own: String, by record: inout RecordWriter
  ) {
    for var diagnostic in diagnostics.withoutFiles() {
      record.code(&diagnostic, of: own)
      record.move(to: &self)
    }
  }
}

extension ByteWriter {
  /// Appends the number of bytes of the diagnostics' records, and the records.
  mutating func append(counted diagnostics: [Diagnostic]) {
    let length = count
    append(number: 0)
    var record = RecordWriter()
    append(records: diagnostics, of: "", by: &record)
    replace(at: length, littleEndian: UInt64(count - length - 8))
  }
}

/// A reader of such records from bytes that must outlive it.
@safe
struct DiagnosticRecords: Sendable {
  private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  /// The diagnostics, shown as those of the file `own`. Bytes that are no record are left out.
  func diagnostics(of own: String) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    _ = visit(nil, of: own) { diagnostic in
      diagnostics.append(diagnostic)
      return true
    }
    return diagnostics
  }

  /// Gives the diagnostics of one severity, or all if it is nil, as long as `visit` asks for more; returns whether it
  /// did to the end. The others are not read.
  func visit(
    _ severity: Diagnostic.Severity?, of own: String, _ visit: (Diagnostic) -> Bool
  ) -> Bool {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      var reader = unsafe RecordReader(first: &rest)
      if let severity, reader.nextNumber != severity.rawValue { continue }
      var diagnostic = emptyDiagnostic
      reader.code(&diagnostic, of: own)
      if !reader.isBroken, !visit(diagnostic) { return false }
    }
    return true
  }
}

private let emptyMessage = Message("", "")
private let emptyDiagnostic = Diagnostic(.note, "", at: nil, emptyMessage)
private let emptyPlace = Place(path: "")
private let emptyExcerpt = Excerpt(line: 1, column: 1, text: "", lead: 0, width: 1)

extension RecordCoder where Self: ~Copyable {
  fileprivate mutating func code(_ diagnostic: inout Diagnostic, of own: String) {
    var (severity, id, place) = (diagnostic.severity, diagnostic.id, diagnostic.place)
    var (message, suggestion) = (diagnostic.message, diagnostic.suggestion)
    var (notes, unlisted) = (diagnostic.notes, diagnostic.unlisted)
    code(&severity)
    code(&id)
    code(&place, empty: emptyPlace) { $0.code(&$1, of: own) }
    code(&message)
    code(&suggestion, empty: emptyMessage) { $0.code(&$1) }
    code(&notes, empty: Diagnostic.Note(emptyMessage)) {
      var (message, place) = ($1.message, $1.place)
      $0.code(&message)
      $0.code(&place, empty: emptyPlace) { $0.code(&$1, of: own) }
      $1 = Diagnostic.Note(message, at: place)
    }
    code(&unlisted)
    diagnostic = Diagnostic(
      severity, id, at: place, message, suggestion: suggestion, notes: notes, unlisted: unlisted)
  }

  private mutating func code(_ message: inout Message) {
    var (chinese, english) = (message.chinese, message.english)
    code(&chinese)
    code(&english)
    message = Message(chinese, english)
  }

  private mutating func code(_ place: inout Place, of own: String) {
    var path = place.file.path == own ? nil : Optional(place.file.path)
    var (start, length) = (place.range.lowerBound, place.range.count)
    var excerpt = place.excerpt
    code(&path)
    code(&start)
    code(&length)
    code(&excerpt, empty: emptyExcerpt) { $0.code(&$1) }
    place = Place(path: path ?? own, Range(from: start, count: length), excerpt)
  }

  private mutating func code(_ excerpt: inout Excerpt) {
    var (line, column, text) = (excerpt.line, excerpt.column, excerpt.text)
    var (lead, width) = (excerpt.lead, excerpt.width)
    code(&line)
    code(&column)
    code(&text)
    code(&lead)
    code(&width)
    excerpt = Excerpt(line: line, column: column, text: text, lead: lead, width: width)
  }
}

// MARK: - What a build found

/// The findings of a build that succeeded, in the cache of the site.
struct RememberedFindings: Sendable {
  let tally: DiagnosticTally
  private let records: DiagnosticRecords
  /// The file that contains the records' bytes.
  private let file: MappedFile

  init(_ tally: DiagnosticTally, _ records: DiagnosticRecords, in file: MappedFile) {
    self.tally = tally
    self.records = records
    self.file = file
  }

  /// All of them.
  func diagnostics() -> [Diagnostic] {
    withExtendedLifetime(file) { records.diagnostics(of: "") }
  }

  /// Gives those of one severity, as long as `visit` asks for more; returns whether it did to the end.
  func visit(_ severity: Diagnostic.Severity, _ visit: (Diagnostic) -> Bool) -> Bool {
    withExtendedLifetime(file) { records.visit(severity, of: "", visit) }
  }
}

extension ByteWriter {
  /// Appends the findings of a build, after their numbers by kind.
  mutating func append(_ findings: Findings) {
    let tally = findings.tally
    append(list: tally.kinds) { writer, kind in
      writer.append(number: kind.severity.rawValue)
      writer.append(counted: kind.id)
      writer.append(number: kind.count)
    }
    append(list: tally.files) { writer, file in
      writer.append(counted: file.path)
      writer.append(number: file.count)
    }
    append(number: tally.fileCount)
    append(number: tally.unlisted)
    append(counted: findings.all)
  }
}

extension CacheReader {
  /// Reads the findings of a build from a file.
  mutating func findings(in file: MappedFile) -> Findings {
    let kinds = list { reader in
      DiagnosticTally.Kind(
        severity: Diagnostic.Severity(rawValue: reader.number()) ?? .note, id: reader.text(),
        count: reader.number())
    }
    let files = list { reader in
      DiagnosticTally.File(path: reader.text(), count: reader.number())
    }
    let (fileCount, unlisted) = (number(), number())
    let tally = DiagnosticTally(
      kinds: kinds, files: files, fileCount: fileCount, unlisted: unlisted)
    return Findings(RememberedFindings(tally, unsafe DiagnosticRecords(lent()), in: file))
  }
}
