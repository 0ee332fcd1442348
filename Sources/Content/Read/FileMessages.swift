package import Diagnostics
internal import Files
internal import Glibc

// Messages for files that cannot be read or written.

extension FileError {
  /// An error for `path` that says what could not be done and why.
  package func diagnostic(path: String, doing: Message, suggestion: Message? = nil) -> Diagnostic {
    let why = reason
    return Diagnostic(
      .error, "file-system", at: Place(path: path),
      Message("\(doing.chinese)：\(why.chinese)", "\(doing.english): \(why.english)"),
      suggestion: suggestion)
  }

  private var reason: Message {
    switch self {
    case .notRegular: Message("这里不是普通文件", "this is not a regular file")
    case .tooLarge(let limit):
      Message(
        "文件超过 \(shownSize(limit)) 的上限", "the file is larger than the limit of \(shownSize(limit))")
    case .changed: Message("读取的时候，文件正在改动", "the file was changed while it was being read")
    case .system(let code): reasonOfSystem(code)
    }
  }

  /// An error for a file of the site that could not be written. An existing file that BranchPress did not write is left
  /// untouched.
  package func notWritten(_ path: String) -> Diagnostic {
    if self == .exists { return foreignFile(path) }
    return diagnostic(
      path: path, doing: Message("无法写入", "this file cannot be written"),
      suggestion: self == .system(EISDIR)
        ? Message("给那个文件夹改名，或者移走", "rename that folder, or move it away")
        : Message(
          "换一个有写入权限、空间够用的文件夹（--output），或请管理员处理",
          "use a folder that is writable and has enough space (--output), or ask an administrator"))
  }
}

/// An error for a file that BranchPress did not write, where it would have to write its own.
package func foreignFile(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "foreign-file", at: Place(path: path),
    Message(
      "这里已有一个不是 BranchPress 写的文件，没有覆盖",
      "a file not written by BranchPress already exists here and was left untouched"),
    suggestion: Message(
      "要放进网站，就移到 content 文件夹；不要，就删去",
      "move it into the content folder to publish it, or remove it"))
}

private func reasonOfSystem(_ code: Int32) -> Message {
  switch code {
  case ENOENT: return Message("没有这个文件或文件夹", "there is no such file or folder")
  case EACCES, EPERM: return Message("没有权限", "permission denied")
  case ENOSPC, EDQUOT: return Message("磁盘已满", "the disk is full")
  case EFBIG: return Message("文件超过系统允许的大小", "the file is larger than the system allows")
  case EROFS: return Message("这个位置是只读的", "this location is read-only")
  case EISDIR: return Message("那里已有一个同名的文件夹", "there is a folder of that name")
  case ENOTDIR: return Message("路径中有一段不是文件夹", "part of the path is not a folder")
  case ELOOP:
    return Message("路径中有符号链接，不会跟随", "part of the path is a symbolic link, which is not followed")
  case ENAMETOOLONG: return Message("路径太长", "the path is too long")
  default:
    let reason = unsafe String(cString: strerror(code))
    return Message(reason, reason)
  }
}

/// The number of bytes in the unit that fits, such as `64 MB`.
private func shownSize(_ bytes: Int) -> String {
  bytes >= 1 << 30
    ? "\(bytes >> 30) GB" : bytes >= 1 << 20 ? "\(bytes >> 20) MB" : "\(bytes >> 10) KB"
}
