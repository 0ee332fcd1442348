internal import Diagnostics
internal import Glibc

// Which folder a site may be written to, and what it is called.

/// Why the site cannot be written where it is meant to go, before anything is touched.
func reasonNotToWrite(_ options: BuildOptions) -> Diagnostic? {
  let output = Folder(path: options.output)
  if output.kind(of: "") == S_IFLNK {
    return Diagnostic(
      .error, "output-is-link", at: Place(path: options.output),
      Message("输出文件夹是一个符号链接，没有写入", "the output folder is a symbolic link; nothing was written"),
      suggestion: Message("用 --output 直接指定真正的文件夹", "name the folder itself with --output"))
  }
  let path = output.resolvedPath
  for folder in [options.content, options.templates] {
    let other = Folder(path: folder).resolvedPath
    guard contains(other, path) || contains(path, other) else { continue }
    return Diagnostic(
      .error, "output-overlaps", at: Place(path: options.output),
      Message("输出文件夹和 \(folder) 重叠，会写坏原稿", "the output folder overlaps \(folder)"),
      suggestion: Message("用 --output 指定另一个文件夹", "name another folder with --output"))
  }
  return nil
}

/// What a manifest calls an output folder: its path from the folder that holds the state, so that a
/// portal may be moved as a whole, or its absolute path where it lies elsewhere.
func nameInManifest(of output: Folder, beside state: Folder) -> String {
  let path = output.resolvedPath
  let home = parentFolder(of: state.resolvedPath)
  return contains(home, path) ? String(path.utf8.dropFirst(home.utf8.count + 1)) ?? path : path
}

/// Whether a folder is another one or holds it, both by their absolute paths.
private func contains(_ folder: String, _ path: String) -> Bool {
  path == folder || folder == "/" || isBelow(path, folder)
}

extension Folder {
  /// The absolute path without symbolic links, of a folder that need not exist yet.
  var resolvedPath: String {
    if let resolved = unsafe realpath(path, nil) {
      defer { unsafe free(resolved) }
      return unsafe String(cString: resolved)
    }
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    let parent = parentFolder(of: path)
    if parent.isEmpty, isAbsolute { return path }
    let above = Folder(path: parent.isEmpty ? "." : parent).resolvedPath
    return (above == "/" ? "" : above) + "/" + fileName(of: path)
  }

  /// Whether a site that BranchPress wrote stands in the folder: its feed says so.
  var holdsSite: Bool {
    let feed = readPrefix("rss.xml", limit: 4096)
    return String(decoding: feed, as: UTF8.self).contains("<generator>\(generatorName)")
  }
}
