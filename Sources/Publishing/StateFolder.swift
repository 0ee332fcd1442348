package import Content
package import Diagnostics
package import Files

/// The folder of the records that BranchPress keeps of a site. One build at a time has it locked from before it reads
/// anything until it ends, so that the site that it publishes is never older than one that another build has published
/// meanwhile.
package struct StateFolder: Sendable {
  /// The folder itself.
  package let folder: Folder
  /// The name of the output folder in manifests: its path from the folder that contains this one, so that a site may be
  /// moved as a whole, or its absolute path where it is elsewhere.
  let output: String
  /// The lock on the folder, nil where the state is only read.
  private let lock: FileLock?

  /// Locks the state of a build; nil after reporting why that is not possible.
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

  /// The state without a lock: no folder is made, and a build may be running. Reports why a site could not be written
  /// to its folder.
  package init(lookingAt options: BuildOptions, diagnostics: inout [Diagnostic]) {
    let places = OutputPlaces(options, diagnostics: &diagnostics)
    folder = Folder(path: options.state)
    output = places?.name ?? options.output
    lock = nil
  }

  private static let lockFile = FilePath(fixed: "lock")

  /// The path of the file of one kind, such as `manifest` or `cache`, that belongs to the output folder.
  package func file(_ kind: String) -> FilePath {
    FilePath(stateFileName(kind, for: output)) ?? Self.lockFile
  }

  /// Removes the caches of output folders that no build has used for 30 days. Their manifests are kept, since they name
  /// the files that BranchPress wrote.
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

/// The name of a file of one kind in the state folder that belongs to an output folder.
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
