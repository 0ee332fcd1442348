internal import ByteText
internal import Diagnostics
internal import Digests
internal import Pictures

/// What the last build of a site left for this one, in one file beside `content/`.
///
/// The file is written whole, when the site is in place, and is used only if its bytes have the
/// digest that it begins with, and this very program wrote it. Without it everything is built anew,
/// so that it may be deleted at any time.
struct Cache: Sendable {
  let build: BuildMemory
  /// Sorted by path, as all lists here.
  let outputs: [OutputMemory]
  /// Which of the outputs are as they were left, by the same index; see `CacheFile.load`.
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

  /// Takes a file's bytes; the reason why not, if they cannot be used.
  init(_ bytes: [UInt8], writtenBy program: Digest) throws(CacheRefusal) {
    guard bytes.starts(with: magicBytes) else { throw .foreign }
    var reader = CacheReader(bytes[magicBytes.count...])
    let digest = reader.digest()
    let content = unsafe reader.rest.withUnsafeBytes { unsafe Digest(of: $0) }
    guard digest == content else { throw .damaged }
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
  func documents(settings: Digest) -> [DocumentMemory] {
    guard settings == self.settings else { return [] }
    var reader = CacheReader(rest)
    let documents = reader.list { reader in
      DocumentMemory(
        path: reader.text(), stamp: reader.stamp(), source: reader.digest(),
        entry: reader.digest(), record: reader.bytes())
    }
    return reader.isBroken ? [] : documents
  }

  /// The bytes of a cache. Lists must be sorted by path.
  static func write(
    program: Digest, settings: Digest, _ build: BuildMemory, _ outputs: [OutputMemory],
    _ pictures: [PictureMemory], _ documents: [DocumentMemory], jobs: Int,
    to writer: inout ByteWriter
  ) {
    let run = 512
    let parts = parallelMap(count: (documents.count + run - 1) / run, jobs: jobs) { index in
      bytes(of: documents[(index * run)..<min((index + 1) * run, documents.count)])
    }
    var content = ByteWriter(
      capacity: 1024 + outputs.count * 112 + parts.reduce(0) { $0 + $1.count })
    content.append(program)
    content.append(settings)
    content.append(build)
    content.append(number: outputs.count)
    for output in outputs {
      content.append(counted: output.path)
      content.append(output.stamp)
      content.append(output.fingerprint)
    }
    content.append(number: pictures.count)
    for picture in pictures {
      content.append(counted: picture.path)
      content.append(picture.stamp)
      content.append(picture.header)
    }
    content.append(number: documents.count)
    for part in parts { content.append(part) }
    writer.append(magicBytes)
    writer.append(unsafe content.withUnsafeBytes { unsafe Digest(of: $0) })
    writer.append(content)
  }
}

private func bytes(of documents: ArraySlice<DocumentMemory>) -> [UInt8] {
  var writer = ByteWriter(capacity: documents.reduce(0) { $0 + $1.record.count + 144 })
  for document in documents {
    writer.append(counted: document.path)
    writer.append(document.stamp)
    writer.append(document.source)
    writer.append(document.entry)
    writer.append(number: document.record.count)
    writer.append(document.record)
  }
  return writer.array()
}

/// Why a cache's file is not used.
enum CacheRefusal: Error {
  case damaged
  /// Another program's, or another version's.
  case foreign
}

private let magicBytes = Array("BranchPress cache 1\n".utf8)

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
  private(set) var rest: ArraySlice<UInt8>
  private(set) var isBroken = false

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  mutating func word() -> UInt64 {
    guard rest.count >= 8 else {
      isBroken = true
      return 0
    }
    defer { rest = rest.dropFirst(8) }
    return unsafe rest.withUnsafeBytes { raw in
      unsafe UInt64(littleEndian: raw.loadUnaligned(as: UInt64.self))
    }
  }

  mutating func number() -> Int { Int(truncatingIfNeeded: word()) }

  mutating func digest() -> Digest { Digest(high: word(), low: word()) }

  mutating func stamp() -> FileStamp {
    FileStamp(size: number(), modified: number(), changed: number(), inode: word())
  }

  mutating func bytes() -> ArraySlice<UInt8> {
    let count = number()
    guard count >= 0, count <= rest.count else {
      isBroken = true
      return []
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  mutating func text() -> String { String(decoding: bytes(), as: UTF8.self) }

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
    guard count >= 0, count <= rest.count / 40 else {
      isBroken = isBroken || count != 0
      return []
    }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count where !isBroken { list.append(read(&self)) }
    return list
  }
}
