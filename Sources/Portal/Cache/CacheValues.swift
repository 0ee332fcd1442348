internal import ByteText
internal import Dates
internal import Digests
internal import Files
internal import Metadata
internal import Pictures

// The encoding of values in the files of the cache: eight bytes for a number, the lowest first.

extension ByteWriter {
  mutating func append(number: Int) {
    append(littleEndian: UInt64(truncatingIfNeeded: number))
  }

  mutating func append(counted text: String) {
    append(number: text.utf8.count)
    append(text)
  }

  mutating func append(_ digest: Digest) {
    append(littleEndian: digest.high)
    append(littleEndian: digest.low)
  }

  mutating func append(_ stamp: FileStamp) {
    append(number: stamp.size)
    append(number: stamp.modified)
    append(number: stamp.changed)
    append(littleEndian: stamp.inode)
  }

  mutating func append(_ picture: PictureHeader) {
    append(number: PictureFormat.allCases.firstIndex(of: picture.format) ?? 0)
    append(number: picture.width ?? 0)
    append(number: picture.height ?? 0)
    append(number: picture.isAnimated ? 1 : 0)
  }

  mutating func append(_ parts: PrivateParts) {
    append(number: parts.kinds.rawValue)
    append(number: parts.doubt?.rawValue ?? 0)
    append(list: parts.edits) { writer, edit in
      writer.append(number: edit.range.lowerBound)
      writer.append(number: edit.range.upperBound)
      writer.append(number: edit.zeros)
      writer.append(number: edit.bytes.count)
      writer.append(edit.bytes[...])
    }
    append(list: parts.people) { $0.append(counted: $1) }
  }

  /// Appends the number of elements, which need not be known beforehand, and the elements.
  mutating func append<List: Sequence>(
    list: List, _ write: (inout ByteWriter, List.Element) -> Void
  ) {
    let start = count
    append(number: 0)
    var number: UInt64 = 0
    for element in list {
      write(&self, element)
      number += 1
    }
    replace(at: start, littleEndian: number)
  }

  mutating func append(_ build: RememberedBuild) {
    append(build.inputs)
    append(build.boot)
    append(number: build.after)
    append(number: build.before)
    for number in build.counts.numbers { append(number: number) }
    append(list: build.upcoming) { writer, document in
      writer.append(counted: document.path)
      writer.append(number: document.date.seconds)
      writer.append(number: document.date.offsetMinutes)
      writer.append(number: document.date.hasTime ? 1 : 0)
    }
    append(counted: build.identity)
    append(build.names)
    append(build.findings)
  }
}

/// A reader of such values from bytes that must outlive it. Missing values read as zero or empty and set `isBroken`.
@safe
struct CacheReader: ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  /// The offset of the first byte that has not been read.
  private(set) var index = 0
  private(set) var isBroken = false

  init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  mutating func word() -> UInt64 {
    guard unsafe bytes.count - index >= 8 else {
      isBroken = true
      return 0
    }
    defer { index += 8 }
    return unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
  }

  mutating func number() -> Int { Int(truncatingIfNeeded: word()) }

  mutating func digest() -> Digest { Digest(high: word(), low: word()) }

  mutating func stamp() -> FileStamp {
    FileStamp(size: number(), modified: number(), changed: number(), inode: word())
  }

  mutating func text() -> String {
    let range = counted()
    return unsafe String(decoding: bytes[range], as: UTF8.self)
  }

  /// Reads a number of bytes and returns the range of that many bytes after it.
  mutating func counted() -> Range<Int> {
    let count = number()
    guard count >= 0, unsafe count <= bytes.count - index else {
      isBroken = true
      return 0..<0
    }
    defer { index += count }
    return index..<(index + count)
  }

  /// Reads a path; one that is not valid sets `isBroken`.
  mutating func file() -> FilePath {
    if let file = FilePath(text()) { return file }
    isBroken = true
    return FilePath(fixed: "-")
  }

  /// Reads a number of bytes and returns that many bytes after it, which are valid as long as those of the reader.
  mutating func lent() -> UnsafeRawBufferPointer {
    let range = counted()
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  mutating func picture() -> PictureHeader {
    let (format, width, height, isAnimated) = (number(), number(), number(), number() == 1)
    let formats = PictureFormat.allCases
    return PictureHeader(
      formats.indices.contains(format) ? formats[format] : .png,
      PictureSize(width: width, height: height), isAnimated: isAnimated)
  }

  /// Reads private parts. Edits that no search makes set `isBroken`.
  mutating func privateParts() -> PrivateParts {
    let kinds = PrivateKinds(rawValue: number())
    let doubt = Doubt(rawValue: number())
    var end = 0
    let edits = list { reader in
      let (start, stop, zeros) = (reader.number(), reader.number(), reader.number())
      let bytes = unsafe Array(reader.lent())
      guard start >= end, stop >= start, zeros >= 0, zeros <= stop else {
        reader.isBroken = true
        return ByteEdit(0..<0)
      }
      end = stop
      return ByteEdit(start..<stop, bytes: bytes, zeros: zeros)
    }
    return PrivateParts(edits: edits, kinds: kinds, doubt: doubt, people: list { $0.text() })
  }

  /// Reads the record of a build from a file.
  mutating func rememberedBuild(in file: MappedFile) -> RememberedBuild {
    var build = RememberedBuild()
    build.inputs = digest()
    build.boot = digest()
    build.after = number()
    build.before = number()
    build.counts = ReportCounts(numbers: (0..<ReportCounts.size).map { _ in number() })
    build.upcoming = list { reader in
      UpcomingDocument(
        path: reader.text(),
        date: Moment(
          seconds: reader.number(), offsetMinutes: reader.number(),
          hasTime: reader.number() == 1))
    }
    build.identity = text()
    build.names = digest()
    build.findings = findings(in: file)
    return build
  }

  mutating func list<Element>(_ read: (inout CacheReader) -> Element) -> [Element] {
    let count = number()
    // The shortest entry takes eight bytes.
    guard count >= 0, unsafe count <= (bytes.count - index) / 8 else {
      isBroken = isBroken || count != 0
      return []
    }
    var list: [Element] = []
    list.reserveCapacity(count)
    for _ in 0..<count where !isBroken { list.append(read(&self)) }
    return list
  }
}
