internal import ByteText
internal import Content
internal import Digests

// Both files of the cache consist of a line that names the format, and of blocks. A block contains the digest of the
// program that wrote it, the length of its content, the content, and a digest of all these, by which a block that was
// not written to its end or that a disk has damaged is recognised.

/// The reason why a file of the cache is not used.
enum CacheRefusal: Error {
  /// The file was written by another program or another version.
  case damaged
  /// Another program's, or another version's.
  case foreign
}

extension ByteWriter {
  /// Appends a block of the cache with the content that the closure writes.
  mutating func append(blockBy program: Digest, _ content: (inout ByteWriter) -> Void) {
    let start = count
    append(program)
    let length = count
    append(number: 0)
    content(&self)
    replace(at: length, littleEndian: UInt64(count - length - 8))
    append(
      unsafe withUnsafeBytes { unsafe Digest(of: UnsafeRawBufferPointer(rebasing: $0[start...])) })
  }
}

/// The ranges of the contents of a file's blocks, and whether the file contains nothing else: a last block that was not
/// written to its end is left out, as are bytes that another program appended. Throws if the file is of another format
/// or damaged.
func blocks(
  of file: UnsafeRawBufferPointer, beginning magic: [UInt8], by program: Digest, jobs: Int
) throws(CacheRefusal) -> (contents: [Range<Int>], areAll: Bool) {
  guard unsafe file.starts(with: magic) else { throw .foreign }
  var blocks: [Range<Int>] = []
  var index = magic.count
  while index < file.count {
    var reader = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: file[index...]))
    let (writer, length) = (reader.digest(), reader.number())
    guard length >= 0, length <= file.count - index - frame else { break }
    guard writer == program else {
      if blocks.isEmpty { throw .foreign }
      break
    }
    blocks.append(index..<(index + length + frame))
    index += length + frame
  }
  nonisolated(unsafe) let bytes = unsafe file
  let areGood = parallelMap(count: blocks.count, jobs: jobs) { [blocks] number in
    let block = unsafe UnsafeRawBufferPointer(rebasing: bytes[blocks[number]])
    var end = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: block.suffix(16)))
    return unsafe end.digest() == Digest(of: UnsafeRawBufferPointer(rebasing: block.dropLast(16)))
  }
  let areAll = index == file.count
  guard areGood.allSatisfy(\.self), areAll || !blocks.isEmpty else { throw .damaged }
  return (blocks.map { ($0.lowerBound + 24)..<($0.upperBound - 16) }, areAll)
}

/// The number of bytes of a block besides its content.
private let frame = 40
