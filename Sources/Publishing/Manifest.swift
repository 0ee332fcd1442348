internal import ByteText
internal import Content
internal import Diagnostics
internal import Digests
package import Files

/// The list of files that BranchPress wrote into an output folder: the files that it may remove again.
///
/// It is kept in the state folder, one for each output folder: a line that names the format, the name of the
/// output folder, and the sorted paths, each ended by a zero byte, which no name can have; last the digest of all
/// that. A list that is damaged in any way counts as none. Lists of the first format, with a line for each path
/// and no digest, are still read.
package struct Manifest: Sendable {
  /// The paths, sorted by their bytes, each once and with a zero byte after it. Two lists are mostly the same, which
  /// can be seen without splitting them.
  private let list: ArraySlice<UInt8>
  /// Whether a list was found. Without one no file is known to be written by BranchPress.
  package let isKnown: Bool

  private static let end: UInt8 = 0

  /// A list of paths, which must be sorted.
  package init(paths: some Sequence<String>) {
    var writer = ByteWriter(capacity: 1 << 12)
    for path in paths {
      writer.append(path)
      writer.append(Self.end)
    }
    list = writer.array()[...]
    isKnown = true
  }

  /// Reads the list of the state's output folder; one that is missing, damaged or another folder's counts as none.
  package init(in state: StateFolder) {
    var found: ArraySlice<UInt8>?
    if case .success(let bytes) = state.folder.read(state.manifestFile, limit: SizeLimit.state) {
      found = Self.checked(bytes, for: state.output) ?? Self.ofFirstFormat(bytes, for: state.output)
    }
    list = found ?? []
    isKnown = found != nil
  }

  /// The line that names the format, and the output folder.
  private static func head(for output: String) -> [UInt8] {
    Array("branchpress manifest 2\n\(output)\0".utf8)
  }

  private static func checked(_ bytes: [UInt8], for output: String) -> ArraySlice<UInt8>? {
    let head = head(for: output)
    guard bytes.starts(with: head), bytes.count >= head.count + 16 else { return nil }
    let (content, digest) = (bytes.dropLast(16), bytes.suffix(16))
    guard unsafe digest.elementsEqual(content.withUnsafeBytes { unsafe Digest(of: $0) }.bytes)
    else {
      return nil
    }
    return content[head.count...]
  }

  private static func ofFirstFormat(_ bytes: [UInt8], for output: String) -> ArraySlice<UInt8>? {
    let head = Array("branchpress manifest 1\n\(output)\n".utf8)
    guard bytes.starts(with: head), bytes.last == UInt8(ascii: "\n") else { return nil }
    let paths = bytes[head.count...].split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    let isSorted = zip(paths, paths.dropFirst()).allSatisfy(precedes)
    guard isSorted, paths.allSatisfy({ FilePath($0) != nil }) else { return nil }
    return Manifest(paths: paths).list
  }

  /// All paths, in order.
  package var paths: [FilePath] { Self.paths(in: list) }

  private static func paths(in list: ArraySlice<UInt8>) -> [FilePath] {
    list.split(separator: end).compactMap { FilePath(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether the list contains a path; found by bisection.
  func contains(_ path: FilePath) -> Bool {
    list[start(of: path.text)...].starts(with: Array(path.text.utf8) + [Self.end])
  }

  /// Whether the list contains a path below a folder.
  func contains(below folder: FilePath) -> Bool {
    list[start(of: folder.text + "/")...].starts(with: Array((folder.text + "/").utf8))
  }

  /// The offset of the first path that does not come before a text.
  private func start(of text: String) -> Int {
    var (low, high) = (list.startIndex, list.endIndex)
    while low < high {
      let middle = (low + high) / 2
      let start = list[low..<middle].lastIndex(of: Self.end).map { $0 + 1 } ?? low
      let end = list[middle...].firstIndex(of: Self.end) ?? list.endIndex
      if list[start..<end].lexicographicallyPrecedes(text.utf8) {
        low = end + 1
      } else {
        high = start
      }
    }
    return low
  }

  /// The paths that another list does not contain, in order.
  func paths(notIn other: Manifest) -> [FilePath] {
    if list == other.list { return [] }
    let ours = list.split(separator: Self.end)
    var rest = other.list.split(separator: Self.end)[...]
    return ours.filter { path in
      while let first = rest.first, first.lexicographicallyPrecedes(path) { rest.removeFirst() }
      return rest.first != path
    }.compactMap { FilePath(String(decoding: $0, as: UTF8.self)) }
  }

  /// The paths of both lists.
  package func union(_ other: Manifest) -> Manifest {
    list.isEmpty
      ? other
      : Manifest(paths: (paths(notIn: other) + other.paths).map(\.text).sorted(by: precedes))
  }

  /// Replaces the list of the state's output folder, and returns only when it is on the disk, so that the next build
  /// knows in any case which files are written by BranchPress.
  func write(in state: StateFolder) throws(FileError) {
    var writer = ByteWriter(capacity: list.count + 256)
    writer.append(Self.head(for: state.output))
    writer.append(list)
    let digest = unsafe writer.withUnsafeBytes { unsafe Digest(of: $0) }
    writer.append(digest.bytes)
    try state.folder.replace(
      state.manifestFile, with: writer, by: FilePath(fixed: "manifest.new"), isLasting: true)
  }
}

extension Digest {
  /// The digest's sixteen bytes, the lowest of `high` first.
  fileprivate var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> ($0 * 8)) } }
  }
}
