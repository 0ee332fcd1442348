internal import ByteText
internal import Digests

// Both files of the cache consist of a line that says what they are and of blocks: the program that wrote
// the block, how long it is, what it holds, and the digest of all that, so that a block which a build was
// killed over, or which a disk has spoilt, is told from a good one.

/// Why a cache's file is not used.
enum CacheRefusal: Error {
  case damaged
  /// Another program's, or another version's.
  case foreign
}

extension ByteWriter {
  /// Appends a block of the cache with what `content` writes.
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

/// Where the contents of a file's blocks stand; those behind one that is no good are left out. Where the
/// first is none it throws the reason.
func blocks(
  of file: UnsafeRawBufferPointer, beginning magic: [UInt8], by program: Digest, jobs: Int
) throws(CacheRefusal) -> (contents: [Range<Int>], areAll: Bool) {
  guard unsafe file.starts(with: magic) else { throw .foreign }
  var blocks: [Range<Int>] = []
  var index = magic.count
  var isForeign = false
  while index < file.count, !isForeign {
    var reader = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: file[index...]))
    isForeign = reader.digest() != program
    let length = reader.number()
    guard length >= 0, length <= file.count - index - frame else { break }
    if !isForeign { blocks.append(index..<(index + length + frame)) }
    index += length + frame
  }
  nonisolated(unsafe) let bytes = unsafe file
  let areGood = parallelMap(count: blocks.count, jobs: jobs) { [blocks] place in
    let block = unsafe UnsafeRawBufferPointer(rebasing: bytes[blocks[place]])
    var end = unsafe CacheReader(UnsafeRawBufferPointer(rebasing: block.suffix(16)))
    return unsafe end.digest() == Digest(of: UnsafeRawBufferPointer(rebasing: block.dropLast(16)))
  }
  let good = areGood.prefix { $0 }.count
  guard good > 0 || index == file.count && !isForeign && blocks.isEmpty else {
    throw isForeign && blocks.isEmpty ? .foreign : .damaged
  }
  let contents = blocks[..<good].map { ($0.lowerBound + 24)..<($0.upperBound - 16) }
  return (contents, good == blocks.count && index == file.count && !isForeign)
}

/// What a block takes besides its content.
private let frame = 40
