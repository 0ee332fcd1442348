/// The things that changed below some folders within a short time.
package struct Changes: Sendable, Equatable {
  /// The paths of files, folders and links that were made, changed, moved or removed, sorted by their bytes, each once; at most
  /// `most`. A path begins with its folder as that was given. Where it was a folder's that is gone, so is what was below it.
  package let paths: [String]
  /// Whether more may have changed than `paths` tells, so that the reader must look at everything.
  package let isUncertain: Bool
  /// The problems with watching as they are now, at most one for each folder.
  package let problems: [WatchProblem]

  /// The most paths that are told.
  package static let most = 4096
}

/// The reason why a folder is not watched, but looked through every few seconds.
package enum WatchProblem: Sendable, Equatable {
  /// The folder has so many folders in it, itself counted, and the user may watch only `limit` in all programs together
  /// (`fs.inotify.max_user_watches`); nil if the system does not tell the limit. It is watched again soon after the limit was raised.
  case tooManyFolders(folder: String, folders: Int, limit: Int?)
  /// The user's programs watch with as many queues as the system allows, which is `limit`
  /// (`fs.inotify.max_user_instances`); nil if the system does not tell it. The folder is watched again soon after it was raised.
  case tooManyQueues(folder: String, limit: Int?)
  /// The folder, or one in it, lies on a file system, such as `nfs`, that does not tell of changes made by other machines.
  case fileSystem(folder: String, name: String)
  /// The system refused to watch the folder, with this error number (errno(3)).
  case refused(folder: String, error: Int32)

  /// The name of the kernel's setting (sysctl) that sets the limit; nil if no limit is the reason.
  package var setting: String? {
    switch self {
    case .tooManyFolders: "fs.inotify.max_user_watches"
    case .tooManyQueues: "fs.inotify.max_user_instances"
    case .fileSystem, .refused: nil
    }
  }
}

/// Collects changes until they are told.
final class ChangeCollector {
  private var paths: Set<String> = []
  /// The paths that programs are writing to, as far as is known.
  private var unfinished: Set<String> = []
  /// Whether more may have changed than the paths tell.
  private(set) var isUncertain = false
  /// The number of times that something was added.
  private(set) var count = 0

  var isEmpty: Bool { paths.isEmpty && !isUncertain }

  /// Whether a file was made or written to, and not yet closed.
  var hasUnfinished: Bool { !unfinished.isEmpty }

  func add(_ path: String, isUnfinished: Bool = false) {
    count += 1
    if isUnfinished && unfinished.count < Changes.most {
      unfinished.insert(path)
    } else {
      unfinished.remove(path)
    }
    if paths.count < Changes.most || paths.contains(path) {
      paths.insert(path)
    } else {
      isUncertain = true
    }
  }

  func addUncertainty() {
    count += 1
    isUncertain = true
  }

  /// The changes that were collected.
  func changes(_ problems: [WatchProblem]) -> Changes {
    Changes(
      paths: paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }, isUncertain: isUncertain,
      problems: problems)
  }
}
