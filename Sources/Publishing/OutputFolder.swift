internal import Content
internal import Diagnostics
internal import Files
internal import Pages

/// The resolved paths of a build's folders, after checking that none of them is in another.
struct OutputPlaces {
  /// The name of the output folder in manifests.
  let name: String

  /// The folders of a build; nil after reporting why its site cannot be written there. Nothing is written for this
  /// check.
  init?(_ options: BuildOptions, diagnostics: inout [Diagnostic]) {
    if isLink(options.output) {
      diagnostics.append(outputIsLink(options))
      return nil
    }
    guard let output = resolvedPath(of: options.output), let state = resolvedPath(of: options.state)
    else {
      diagnostics.append(leadsUp(options))
      return nil
    }
    let sources = [options.content, options.templates].map { ($0, resolvedPath(of: $0)) }
    for (shown, other) in sources + [(options.state, state)] {
      guard let other, overlap(other, output) else { continue }
      diagnostics.append(overlaps(options.output, shown))
      return nil
    }
    for (shown, other) in sources {
      guard let other, contains(other, state) else { continue }
      diagnostics.append(overlaps(options.state, shown))
      return nil
    }
    let home = parentFolder(of: state)
    name =
      contains(home, output) ? String(output.utf8.dropFirst(home.utf8.count + 1)) ?? output : output
  }
}

private func outputIsLink(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "output-is-link", at: Place(path: options.output),
    Message("输出文件夹是一个符号链接，没有写入", "the output folder is a symbolic link; nothing was written"),
    suggestion: Message("用 --output 直接指定真正的文件夹", "name the folder itself with --output"))
}

private func leadsUp(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "output-unclear", at: Place(path: options.output),
    Message(
      "路径里的“..”前面是一个不存在的文件夹，不知道指哪里", "the path leads up (`..`) from a folder that does not exist"),
    suggestion: Message("用 --output 写不含“..”的路径", "name the folder with --output, without `..`"))
}

private func overlaps(_ path: String, _ other: String) -> Diagnostic {
  Diagnostic(
    .error, "output-overlaps", at: Place(path: path),
    Message(
      "这个文件夹和 \(other) 重叠，会覆盖里面的文件",
      "this folder overlaps \(other), whose files would be overwritten"),
    suggestion: Message("用 --output 指定另一个文件夹", "name another folder with --output"))
}

/// Whether one of two folders, by their absolute paths, is the other or contains it.
private func overlap(_ a: String, _ b: String) -> Bool { contains(a, b) || contains(b, a) }

/// Whether a folder is the other or contains it; both are given by their absolute paths.
private func contains(_ folder: String, _ path: String) -> Bool {
  path == folder || folder == "/" || isBelow(path, folder)
}

extension Folder {
  /// Whether the folder contains a site that BranchPress wrote, as one of the files shows that every site has.
  var holdsSite: Bool {
    let files: KeyValuePairs<StaticString, String> = [
      "rss.xml": "<generator>\(generatorName)", "atom.xml": ">\(generatorName)</generator>",
      "index.html": "content=\"\(generatorName) ", "404.html": "content=\"\(generatorName) ",
    ]
    return files.contains { name, mark in
      let beginning = readPrefix(FilePath(fixed: name), limit: 1 << 14)
      return String(decoding: beginning, as: UTF8.self).contains(mark)
    }
  }
}
