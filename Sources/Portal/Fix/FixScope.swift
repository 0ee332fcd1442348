internal import Content
internal import Diagnostics
internal import Files

/// The files that are to be fixed.
struct FixScope {
  /// The files and folders, relative to `content/`; empty for all.
  private var wanted: [String] = []
  private(set) var problems: [Diagnostic] = []

  /// The files that `paths` name, with the folder's name in front or relative to it.
  init(_ paths: [String], among found: FoundInputs, in content: String) {
    for path in paths {
      guard let clean = Self.clean(path, in: content) else { continue }
      let isThere = found.files.contains { $0.path == clean || isBelow($0.path, clean) }
      if isThere {
        wanted.append(clean)
      } else {
        problems.append(unknown(path, among: found, in: content))
      }
    }
    if paths.contains(where: { Self.clean($0, in: content) == nil }) { wanted = [] }
  }

  func contains(_ path: String) -> Bool {
    wanted.isEmpty || wanted.contains { path == $0 || isBelow(path, $0) }
  }

  /// A path relative to the folder of the content; nil for that folder itself.
  static func clean(_ path: String, in content: String) -> String? {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let folder = content.split(separator: "/").filter { $0 != "." }
    let rest = parts.starts(with: folder) ? parts.dropFirst(folder.count) : parts[...]
    return rest.isEmpty ? nil : rest.joined(separator: "/")
  }

  private func unknown(_ path: String, among found: FoundInputs, in content: String) -> Diagnostic {
    let shown = found.files.map { Folder(path: content).shown($0.path) }
    let near = nearMatch(for: path, in: shown)
    return Diagnostic(
      .error, "unknown-path", at: nil,
      Message("没有这个文件或文件夹：\(brief(path))", "there is no such file or folder: \(brief(path))"),
      suggestion: near.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "写 \(content) 里的文件或文件夹，例如 \(content)/notice",
          "write a file or a folder of \(content), such as \(content)/notice"))
  }
}
