internal import ByteText
internal import Diagnostics

/// The list of files that BranchPress wrote into an output folder: what it may remove again.
///
/// It is kept in the state folder, one for each output folder, as sorted lines of paths below a
/// first line that names the format and the folder.
struct Manifest: Sendable {
  let paths: Set<String>
  /// Whether a list was found; without one nothing is known to be ours.
  let isKnown: Bool

  private static let header = "branchpress manifest 1"

  /// The name of the list for an output folder, given by its real path.
  static func fileName(for output: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in output.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return "manifest-" + String(hash, radix: 16)
  }

  init(paths: Set<String>) {
    self.paths = paths
    isKnown = true
  }

  /// Reads the list for `output`; one that is missing, damaged or another folder's counts as none.
  init(in state: Folder, for output: String) {
    guard case .success(let bytes) = state.read(Self.fileName(for: output)),
      firstInvalidUTF8(in: bytes) == nil, bytes.last == UInt8(ascii: "\n")
    else {
      paths = []
      isKnown = false
      return
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    isKnown = lines.first == Self.header && lines.dropFirst().first == output
    paths = isKnown ? Set(lines.dropFirst(2)) : []
  }

  /// Replaces the list for `output`.
  func write(in state: Folder, for output: String) throws(SystemError) {
    var writer = ByteWriter(capacity: paths.count * 48 + 256)
    writer.append(Self.header + "\n" + output + "\n")
    for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      writer.append(path)
      writer.append(UInt8(ascii: "\n"))
    }
    try state.replace(Self.fileName(for: output), with: writer, by: "manifest.new")
  }
}
