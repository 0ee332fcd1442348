internal import ByteText
internal import Diagnostics

/// The list of files that BranchPress wrote into an output folder: what it may remove again.
///
/// It is kept in the state folder, one for each output folder, as sorted lines of paths below a
/// first line that names the format and the folder.
struct Manifest: Sendable {
  /// The paths, sorted by their bytes, each once and with a line feed behind it. Two lists are mostly
  /// the same, which is seen without taking them apart.
  private let lines: ArraySlice<UInt8>
  /// Whether a list was found; without one nothing is known to be ours.
  let isKnown: Bool

  private static let lineFeed = UInt8(ascii: "\n")

  /// Reads the list of a build's output folder.
  init(of options: BuildOptions) {
    let state = Folder(path: options.state)
    self.init(in: state, for: nameInManifest(of: Folder(path: options.output), beside: state))
  }

  /// A list of paths that are sorted already.
  init(paths: some Sequence<String>) {
    var writer = ByteWriter(capacity: 1 << 12)
    for path in paths {
      writer.append(path)
      writer.append(Self.lineFeed)
    }
    lines = writer.array()[...]
    isKnown = true
  }

  /// Reads the list for `output`; one that is missing, damaged or another folder's counts as none.
  init(in state: Folder, for output: String) {
    let head = Self.head(for: output)
    if case .success(let bytes) = state.read(stateFileName("manifest", for: output)),
      firstInvalidUTF8(in: bytes) == nil, bytes.starts(with: head),
      bytes.last == Self.lineFeed, Self.isSorted(bytes[head.count...])
    {
      lines = bytes[head.count...]
      isKnown = true
    } else {
      lines = []
      isKnown = false
    }
  }

  /// The lines that name the format and the folder.
  private static func head(for output: String) -> [UInt8] {
    Array("branchpress manifest 1\n\(output)\n".utf8)
  }

  /// Whether each line comes behind the one before.
  private static func isSorted(_ lines: ArraySlice<UInt8>) -> Bool {
    unsafe lines.withUnsafeBufferPointer { bytes in
      var last: UnsafeBufferPointer<UInt8>?
      var rest = unsafe bytes[...]
      while let end = unsafe rest.firstIndex(of: lineFeed) {
        let line = unsafe UnsafeBufferPointer(rebasing: rest[..<end])
        if let last = unsafe last, unsafe order(last, line) >= 0 { return false }
        unsafe last = line
        unsafe rest = rest[(end + 1)...]
      }
      return true
    }
  }

  /// All of them, in order.
  var paths: [String] {
    lines.split(separator: Self.lineFeed).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the list has a path: looks at few lines.
  func contains(_ path: String) -> Bool {
    var (low, high) = (lines.startIndex, lines.endIndex)
    while low < high {
      let middle = (low + high) / 2
      let start = lines[low..<middle].lastIndex(of: Self.lineFeed).map { $0 + 1 } ?? low
      let end = lines[middle...].firstIndex(of: Self.lineFeed) ?? lines.endIndex
      let line = lines[start..<end]
      if line.elementsEqual(path.utf8) { return true }
      if line.lexicographicallyPrecedes(path.utf8) { low = end + 1 } else { high = start }
    }
    return false
  }

  /// The paths that another list does not have, in order.
  func paths(notIn other: Manifest) -> [String] {
    if lines == other.lines { return [] }
    var rest = other.paths[...]
    return paths.filter { path in
      while let first = rest.first, precedes(first, path) { rest.removeFirst() }
      return rest.first != path
    }
  }

  /// The paths of both lists.
  func union(_ other: Manifest) -> Manifest {
    lines.isEmpty
      ? other : Manifest(paths: (paths(notIn: other) + other.paths).sorted(by: precedes))
  }

  /// Replaces the list for `output`.
  func write(in state: Folder, for output: String) throws(SystemError) {
    var writer = ByteWriter(capacity: lines.count + 256)
    writer.append(Self.head(for: output))
    writer.append(lines)
    try state.replace(stateFileName("manifest", for: output), with: writer, by: "manifest.new")
  }
}

/// The name of a file in the state folder that belongs to one output folder.
func stateFileName(_ kind: String, for output: String) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in output.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return kind + "-" + String(hash, radix: 16)
}
