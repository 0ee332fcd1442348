package import ByteText
internal import Glibc

extension Folder {
  /// Opens a regular file for reading; a pipe or a device is not waited for.
  package func openForReading(_ path: FilePath) throws(FileError) -> OpenFile {
    OpenFile(try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY))
  }

  /// A file's bytes, of which there may be at most `limit`; `size` is how many there were a moment ago, where
  /// that is known.
  package func read(
    _ path: FilePath, size: Int? = nil, limit: Int
  ) -> Result<[UInt8], FileError> {
    do throws(FileError) {
      let file = try openForReading(path)
      let expected = if let size { size } else { try file.facts().stamp.size }
      return .success(try file.bytes(expecting: expected, limit: limit))
    } catch {
      return .failure(error)
    }
  }

  /// The first bytes of a regular file, at most `limit`; empty if it cannot be read.
  package func readPrefix(_ path: FilePath, limit: Int) -> [UInt8] {
    guard let file = try? openForReading(path), let facts = try? file.facts(),
      facts.kind == .regular
    else { return [] }
    return file.next(atMost: limit)
  }

  /// The stamp of the regular file at a path, if it contains just what the writer does.
  package func file(_ path: FilePath, equals writer: borrowing ByteWriter) -> FileStamp? {
    guard let file = try? openForReading(path), let facts = try? file.facts(),
      facts.kind == .regular, facts.stamp.size == writer.count
    else { return nil }
    let isSame = unsafe writer.withUnsafeBytes { unsafe file.continues(with: $0) }
    return isSame ? facts.stamp : nil
  }
}

/// A file that is open, for as long as this value lives.
package struct OpenFile: ~Copyable {
  /// The open file, which is closed with this value; only for giving it to a child process.
  package let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// The facts that the file system states of the file now.
  package func facts() throws(FileError) -> FileFacts {
    var facts = stat()
    guard unsafe fstat(descriptor, &facts) == 0 else { throw .current }
    return FileFacts(facts)
  }

  /// All bytes of a regular file that had `size` a moment ago.
  func bytes(expecting size: Int, limit: Int) throws(FileError) -> [UInt8] {
    guard size <= limit else { throw .tooLarge(limit: limit) }
    let expected = max(0, size)
    // One byte more is asked for: where there is none, the file has not grown.
    var (bytes, failure) = chunk(of: expected + 1, enough: expected)
    if failure == nil, bytes.count == expected, expected > 0 { return bytes }
    // Another file, or one that is being written: seldom enough to be looked at twice.
    guard try facts().kind == .regular else { throw .notRegular }
    while failure == nil, bytes.count > expected {
      guard bytes.count <= limit else { throw .tooLarge(limit: limit) }
      let (more, error) = chunk(of: 1 << 16)
      failure = error
      if more.isEmpty { break }
      bytes += more
    }
    if let failure { throw failure }
    return bytes
  }

  /// The next bytes of the file, at most `limit`.
  package func next(atMost limit: Int) -> [UInt8] { chunk(of: limit).bytes }

  /// The bytes from an offset on, at most `limit`, wherever the file was read last; fewer at its end or where it cannot be read.
  package func bytes(at offset: Int, atMost limit: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      while count < limit {
        let got = unsafe pread(descriptor, start + count, limit - count, offset + count)
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return }
        count += got
      }
    }
  }

  /// The next `size` bytes, fewer at the end of the file, or just `enough` if so many come at first.
  private func chunk(of size: Int, enough: Int? = nil) -> (bytes: [UInt8], failure: FileError?) {
    var failure: FileError?
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      while count < size {
        let got = unsafe Glibc.read(descriptor, start + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = .current }
        if got <= 0 { return }
        count += got
        if count == enough { return }
      }
    }
    return (bytes, failure)
  }

  /// Whether the file goes on with these bytes.
  func continues(with bytes: UnsafeRawBufferPointer) -> Bool {
    guard let start = bytes.baseAddress else { return true }
    return unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { chunk in
      guard let buffer = chunk.baseAddress else { return false }
      var done = 0
      while done < bytes.count {
        let got = unsafe Glibc.read(descriptor, buffer, chunk.count)
        guard got > 0, done + got <= bytes.count,
          unsafe memcmp(buffer, start + done, got) == 0
        else { return false }
        done += got
      }
      return true
    }
  }

  /// Whether the file consists of another one of `size` bytes, with other bytes in the place of some.
  func consists(of other: borrowing OpenFile, size: Int, with edits: [ByteEdit]) -> Bool {
    var offset = 0
    for edit in edits {
      guard continues(like: other, offset..<edit.range.lowerBound),
        next(atMost: edit.bytes.count) == edit.bytes, continues(withZeros: edit.zeros)
      else { return false }
      offset = edit.range.upperBound
    }
    return continues(like: other, offset..<size) && next(atMost: 1).isEmpty
  }

  /// Whether the file goes on like a range of another one.
  private func continues(like other: borrowing OpenFile, _ range: Range<Int>) -> Bool {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = min(range.upperBound - offset, 1 << 16)
      let ours = next(atMost: count)
      guard ours.count == count, ours == other.bytes(at: offset, atMost: count) else {
        return false
      }
      offset += count
    }
    return true
  }

  private func continues(withZeros count: Int) -> Bool {
    var rest = count
    while rest > 0 {
      let bytes = next(atMost: min(rest, 1 << 16))
      if bytes.isEmpty || bytes.contains(where: { $0 != 0 }) { return false }
      rest -= bytes.count
    }
    return true
  }
}

/// A file that is read at any offset, by several threads at once, for as long as this object lives.
package final class FileAtOffsets: Sendable {
  private let file: OpenFile
  /// The stamp of the file when it was opened.
  package let stamp: FileStamp

  /// Nil if there is no such regular file or it cannot be read.
  package init?(_ path: FilePath, in folder: Folder) {
    guard let file = try? folder.openForReading(path), let facts = try? file.facts(),
      facts.kind == .regular
    else { return nil }
    self.file = file
    stamp = facts.stamp
  }

  /// The bytes from an offset on, at most `limit`; fewer at the end of the file, or where it cannot be read.
  package func bytes(at offset: Int, atMost limit: Int) -> [UInt8] {
    file.bytes(at: offset, atMost: limit)
  }
}
