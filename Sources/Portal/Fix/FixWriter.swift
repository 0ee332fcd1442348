internal import Content
internal import Diagnostics
internal import Files

/// Writes files as they become, each whole or not at all; gives what could not be written, and why.
func write(_ files: [FixedFile], in content: Folder) -> [Diagnostic] {
  files.compactMap { file in
    do throws(FileError) {
      try content.rewrite(file.file, with: file.mark + file.after, expecting: file.stamp)
      return nil
    } catch {
      if error == .changed { return changedWhileFixing(file.path) }
      return error.diagnostic(
        path: file.path, doing: Message("无法写入", "this file cannot be written"))
    }
  }
}

func changedWhileFixing(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "changed-meanwhile", at: Place(path: path),
    Message(
      "修改的过程中，这个文件有了别的改动，没有写入", "the file was changed in the meantime and was left untouched"),
    suggestion: Message("改完以后再运行一次", "run the command again when the file is finished"))
}
