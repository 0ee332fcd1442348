internal import ByteText
internal import Content
internal import Diagnostics
internal import Digests
internal import Files

/// The results of earlier builds for documents, each of which is read when it is asked for.
///
/// The file is a journal: a build appends a block with its new results, and the last entry of a document is the valid
/// one. So an edit writes one entry rather than those of all documents.
@safe
final class DocumentJournal: KnownDocuments, @unchecked Sendable {
  /// The digest of the `site.yml` with which the documents were read.
  let settings: Digest
  private let file: MappedFile?
  /// The bytes of the file, which can be used without counting references to it.
  private let bytes: UnsafeRawBufferPointer
  /// The range of each document's entry in the file, in the order of their paths.
  private let entries: [Range<Int>]
  /// Whether the file is intact and contains few superseded entries, so that a block may be appended.
  let isTidy: Bool

  /// A journal without entries.
  init() {
    settings = .none
    file = nil
    unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    entries = []
    isTidy = false
  }

  /// Reads a file; throws the reason why it cannot be used.
  init(_ file: MappedFile, writtenBy program: Digest, jobs: Int) throws(CacheRefusal) {
    let bytes = unsafe file.bytes
    let found = unsafe try blocks(of: bytes, beginning: magic, by: program, jobs: jobs)
    var settings: Digest?
    var (entries, later): ([Range<Int>], [Range<Int>]) = ([], [])
    for content in found.contents {
      let block = unsafe entriesOfBlock(content, in: bytes)
      if settings == nil { settings = block.settings }
      guard settings == block.settings else { break }
      // A file that is written whole consists of blocks each of which continues the one before.
      if let last = entries.last, let first = block.entries.first,
        unsafe order(path(of: last, in: bytes), path(of: first, in: bytes)) >= 0
      {
        later += block.entries
      } else {
        entries += block.entries
      }
    }
    self.file = file
    unsafe self.bytes = unsafe bytes
    self.settings = settings ?? .none
    self.entries = unsafe superseded(entries, by: later, in: bytes)
    let lost = entries.count + later.count - self.entries.count
    isTidy = found.areAll && lost * 8 <= self.entries.count
  }

  var count: Int { entries.count }

  /// The bytes in a range of the file, which must not be kept longer than the journal.
  private subscript(range: Range<Int>) -> UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// The known version of the document at a path, nil if there is none; it is looked for at index `hint` first.
  func version(of path: String, at hint: Int) -> DocumentVersion? {
    let entry: Int? = unsafe path.withBytes { wanted in
      func comparison(_ entry: Int) -> Int {
        let bytes = unsafe self[entries[entry]]
        return unsafe order(Portal.path(of: 0..<bytes.count, in: bytes), wanted)
      }
      if hint < entries.count, comparison(hint) == 0 { return hint }
      return Content.index(among: entries.count, comparison)
    }
    guard let entry else { return nil }
    var reader = unsafe CacheReader(self[entries[entry]])
    _ = reader.counted()
    return DocumentVersion(
      stamp: reader.stamp(), source: reader.digest(), entry: reader.digest(),
      origin: .known(entry: entry))
  }

  /// The result for a known version of a file of `content`; nil if it cannot be read.
  func result(_ version: DocumentVersion, at file: FilePath, in content: Folder) -> ParseResult? {
    let entry: Int
    switch version.origin {
    case .known(let known), .restamped(let known): entry = known
    case .parsed: return nil
    }
    let (problems, record) = unsafe split(record: self[self.record(of: entry)])
    var result = ParseResult(file: file, version: version)
    if let problems = unsafe problems {
      result.diagnostics = unsafe DiagnosticRecords(problems).diagnostics(of: content.shown(file))
      if unsafe record.isEmpty { return result }
    }
    result.document = unsafe ParsedDocument(
      StoredRecord(bytes: record, keptBy: self.file), file: file, source: version.source,
      entry: version.entry)
    return result.document == nil ? nil : result
  }

  /// The documents of the journal that are at none of these paths, which are sorted.
  func documents(besides paths: [String], in content: Folder) -> [GoneDocument] {
    var next = paths[...]
    return entries.indices.compactMap { index in
      let path = unsafe String(
        decoding: Portal.path(of: entries[index], in: bytes), as: UTF8.self)
      while let first = next.first, precedes(first, path) { next.removeFirst() }
      guard next.first != path, let file = FilePath(path),
        let version = version(of: path, at: index),
        let document = result(version, at: file, in: content)?.document
      else { return nil }
      return GoneDocument(version: version, document: document)
    }
  }

  /// The range of an entry's record, with the problems of its file.
  private func record(of entry: Int) -> Range<Int> {
    let all = entries[entry]
    var reader = unsafe CacheReader(self[all])
    _ = reader.counted()
    return min(all.lowerBound + reader.index + 64, all.upperBound)..<all.upperBound
  }
}

