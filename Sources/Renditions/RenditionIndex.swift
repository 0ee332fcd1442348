internal import ByteText
internal import Content
internal import Digests
internal import Files
internal import Pictures

/// The data that a store keeps about its files and about originals, so that nothing is read to find that nothing changed;
/// docs/internals/pictures.md describes its layout. It may be lost at any time.
struct RenditionIndex: Sendable, Equatable {
  /// The originals, by their paths in `content/`.
  var originals: [String: KnownOriginal] = [:]
  /// The renditions, by their keys.
  var renditions: [Digest: KeptRendition] = [:]
  /// The failures that would come again, by the keys of what failed.
  var failures: [Digest: KnownFailure] = [:]
  /// The program whose version was asked for last.
  var program = KnownProgram()
  /// The run of the system in which the stamps of renditions were taken.
  var boot = ""
  /// The output folders for which the store is used, at most 60.
  var users: [User] = []

  /// The path of the file in a store.
  static let file = FilePath(fixed: "index")
  private static let magic = Array("BranchPress pictures 1\n".utf8)

  init() {}

  /// The index of a store; empty if there is none, or it is damaged.
  init(in store: Folder) {
    guard let file = MappedFile(Self.file, in: store) else { return }
    let (start, end) = unsafe (Self.magic.count, file.bytes.count - 16)
    guard start < end, unsafe file.bytes.starts(with: Self.magic) else { return }
    let whole = unsafe UnsafeRawBufferPointer(rebasing: file.bytes[..<end])
    let words = [0, 8].map { offset in
      UInt64(
        littleEndian: unsafe file.bytes.loadUnaligned(
          fromByteOffset: end + offset, as: UInt64.self))
    }
    guard unsafe Digest(of: whole) == Digest(high: words[0], low: words[1]) else { return }
    var record = unsafe whole[start...]
    var reader = unsafe RecordReader(first: &record)
    code(&reader)
    if reader.isBroken { self = RenditionIndex() }
  }

  /// Replaces the index of a store in one step.
  func save(in store: Folder) throws(FileError) {
    var copy = self
    var record = RecordWriter()
    copy.code(&record)
    var writer = ByteWriter()
    writer.append(Self.magic)
    record.move(to: &writer)
    let digest = unsafe writer.withUnsafeBytes { unsafe Digest(of: $0) }
    writer.append(littleEndian: digest.high)
    writer.append(littleEndian: digest.low)
    try store.replace(Self.file, with: writer, by: FilePath(fixed: "index.new"), isLasting: false)
  }

  private mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&boot)
    coder.code(&program.path)
    program.stamp.code(&coder)
    coder.code(&program.version)
    coder.code(&users, empty: User()) { coder, user in
      coder.code(&user.name)
      coder.code(&user.day)
    }
    var originals = self.originals.values.sorted { $0.path < $1.path }
    coder.code(&originals, empty: KnownOriginal()) { coder, original in original.code(&coder) }
    self.originals = Dictionary(originals.map { ($0.path, $0) }) { $1 }
    var renditions = self.renditions.values.sorted { isLess($0.key, $1.key) }
    coder.code(&renditions, empty: KeptRendition()) { coder, kept in kept.code(&coder) }
    self.renditions = Dictionary(renditions.map { ($0.key, $0) }) { $1 }
    var failures = self.failures.values.sorted { isLess($0.key, $1.key) }
    coder.code(&failures, empty: KnownFailure()) { coder, failure in failure.code(&coder) }
    self.failures = Dictionary(failures.map { ($0.key, $0) }) { $1 }
  }
}

/// A program by the stamp of its file, with the version that it said it has.
struct KnownProgram: Sendable, Equatable {
  var path = ""
  var stamp = FileStamp.none
  var version = ""
}

/// An output folder for which renditions are made.
struct User: Sendable, Equatable {
  var name = ""
  /// The day on which it used the store last, counted from 1970.
  var day = 0
}

/// An original by the stamp of its file, with the digest of its bytes.
struct KnownOriginal: Sendable, Equatable {
  var path = ""
  /// `none` if the file may change without another stamp.
  var stamp = FileStamp.none
  var content = Digest.none
  /// The users that want it, a bit for each by its index.
  var users = 0

  fileprivate mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&path)
    stamp.code(&coder)
    content.code(&coder)
    coder.code(&users)
  }
}

/// A rendition in the store.
struct KeptRendition: Sendable, Equatable {
  /// The digest of what it is made from: an original, a recipe, a version of libvips.
  var key = Digest.none
  var format = Recipe.Format.webp
  var width = 0
  var height = 0
  /// `none` where it is not known whether the file still has its bytes.
  var stamp = FileStamp.none
  /// The digest of its bytes.
  var digest = Digest.none
  /// The users that want it, a bit for each by its index.
  var users = 0

  /// The name of the file: what it was made from, and the digest of its bytes, by which it is recognised even if the index
  /// is lost.
  var name: String { key.hexadecimal + "-" + digest.hexadecimal + "." + format.ending }

  fileprivate mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    key.code(&coder)
    coder.code(&format)
    coder.code(&width)
    coder.code(&height)
    stamp.code(&coder)
    digest.code(&coder)
    coder.code(&users)
  }
}

/// A failure that would come again.
struct KnownFailure: Sendable, Equatable {
  /// The digest of what failed: an original, a version of libvips.
  var key = Digest.none
  var failure = RenditionFailure.damaged
  /// The users that want it, a bit for each by its index.
  var users = 0

  fileprivate mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    key.code(&coder)
    var number = failure.number ?? 0
    coder.code(&number)
    let all = RenditionFailure.lasting
    failure = all.indices.contains(number) ? all[number] : .damaged
    coder.code(&users)
  }
}

extension Digest {
  fileprivate mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    var (high, low) = (Int(truncatingIfNeeded: self.high), Int(truncatingIfNeeded: self.low))
    coder.code(&high)
    coder.code(&low)
    self = Digest(
      high: UInt64(truncatingIfNeeded: high), low: UInt64(truncatingIfNeeded: low))
  }
}

extension FileStamp {
  fileprivate mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    var (size, modified, changed) = (self.size, self.modified, self.changed)
    var inode = Int(truncatingIfNeeded: self.inode)
    coder.code(&size)
    coder.code(&modified)
    coder.code(&changed)
    coder.code(&inode)
    self = FileStamp(
      size: size, modified: modified, changed: changed, inode: UInt64(truncatingIfNeeded: inode))
  }
}

/// The order of keys in the index.
private func isLess(_ a: Digest, _ b: Digest) -> Bool { (a.high, a.low) < (b.high, b.low) }
