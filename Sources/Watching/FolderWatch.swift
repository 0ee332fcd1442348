internal import Files
internal import Glibc

/// The names of files and folders that are of no interest: hidden ones, editors' backups.
package typealias IgnoredNames = @Sendable (UnsafeBufferPointer<UInt8>) -> Bool

/// The rules by which folders are watched.
@safe
package struct WatchRules: Sendable {
  /// Whether a name, in UTF-8, is of no interest, nor anything below a folder of that name.
  package let ignores: IgnoredNames
  /// Whether folders are looked through every now and then even where they could be watched.
  package var alwaysPolls = false
  /// The time after which folders that cannot be watched are looked through again; ten times as long as that takes, if that is
  /// longer.
  package var pollInterval = Duration.seconds(2)
  /// The longest time for which changes that go on are collected.
  package var longest = Duration.milliseconds(250)
  /// The time that a program has to close a file after it has made it or written to it, until the change is told all the same.
  package var patience = Duration.milliseconds(40)
  /// The most folders that are watched in each tree, besides the limit that the system has; it is asked for again every now and then
  /// where it was too low.
  package var mostFolders: @Sendable () -> Int = { .max }

  /// The rules of which only ignored names are special.
  package init(ignoring ignores: @escaping IgnoredNames) { unsafe self.ignores = ignores }
}

/// Watches folders with all that is below them, as a folder of content and one of templates.
///
/// Links are not followed, but on the way to the folders themselves. A folder that does not exist is watched from the moment at which
/// it is made, and one that is removed or replaced, with the one that comes in its place. `next` may be called by one thread at a
/// time, `stop` by any.
package final class FolderWatch: @unchecked Sendable {
  private let trees: [WatchedTree]
  private let rules: WatchRules
  private let bell = Bell()

  /// Watches folders from now on. Whatever changes after this is told by `next`: read them only then. It takes about
  /// 30 ms for a thousand folders with 17,000 files, as many of the system's watches, and one queue for each folder given.
  package init(_ folders: [String], _ rules: WatchRules) {
    self.rules = rules
    trees = folders.map { WatchedTree($0, rules) }
  }

  /// The problems with watching as they are now, at most one for each folder.
  package var problems: [WatchProblem] { trees.compactMap(\.problem) }

  /// Waits until something has changed and nothing more does for `settle`, but not while files are written to for the rules' `patience`, and
  /// at most for `longest` from the first change on. Nil at the timeout, if there is one, and when watching was stopped.
  package func next(settle: Duration = .milliseconds(4), timeout: Duration? = nil) -> Changes? {
    let deadline = timeout.map { ContinuousClock.now + $0 }
    let found = ChangeCollector()
    var count = 0
    var (first, last) = (ContinuousClock.Instant?.none, ContinuousClock.now)
    while !bell.isRung {
      var now = ContinuousClock.now
      for tree in trees { tree.take(found, at: now) }
      now = .now
      if found.count != count {
        (count, last) = (found.count, now)
        first = first ?? now
      }
      if let first {
        let isUnsettled = trees.contains { $0.isUnsettled }
        let quiet = found.hasUnfinished ? max(settle, rules.patience) : settle
        let end = isUnsettled ? first + rules.longest : last + quiet
        if min(end, first + rules.longest) <= now {
          if renewStale() && now < first + rules.longest { continue }
          return found.changes(problems)
        }
        wait(until: min(end, first + rules.longest))
      } else {
        if let deadline, deadline <= now { return nil }
        wait(until: deadline)
      }
    }
    return nil
  }

  /// Ends a `next` that waits, and every later one at once.
  package func stop() { bell.ring() }

  /// Watches trees anew whose state is not known, and tells whether there were any.
  private func renewStale() -> Bool {
    let stale = trees.filter(\.isStale)
    for tree in stale { tree.begin() }
    return !stale.isEmpty
  }

  /// Waits until something happens, a tree must be looked through, or a moment has come.
  private func wait(until end: ContinuousClock.Instant?) {
    let ends = trees.compactMap(\.due) + (end.map { [$0] } ?? [])
    // Rounded up, so that the moment has come afterwards.
    let milliseconds = ends.min().map { end in
      let left = ContinuousClock.now.duration(to: end) / .milliseconds(1)
      return Int32(max(0, min(left, 1e9)).rounded(.up))
    }
    var waiting = ([bell.descriptor] + trees.map(\.descriptor)).map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    _ = unsafe poll(&waiting, UInt(waiting.count), milliseconds ?? -1)
  }
}
