internal import ByteText
internal import Content
internal import Files

/// The state of an output's bytes before any file of the old site is touched.
enum Staged: Sendable {
  /// The site already has this file, with this stamp.
  case unchanged(FileStamp)
  /// The bytes wait under the same path in the staging folder, in a file with this stamp.
  case waiting(FileStamp)
  /// The file that the output is a copy of cannot be read.
  case unreadable(FileError)
  case failed(FileError)
}

/// A comparison of outputs with the files of the site, which writes new bytes into the staging folder; each thread has
/// its own.
struct FileStager: ~Copyable {
  /// The output folder, nil if there was nothing in it.
  private let output: Folder?
  private var maker: FileMaker

  init(output: Folder?, maker: consuming FileMaker) {
    self.output = output
    self.maker = maker
  }

  mutating func stage(_ path: FilePath, _ writer: borrowing ByteWriter) -> Staged {
    if let output, let stamp = output.file(path, equals: writer) { return .unchanged(stamp) }
    do throws(FileError) {
      return .waiting(try maker.make(path, writer))
    } catch {
      return .failed(error)
    }
  }

  /// Stages an output that is a copy of a file with some edits, which is not read into memory.
  mutating func stage(
    _ path: FilePath, copying source: FoundFile, in folder: Folder, with edits: [ByteEdit]
  ) -> Staged {
    if let output,
      let stamp = output.file(
        path, equals: source.file, in: folder, with: edits, stamp: source.stamp)
    {
      return .unchanged(stamp)
    }
    do throws(CopyError) {
      return .waiting(
        try maker.make(
          path, copying: source.file, in: folder, with: edits, stamp: source.stamp))
    } catch {
      switch error {
      case .source(let error): return .unreadable(error)
      case .target(let error): return .failed(error)
      }
    }
  }
}
