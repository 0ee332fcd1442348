internal import ByteText
internal import Content
package import Diagnostics
internal import Files

/// The file that tells git what not to keep: the records of builds, which belong to one computer, and previews.
private let ignoreFile = FilePath(fixed: ".gitignore")

/// Writes the starter site into a folder, which is made if it is missing.
///
/// Nothing is overwritten: if any of its files exists already, this is reported and nothing is written.
package func makeSite(in path: String) -> [Diagnostic] {
  let folder = Folder(path: path)
  let files = embeddedFiles(below: "starter/").compactMap { file in
    FilePath(file.path).map { (path: $0, bytes: file.bytes) }
  }
  if let taken = files.first(where: { folder.kind(of: $0.path) != nil }) {
    return [
      Diagnostic(
        .error, "not-empty", at: Place(path: folder.shown(taken.path)),
        Message("这里已有文件，没有写入", "there is already a file here; nothing was written"),
        suggestion: Message("换一个空文件夹", "use an empty folder"))
    ]
  }
  do throws(FileError) {
    var maker = FileMaker(below: try Folder.make(path))
    // A folder that is one of git's already may have such a file of its own.
    if folder.kind(of: ignoreFile) == nil {
      var writer = ByteWriter()
      writer.append(".branchpress/\n\(BuildOptions.previewOutput)/\n")
      _ = try maker.make(ignoreFile, writer)
    }
    for file in files {
      var writer = ByteWriter(capacity: file.bytes.count)
      writer.append(file.bytes)
      _ = try maker.make(file.path, writer)
    }
    return []
  } catch {
    return [error.diagnostic(path: path, doing: Message("无法写入", "this file cannot be written"))]
  }
}
