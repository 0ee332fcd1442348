package import Content
package import Diagnostics
package import Files

/// The folder of what BranchPress remembers of a site, which one build at a time holds from before it reads
/// anything until it ends: what a build publishes is what it read, never older than what another has
/// published meanwhile.
package struct StateFolder: Sendable {
  package let folder: Folder
  /// What the output folder is called in manifests: its path from the folder in which this one is, so that a
  /// portal may be moved as a whole, or its absolute path where it lies elsewhere.
  let output: String
  /// Nil where the state is only looked at.
  private let lock: FileLock?

  /// Takes hold of a build's state; nil after reporting why it cannot be had.
  package init?(_ options: BuildOptions, diagnostics: inout [Diagnostic]) {
    guard let places = OutputPlaces(options, diagnostics: &diagnostics) else { return nil }
    do throws(FileError) {
      folder = try Folder.make(options.state)
    } catch {
      diagnostics.append(error.notWritten(options.state))
      return nil
    }
    output = places.name
    do throws(FileError) {
      guard let lock = try FileLock.take(Self.lockFile, in: folder) else {
        diagnostics.append(buildRunning(options))
        return nil
      }
      self.lock = lock
    } catch {
      diagnostics.append(error.notWritten(folder.shown(Self.lockFile)))
      return nil
    }
  }

  /// The state as it is, without taking hold of it: nothing is made, and a build may be at work on it. Reports why
  /// no site can be written where it is meant to go.
  package init(lookingAt options: BuildOptions, diagnostics: inout [Diagnostic]) {
    let places = OutputPlaces(options, diagnostics: &diagnostics)
    folder = Folder(path: options.state)
    output = places?.name ?? options.output
    lock = nil
  }

  private static let lockFile = FilePath(fixed: "lock")

  /// The file of one kind that belongs to the output folder.
  package func file(_ kind: String) -> FilePath {
    FilePath(stateFileName(kind, for: output)) ?? Self.lockFile
  }

  /// Removes what is remembered of output folders that no build has used for 30 days. Their manifests stay,
  /// since they say which files are ours.
  package func forgetOldOutputs(now: Int = nanosecondsNow()) {
    let age = 30 * 86_400 * 1_000_000_000
    for name in folder.names(in: nil) {
      guard name.utf8.starts(with: "cache-".utf8) || name.utf8.starts(with: "documents-".utf8),
        let file = FilePath(name), file != self.file("cache"), file != self.file("documents"),
        let stamp = folder.stamp(of: file), stamp.modified < now - age
      else { continue }
      folder.removeWhatever(at: file)
    }
  }
}

/// The name of a file in the state folder that belongs to one output folder.
func stateFileName(_ kind: String, for output: String) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in output.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return kind + "-" + String(hash, radix: 16)
}

private func buildRunning(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "build-running", at: Place(path: options.output),
    Message("另一个 branchpress 正在生成这个网站", "another build of this site is running"),
    suggestion: Message("等它结束后再运行", "run it again when that has ended"))
}