/// The ranges of a block's entries, and the digest of the `site.yml` with which they were made.
private func entriesOfBlock(
  _ content: Range<Int>, in file: UnsafeRawBufferPointer
) -> (settings: Digest, entries: [Range<Int>]) {
  var reader = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: file[content]))
  let settings = reader.digest()
  let lengths = reader.list { $0.number() }
  var entries: [Range<Int>] = []
  entries.reserveCapacity(lengths.count)
  var start = content.lowerBound + reader.index
  for length in lengths where length >= 0 && length <= content.upperBound - start {
    entries.append(start..<(start + length))
    start += length
  }
  return (settings, entries)
}

/// The path at the beginning of an entry.
private func path(
  of entry: Range<Int>, in file: UnsafeRawBufferPointer
) -> UnsafeBufferPointer<UInt8> {
  let bytes = unsafe UnsafeRawBufferPointer(rebasing: file[entry])
  var reader = unsafe CacheReader(bytes)
  let range = reader.counted()
  return unsafe UnsafeRawBufferPointer(rebasing: bytes[range]).assumingMemoryBound(to: UInt8.self)
}

/// The sorted entries, in which later ones replace those of the same documents.
private func superseded(
  _ entries: [Range<Int>], by later: [Range<Int>], in file: UnsafeRawBufferPointer
) -> [Range<Int>] {
  guard !later.isEmpty else { return entries }
  func precedes(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    unsafe order(path(of: a, in: file), path(of: b, in: file)) < 0
  }
  var merged: [Range<Int>] = []
  var done = 0
  let sorted = later.sorted {
    precedes($0, $1) || !precedes($1, $0) && $0.lowerBound < $1.lowerBound
  }
  for (index, entry) in sorted.enumerated() {
    if index + 1 < sorted.count, !precedes(entry, sorted[index + 1]) { continue }
    while done < entries.count, precedes(entries[done], entry) {
      merged.append(entries[done])
      done += 1
    }
    if done < entries.count, !precedes(entry, entries[done]) { done += 1 }
    merged.append(entry)
  }
  return merged + entries[done...]
}

// MARK: - Writing

extension DocumentJournal {
  /// The results of a build that the file does not contain yet, or all of them where the file should be written anew.
  func news(in results: [ParseResult], settings: Digest) -> (isWhole: Bool, results: [ParseResult])
  {
    let remembered = results.count { $0.version != nil }
    let fresh = results.filter { result in
      switch result.version?.origin {
      case nil, .known: false
      case .restamped, .parsed: true
      }
    }
    let isWhole =
      !isTidy || settings != self.settings || fresh.count * 8 > count || remembered * 2 < count
    return (isWhole, isWhole ? results.filter { $0.version != nil } : fresh)
  }

  /// The bytes with which a new file begins.
  static var head: [UInt8] { magic }

  /// A block with results for files of `content`, each of which has a version.
  func block(
    of results: ArraySlice<ParseResult>, in content: Folder, settings: Digest, by program: Digest
  ) -> [UInt8] {
    var block = ByteWriter(capacity: results.count * 800 + 128)
    var record = RecordWriter()
    block.append(blockBy: program) { block in
      block.append(settings)
      let lengths = block.count + 8
      block.append(list: results) { block, _ in block.append(number: 0) }
      for (index, result) in results.enumerated() {
        let start = block.count
        write(result, in: content, to: &block, &record)
        block.replace(at: lengths + index * 8, littleEndian: UInt64(block.count - start))
      }
    }
    return block.array()
  }

  private func write(
    _ result: ParseResult, in content: Folder, to block: inout ByteWriter,
    _ record: inout RecordWriter
  ) {
    guard let version = result.version else { return }
    switch version.origin {
    case .known(let entry): unsafe block.append(raw: self[entries[entry]])
    case .restamped(let entry):
      block.append(headOf: version, at: result.file.text.composed)
      unsafe block.append(raw: self[self.record(of: entry)])
    case .parsed:
      block.append(headOf: version, at: result.file.text.composed)
      if !result.diagnostics.isEmpty || result.document == nil {
        var problems = ByteWriter(capacity: 1 << 10)
        problems.append(
          records: result.diagnostics, of: content.shown(result.file), by: &record)
        block.append(problems: problems)
      }
      guard let document = result.document else { return }
      document.write(to: &record)
      record.move(to: &block)
    }
  }
}

extension ByteWriter {
  fileprivate mutating func append(raw bytes: UnsafeRawBufferPointer) {
    unsafe append(bytes.assumingMemoryBound(to: UInt8.self))
  }

  fileprivate mutating func append(headOf document: DocumentVersion, at path: String) {
    append(counted: path)
    append(document.stamp)
    append(document.source)
    append(document.entry)
  }
}

private let magic = Array("BranchPress documents 2\n".utf8)
