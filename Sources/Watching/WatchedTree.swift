internal import Files

/// One folder with all that is below it, watched or, where that is impossible, looked through every now and then.
final class WatchedTree {
  private let path: String
  private let rules: WatchRules
  private var root: Folder
  /// The queue of changes; nil while the tree is polled.
  private var events: FolderEvents?
  private var folders = FolderTable()
  /// The numbers of the folders on the way to the root, with the name of the next one on it. They tell when the root is made,
  /// removed, or replaced.
  private var around: [Int32: String] = [:]
  /// Whether everything must be watched anew: events were lost, or another folder stands in the place of the root.
  private(set) var isStale = false
  private(set) var problem: WatchProblem?
  private var poll: TreePoll?
  /// The time at which a polled tree is looked through next; nil while it is watched.
  private(set) var due: ContinuousClock.Instant?
  /// Whether a polled tree had changed when it was looked through last.
  private(set) var isUnsettled = false

  /// The queue of the tree, for waiting; negative if there is none.
  var descriptor: Int32 { events?.descriptor ?? -1 }

  init(_ path: String, _ rules: WatchRules) {
    root = Folder(path: path)
    self.path = root.path
    self.rules = rules
    begin()
  }

  /// Watches everything anew; only what happens from then on is told.
  func begin() {
    // The old queue is closed before another one is made, since they are counted.
    events = nil
    folders = FolderTable()
    around = [:]
    isStale = false
    due = nil
    isUnsettled = false
    problem = nil
    if rules.alwaysPolls { return startPolling(nil) }
    do throws(WatchError) {
      let events = try FolderEvents()
      self.events = events
      try watchAround(events)
      root = Folder(path: path)
      if root.exists { try scan(nil, nil) }
    } catch {
      startPolling(error)
    }
  }

  /// Watches the folders on the way to the root as the path has them, from the first one on: a name that is made after its
  /// folder was asked for is an event.
  private func watchAround(_ events: FolderEvents) throws(WatchError) {
    let isAbsolute = path.utf8.first == UInt8(ascii: "/")
    var folder = isAbsolute ? "/" : "."
    for part in path.split(separator: "/") where part != "." {
      // One that may not be read hides only itself; one that is missing is made in the one before.
      if let number = try events.watch(around: folder) { around[number] = String(part) }
      folder = folder == "/" ? "/" + part : folder == "." ? String(part) : folder + "/" + part
    }
  }

  /// Watches a folder and all below it; everything that is found goes to the collector, if there is one.
  private func scan(_ start: FilePath?, _ found: ChangeCollector?) throws(WatchError) {
    guard let events else { return }
    let most = rules.mostFolders()
    var waiting = [start]
    while let folder = waiting.popLast() {
      var below: [FilePath?] = []
      let number: Int32
      do throws(WatchError) {
        number = try unsafe events.watch(folder, in: root) { name, kind in
          if kind != .folder && found == nil { return }
          if unsafe rules.ignores(name) { return }
          guard let path = unsafe FilePath(name, in: folder) else {
            found?.addUncertainty()
            return
          }
          if kind == .folder { below.append(path) }
          found?.add(root.shown(path))
        }
      } catch .file(let error) where WatchedTree.isOfFolder(error) {
        // It is gone, which is an event of its own, or unreadable, and a change of its permissions will be one.
        if let known = folders.number(at: folder) { forget(folders.remove(known)) }
        continue
      }
      let displaced = folders.put(number, at: folder)
      if !displaced.isEmpty {
        // Events of these that wait in the queue mean nothing any more.
        forget(displaced)
        found?.addUncertainty()
      }
      if folders.count > most { throw .tooManyFolders }
      waiting += below
    }
  }

  /// Whether an error concerns one folder only, and not the process.
  private static func isOfFolder(_ error: FileError) -> Bool {
    [.missing, .link, .notFolder, .denied].contains(error)
  }

  private func forget(_ numbers: [Int32]) {
    for number in numbers { events?.forget(number) }
  }

  // MARK: - Events

  /// Hands over what has changed up to now, without waiting.
  func take(_ found: ChangeCollector, at now: ContinuousClock.Instant) {
    if let due {
      if due <= now { look(found) }
      return
    }
    do throws(WatchError) {
      var failure: WatchError?
      unsafe events?.take { number, event, name in
        guard failure == nil else { return }
        do throws(WatchError) {
          try unsafe handle(number, event, name, into: found)
        } catch {
          failure = error
        }
      }
      if let failure { throw failure }
    } catch {
      found.addUncertainty()
      startPolling(error)
    }
  }

