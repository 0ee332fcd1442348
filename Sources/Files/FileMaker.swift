package import ByteText
internal import Glibc

/// Makes new files below a folder, with the folders that they stand in.
///
/// It remembers the folder that it made something in last, so that files which are made in the order of their
/// paths cost one call more than a file alone. Each thread has one of its own.
package struct FileMaker: ~Copyable {
  private let root: Folder
  /// An open folder below the root: the one above the folder of the last file.
  private var above = OpenOrNone.none
  private var pathAbove: String?

  private enum OpenOrNone: ~Copyable {
    case none
    case open(OpenFile)
  }

  /// A maker of files in folders of `root`.
  package init(below root: Folder) { self.root = root }

  /// Makes a file, which must not exist, with the bytes that a writer has.
  package mutating func make(
    _ path: FilePath, _ writer: borrowing ByteWriter
  ) throws(FileError) -> FileStamp {
    let file = try create(path)
    try file.append(writer)
    return try file.finish()
  }

  /// Makes a file with the bytes of another, some of them edited, which is not held in memory; `stamp` is what that one
  /// must have before and after it is read. The edits are sorted, and none overlaps another.
  package mutating func make(
    _ path: FilePath, copying source: FilePath, in folder: Folder, with edits: [ByteEdit] = [],
    stamp: FileStamp
  ) throws(CopyError) -> FileStamp {
    let source = try reading { () throws(FileError) in try folder.openForReading(source) }
    try check(source, has: stamp)
    let made = try writing { () throws(FileError) in
      let file = try create(path)
      try file.append(all: source, size: stamp.size, with: edits)
      return try file.finish()
    }
    try check(source, has: stamp)
    return made
  }

  private mutating func create(_ path: FilePath) throws(FileError) -> NewFile {
    guard let folder = path.folder else { return try root.create(path) }
    let name = folder.name
    let parent = try folderAbove(folder)
    if unsafe mkdirat(parent, name, 0o755) != 0, errno != EEXIST { throw .current }
    let flags = O_WRONLY | O_CREAT | O_EXCL
    return NewFile(
      OpenFile(try root.open(name + "/" + path.name, from: parent, flags, mode: 0o644)))
  }

  /// The descriptor of the folder that a folder stands in, which is made if it is missing.
  private mutating func folderAbove(_ folder: FilePath) throws(FileError) -> Int32 {
    if let failure = root.failure { throw failure }
    guard let parent = folder.folder else { return root.descriptor }
    if pathAbove != parent.text {
      try root.makeFolder(parent)
      above = .open(OpenFile(try root.open(parent, pathOnly | O_DIRECTORY)))
      pathAbove = parent.text
    }
    switch above {
    case .open(let folder): return folder.descriptor
    case .none: throw .missing
    }
  }
}

/// The reason why a file was not copied.
package enum CopyError: Error, Sendable {
  /// The file itself could not be read, or is not the one that was asked for.
  case source(FileError)
  case target(FileError)
}

private func reading<Value: ~Copyable>(
  _ body: () throws(FileError) -> Value
) throws(CopyError) -> Value {
  do throws(FileError) { return try body() } catch { throw .source(error) }
}

private func writing<Value: ~Copyable>(
  _ body: () throws(FileError) -> Value
) throws(CopyError) -> Value {
  do throws(FileError) { return try body() } catch { throw .target(error) }
}

private func check(_ file: borrowing OpenFile, has stamp: FileStamp) throws(CopyError) {
  let facts: FileFacts
  do throws(FileError) { facts = try file.facts() } catch { throw .source(error) }
  guard facts.kind == .regular else { throw .source(.notRegular) }
  guard facts.stamp == stamp else { throw .source(.changed) }
}

extension Folder {
  /// The stamp of the regular file at a path, if it contains just what another file does after some edits, which has this
  /// stamp.
  package func file(
    _ path: FilePath, equals other: FilePath, in folder: Folder, with edits: [ByteEdit] = [],
    stamp: FileStamp
  ) -> FileStamp? {
    let size = edits.size(of: stamp.size)
    guard let file = try? openForReading(path), let facts = try? file.facts(),
      facts.kind == .regular, facts.stamp.size == size,
      let source = try? folder.openForReading(other), (try? source.facts().stamp) == stamp,
      file.consists(of: source, size: stamp.size, with: edits),
      (try? source.facts().stamp) == stamp
    else { return nil }
    return facts.stamp
  }
}
