internal import ByteText
internal import Diagnostics
internal import Digests
internal import Pictures

/// What the last build of a site left for this one, in one file beside `content/`.
///
/// The file is written whole, when the site is in place, and is used only if its bytes have the
/// digest that it ends with, and this very program wrote it. Without it everything is built anew,
/// so that it may be deleted at any time.
struct Cache: Sendable {
  let build: BuildMemory
  /// Sorted by path, as all lists here.
  let outputs: [OutputMemory]
  /// Which of the outputs are as they were left, by the same index; see `look`.
  var isCurrent: [Bool] = []
  let pictures: [PictureMemory]
  /// Of `site.yml`, on which documents depend.
  private let settings: Digest
  /// What is behind the outputs and pictures: documents are many, and not wanted where nothing changed.
  private let rest: ArraySlice<UInt8>

  /// Remembers nothing.
  init() {
    build = BuildMemory()
    (outputs, pictures) = ([], [])
    settings = .none
    rest = []
  }

  /// Whether it remembers nothing, so that a whole site must be made.
  var isEmpty: Bool { outputs.isEmpty }

  /// Takes a file's bytes; the reason why not, if they cannot be used.
  init(_ bytes: [UInt8], writtenBy program: Digest) throws(CacheRefusal) {
    guard bytes.starts(with: magic) else { throw .foreign }
    guard bytes.count >= magic.count + 16 else { throw .damaged }
    let end = bytes.count - 16
    let digest = unsafe bytes.withUnsafeBytes { raw in
      unsafe Digest(of: UnsafeRawBufferPointer(rebasing: raw[..<end]))
    }
    var last = CacheReader(bytes[end...])
    guard last.digest() == digest else { throw .damaged }
    var reader = CacheReader(bytes[magic.count..<end])
    guard reader.digest() == program else { throw .foreign }
    settings = reader.digest()
    build = reader.build()
    outputs = reader.list { reader in
      OutputMemory(path: reader.text(), stamp: reader.stamp(), fingerprint: reader.digest())
    }
    pictures = reader.list { reader in
      PictureMemory(path: reader.text(), stamp: reader.stamp(), header: reader.picture())
    }
    if reader.isBroken { throw .damaged }
    rest = reader.rest
  }

  /// The documents, if they were read with the same `site.yml`; none else.
  func documents(settings: Digest) -> DocumentMemories {
    settings == self.settings ? DocumentMemories(rest) : DocumentMemories()
  }

  /// Writes a cache, piece by piece: all of it would be a tenth of a build's memory. Lists must be
  /// sorted by path.
  static func write(
    program: Digest, settings: Digest, _ build: BuildMemory, _ outputs: [OutputMemory],
    _ pictures: [PictureMemory], _ documents: [ParseResult], jobs: Int,
    to file: borrowing NewFile
  ) throws(SystemError) {
    var digest = DigestOfPieces()
    var piece = ByteWriter(capacity: 1 << 16)
    piece.append(magic)
    piece.append(program)
    piece.append(settings)
    piece.append(build)
    piece.append(number: outputs.count)
    for output in outputs {
      piece.append(counted: output.path)
      piece.append(output.stamp)
      piece.append(output.fingerprint)
    }
    piece.append(number: pictures.count)
    for picture in pictures {
      piece.append(counted: picture.path)
      piece.append(picture.stamp)
      piece.append(picture.header)
    }
    var ends: [Int] = []
    for start in stride(from: 0, to: documents.count, by: 2048) {
      try piece.move(to: file, &digest)
      let some = documents[start..<min(start + 2048, documents.count)]
      let runs = parallelMap(count: (some.count + 63) / 64, jobs: jobs) {
        bytes(of: some.dropFirst($0 * 64).prefix(64))
      }
      for run in runs {
        piece.append(run.bytes)
        for length in run.lengths { ends.append((ends.last ?? 0) + length) }
      }
    }
    try piece.move(to: file, &digest)
    for end in ends { piece.append(number: end) }
    piece.append(number: ends.count)
    try piece.move(to: file, &digest)
    piece.append(digest.digest)
    try file.append(piece)
  }
}

extension ByteWriter {
  /// Writes what it holds to a file and adds it to a digest.
  fileprivate mutating func move(
    to file: borrowing NewFile, _ digest: inout DigestOfPieces
  ) throws(SystemError) {
    unsafe withUnsafeBytes { unsafe digest.add($0) }
    try file.append(self)
    removeAll()
  }
}

/// The documents of a cache, each read when it is asked for, sorted by path; behind them where each
/// ends, and their number.
struct DocumentMemories: Sendable {
  private var ends: [Int] = [0]
  private var bytes: ArraySlice<UInt8> = []

  /// None.
  init() {}

  fileprivate init(_ rest: ArraySlice<UInt8>) {
    var last = CacheReader(rest.suffix(8))
    let count = last.number()
    guard !last.isBroken, count >= 0, count <= rest.count / 8 - 1 else { return }
    let table = rest.dropLast(8).suffix(count * 8)
    var reader = CacheReader(table)
    for _ in 0..<count { ends.append(reader.number()) }
    bytes = rest[..<table.startIndex]
    let isSorted = zip(ends, ends.dropFirst()).allSatisfy { $0 <= $1 }
    if !isSorted || ends[ends.count - 1] > bytes.count { self = .init() }
  }

