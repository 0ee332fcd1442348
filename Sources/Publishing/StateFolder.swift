package import Content
package import Diagnostics
package import Files
internal import Pages

/// The folder of the records that BranchPress keeps of a site. One build at a time has it locked from before it reads
/// anything until it ends, so that the site that it publishes is never older than one that another build has published
/// meanwhile.
package struct StateFolder: Sendable {
  /// The folder itself.
  package let folder: Folder
  /// The name of the output folder in manifests: its path from the folder that contains this one, so that a site may be
  /// moved as a whole, or its absolute path where it is elsewhere.
  package let output: String
  /// Whether the output folder is that of a preview with drafts.
  let isPreview: Bool
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
    isPreview = options.includesDrafts
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
    if let problem = otherUse(of: options) {
      diagnostics.append(problem)
      return nil
    }
  }

  /// The error that the output folder contains a preview with drafts where the site is to be published, or the
  /// published site where a preview is to be written.
  private func otherUse(of options: BuildOptions) -> Diagnostic? {
    let other = FilePath(stateFileName(Self.manifestName(isPreview: !isPreview), for: output))
    let isKnown = other.map { folder.stamp(of: $0) != nil } ?? false
    if isPreview {
      return isKnown || output == BuildOptions.defaultOutput ? draftsIntoSite(options) : nil
    }
    return isKnown || holdsPreview(options.output) ? siteIntoDrafts(options) : nil
  }

  private static func manifestName(isPreview: Bool) -> String {
    isPreview ? "manifest-of-preview" : "manifest"
  }

  /// The path of the file that contains the manifest of the output folder.
  var manifestFile: FilePath { file(Self.manifestName(isPreview: isPreview)) }

  /// The state without a lock: no folder is made, and a build may be running. Reports why a site could not be written
  /// to its folder.
  package init(lookingAt options: BuildOptions, diagnostics: inout [Diagnostic]) {
    let places = OutputPlaces(options, diagnostics: &diagnostics)
    folder = Folder(path: options.state)
    output = places?.name ?? options.output
    isPreview = options.includesDrafts
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

/// Whether a folder contains a preview, as its `robots.txt` says, whatever is known of it here.
private func holdsPreview(_ path: String) -> Bool {
  let beginning = Folder(path: path).readPrefix(FilePath(fixed: "robots.txt"), limit: 64)
  return beginning.starts(with: previewMark.utf8)
}

private func draftsIntoSite(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "drafts-into-site", at: Place(path: options.output),
    Message(
      "这个文件夹里是要上传的网站，没有写入带草稿的预览",
      "this folder contains the site to be uploaded; the preview with drafts was not written into it"
    ),
    suggestion: Message(
      "不写 --output，预览会写入 \(BuildOptions.previewOutput)；或者用它另写一个文件夹",
      "leave out --output to write the preview into \(BuildOptions.previewOutput), or name another folder"
    ))
}

private func siteIntoDrafts(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "site-into-drafts", at: Place(path: options.output),
    Message(
      "这个文件夹里是带草稿的预览，没有写入网站",
      "this folder contains a preview with drafts; the site was not written into it"),
    suggestion: Message(
      "用 --output 另写一个文件夹", "name another folder with --output"))
}

private func buildRunning(_ options: BuildOptions) -> Diagnostic {
  Diagnostic(
    .error, "build-running", at: Place(path: options.output),
    Message("另一个 branchpress 正在生成这个网站", "another build of this site is running"),
    suggestion: Message("等它结束后再生成", "build again when it has finished"))
}