  private func handle(
    _ number: Int32, _ event: FolderEvent, _ name: UnsafeBufferPointer<UInt8>,
    into found: ChangeCollector
  ) throws(WatchError) {
    // Whatever comes before all is watched anew is seen then.
    if isStale { return }
    if unsafe isAroundRoot(number, event, name) || event.contains(.lost) {
      isStale = true
      return found.addUncertainty()
    }
    guard let folder = folders.path(of: number) else { return }
    if event.contains(.unmounted)
      || folder == nil && !event.isDisjoint(with: [.moved, .gone, .ended])
    {
      isStale = true
      return found.addUncertainty()
    }
    if event.contains(.ended) { return forget(folders.remove(number)) }
    if unsafe name.isEmpty || rules.ignores(name) { return }
    guard let path = unsafe FilePath(name, in: folder) else { return found.addUncertainty() }
    if event.contains(.ofFolder) {
      try handle(event, ofFolder: path, into: found)
    } else {
      // What is made is mostly written to at once, and closed: `closed` is waited for a little.
      found.add(
        root.shown(path), isUnfinished: !event.isDisjoint(with: [.created, .written]))
    }
  }

  private func handle(
    _ event: FolderEvent, ofFolder path: FilePath, into found: ChangeCollector
  ) throws(WatchError) {
    found.add(root.shown(path))
    if !event.isDisjoint(with: [.removed, .movedAway]) {
      // The removal of what was below a folder was told before its own, and that it is no longer watched; but nobody tells of
      // what was below one that was moved, or was replaced before this event was taken.
      guard let number = folders.number(at: path) else { return }
      forget(folders.remove(number))
      found.addUncertainty()
    } else if !event.isDisjoint(with: [.created, .movedHere]) {
      try scan(path, found)
    } else {
      // Permissions decide what can be read below.
      found.addUncertainty()
      try scan(path, nil)
    }
  }

  /// Whether something happened to a folder on the way to the root, or to the name of the next one in it.
  private func isAroundRoot(
    _ number: Int32, _ event: FolderEvent, _ name: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard let next = around[number] else { return false }
    return unsafe name.isEmpty
      ? !event.isDisjoint(with: [.moved, .gone, .unmounted]) : name.elementsEqual(next.utf8)
  }

  // MARK: - Polling

  /// Looks through the tree from now on, for a reason that is told unless it was asked for.
  private func startPolling(_ error: WatchError?) {
    events = nil
    folders = FolderTable()
    around = [:]
    isStale = false
    let poll = unsafe TreePoll(Folder(path: path), ignoring: rules.ignores)
    self.poll = poll
    due = ContinuousClock.now + rules.pollInterval
    problem = error.map { problem($0, folders: poll.folders) }
  }

  private func look(_ found: ChangeCollector) {
    let start = ContinuousClock.now
    let last = poll?.digest
    if isLimitRaised {
      begin()
      // The digest is not compared with what the tree is like now that it is watched.
      if due == nil { return found.addUncertainty() }
    } else {
      poll = unsafe TreePoll(Folder(path: path), ignoring: rules.ignores)
    }
    isUnsettled = poll?.digest != last
    if isUnsettled { found.addUncertainty() }
    let end = ContinuousClock.now
    // A slow file system is not kept busy, and changes that go on are waited for a little.
    let pause = max(rules.pollInterval, start.duration(to: end) * 10)
    due = end.advanced(by: isUnsettled ? .milliseconds(20) : pause)
  }

  // MARK: - Problems

  private var mostFolders: Int? {
    let limit = limitOfWatching(FilePath(fixed: "max_user_watches"))
    let most = rules.mostFolders()
    return limit.map { min($0, most) } ?? (most == .max ? nil : most)
  }

  private var mostQueues: Int? { limitOfWatching(FilePath(fixed: "max_user_instances")) }

  /// Whether the limit for which the tree is not watched is another one than it was.
  private var isLimitRaised: Bool {
    switch problem {
    case .tooManyFolders(_, _, let limit): limit != mostFolders
    case .tooManyQueues(_, let limit): limit != mostQueues
    case .fileSystem, .refused, nil: false
    }
  }

  private func problem(_ error: WatchError, folders: Int) -> WatchProblem {
    switch error {
    case .tooManyFolders: .tooManyFolders(folder: path, folders: folders, limit: mostFolders)
    case .tooManyQueues: .tooManyQueues(folder: path, limit: mostQueues)
    case .fileSystem(let name): .fileSystem(folder: path, name: name)
    case .noQueue(let error), .file(.system(let error)): .refused(folder: path, error: error)
    case .file: .refused(folder: path, error: 0)
    }
  }
}
