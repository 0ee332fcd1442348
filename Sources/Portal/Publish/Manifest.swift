internal import ByteText
internal import Diagnostics

/// The list of files that BranchPress wrote into an output folder: what it may remove again.
///
/// It is kept in the state folder, one for each output folder, as sorted lines of paths below a
/// first line that names the format and the folder.
struct Manifest: Sendable {
  /// Sorted by their bytes, each once.
  let paths: [String]
  /// Whether a list was found; without one nothing is known to be ours.
  let isKnown: Bool

  private static let header = "branchpress manifest 1"

  /// Reads the list of a build's output folder.
  init(of options: BuildOptions) {
    let state = Folder(path: options.state)
    self.init(in: state, for: nameInManifest(of: Folder(path: options.output), beside: state))
  }

  /// A list of paths that are sorted already.
  init(paths: [String]) {
    self.paths = paths
    isKnown = true
  }

  /// Reads the list for `output`; one that is missing, damaged or another folder's counts as none.
  init(in state: Folder, for output: String) {
    guard case .success(let bytes) = state.read(stateFileName("manifest", for: output)),
      firstInvalidUTF8(in: bytes) == nil, bytes.last == UInt8(ascii: "\n")
    else {
      paths = []
      isKnown = false
      return
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self)
    }
    let listed = Array(lines.dropFirst(2))
    isKnown =
      lines.first == Self.header && lines.dropFirst().first == output
      && zip(listed, listed.dropFirst()).allSatisfy { precedes($0, $1) }
    paths = isKnown ? listed : []
  }

  func contains(_ path: String) -> Bool { paths.place(of: path, \.self) != nil }

  /// The paths that another list does not have, in order.
  func paths(notIn other: Manifest) -> [String] {
    var rest = other.paths[...]
    return paths.filter { path in
      while let first = rest.first, precedes(first, path) { rest.removeFirst() }
      return rest.first != path
    }
  }

  /// The paths of both lists.
  func union(_ other: Manifest) -> Manifest {
    paths.isEmpty
      ? other : Manifest(paths: (paths(notIn: other) + other.paths).sorted(by: precedes))
  }

  /// Replaces the list for `output`.
  func write(in state: Folder, for output: String) throws(SystemError) {
    var writer = ByteWriter(capacity: paths.count * 48 + 256)
    writer.append(Self.header + "\n" + output + "\n")
    for path in paths {
      writer.append(path)
      writer.append(UInt8(ascii: "\n"))
    }
    try state.replace(stateFileName("manifest", for: output), with: writer, by: "manifest.new")
  }
}

/// The name of a file in the state folder that belongs to one output folder.
func stateFileName(_ kind: String, for output: String) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in output.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return kind + "-" + String(hash, radix: 16)
}