  /// What is known of the document at a path; looked for at `hint` first.
  func memory(of path: String, at hint: Int) -> DocumentMemory? {
    if hint < ends.count - 1, let found = memory(at: hint), found.path == path {
      return found.memory
    }
    // What cannot be read is before everything, and is not found.
    return place(among: ends.count - 1) { memory(at: $0).map { order($0.path, path) } ?? -1 }
      .flatMap { memory(at: $0)?.memory }
  }

  private func memory(at index: Int) -> (path: String, memory: DocumentMemory)? {
    let start = bytes.startIndex
    let all = bytes[(start + ends[index])..<(start + ends[index + 1])]
    var reader = CacheReader(all)
    let path = reader.text()
    let memory = DocumentMemory(
      stamp: reader.stamp(), source: reader.digest(), entry: reader.digest(),
      content: .known(all, record: reader.rest))
    return reader.isBroken ? nil : (path, memory)
  }
}

/// What the cache has of some documents, one behind the other; nothing of those that are not to be
/// remembered.
private func bytes(of documents: ArraySlice<ParseResult>) -> (bytes: [UInt8], lengths: [Int]) {
  var writer = ByteWriter(capacity: documents.count * 800)
  var record = RecordWriter()
  var lengths: [Int] = []
  lengths.reserveCapacity(documents.count)
  for case let document? in documents.lazy.map(\.memory) {
    let start = writer.count
    switch document.content {
    case .known(let bytes, _): writer.append(bytes)
    case .restamped(let path, let record):
      writer.append(headOf: document, at: path)
      writer.append(record)
    case .parsed(let parsed):
      writer.append(headOf: document, at: parsed.path)
      parsed.write(to: &record)
      record.move(to: &writer)
    }
    lengths.append(writer.count - start)
  }
  return (writer.array(), lengths)
}

extension ByteWriter {
  fileprivate mutating func append(headOf document: DocumentMemory, at path: String) {
    append(counted: path)
    append(document.stamp)
    append(document.source)
    append(document.entry)
  }
}

/// Why a cache's file is not used.
enum CacheRefusal: Error {
  case damaged
  /// Another program's, or another version's.
  case foreign
}

private let magic = Array("BranchPress cache 1\n".utf8)

// MARK: - Values

extension ByteWriter {
  fileprivate mutating func append(number: Int) {
    append(littleEndian: UInt64(truncatingIfNeeded: number))
  }

  fileprivate mutating func append(counted text: String) {
    append(number: text.utf8.count)
    append(text)
  }

  fileprivate mutating func append(_ digest: Digest) {
    append(littleEndian: digest.high)
    append(littleEndian: digest.low)
  }

  fileprivate mutating func append(_ stamp: FileStamp) {
    append(number: stamp.size)
    append(number: stamp.modified)
    append(number: stamp.changed)
    append(littleEndian: stamp.inode)
  }

  fileprivate mutating func append(_ picture: PictureHeader) {
    append(number: PictureFormat.allCases.firstIndex(of: picture.format) ?? 0)
    append(number: picture.width ?? 0)
    append(number: picture.height ?? 0)
  }

  fileprivate mutating func append(_ build: BuildMemory) {
    append(build.inputs)
    append(number: build.after)
    append(number: build.before)
    for number in build.counts.numbers { append(number: number) }
  }
}

/// Reads the same. What is not there reads as nothing and is remembered.
private struct CacheReader {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private(set) var isBroken = false

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// What has not been read.
  var rest: ArraySlice<UInt8> { bytes[index...] }

  mutating func word() -> UInt64 {
    guard bytes.endIndex - index >= 8 else {
      isBroken = true
      return 0
    }
    let offset = index - bytes.startIndex
    index += 8
    return unsafe bytes.withUnsafeBytes { raw in
      unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  mutating func number() -> Int { Int(truncatingIfNeeded: word()) }

  mutating func digest() -> Digest { Digest(high: word(), low: word()) }

  mutating func stamp() -> FileStamp {
    FileStamp(size: number(), modified: number(), changed: number(), inode: word())
  }

  mutating func text() -> String {
    let count = number()
    guard count >= 0, count <= bytes.endIndex - index else {
      isBroken = true
      return ""
    }
    let start = index
    index += count
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  mutating func picture() -> PictureHeader {
    let (format, width, height) = (number(), number(), number())
    let formats = PictureFormat.allCases
    return PictureHeader(
      formats.indices.contains(format) ? formats[format] : .png,
      PictureSize(width: width, height: height))
  }

  mutating func build() -> BuildMemory {
    var build = BuildMemory()
    build.inputs = digest()
    build.after = number()
    build.before = number()
    build.counts = ReportCounts(numbers: (0..<ReportCounts.size).map { _ in number() })
    return build
  }

  mutating func list<Element>(_ read: (inout CacheReader) -> Element) -> [Element] {
    let count = number()
    // No entry takes fewer bytes than this.
    guard count >= 0, count <= (bytes.endIndex - index) / 8 else {
      isBroken = isBroken || count != 0
      return []
    }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count where !isBroken { list.append(read(&self)) }
    return list
  }
}
