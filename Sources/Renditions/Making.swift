package import Content
internal import Diagnostics
internal import Digests
package import Files
internal import Pictures

extension RenditionStore {
  /// The most pixels of a picture that is worked on.
  static let mostPixels = 200_000_000
  /// The most bytes of its file.
  static let mostBytes = 200_000_000

  /// Has all renditions made that the store does not have, several pictures at once, and gives the outcome of each order.
  ///
  /// A picture whose file has not changed costs the stamps of its renditions. One that fails gives all of its orders the same
  /// reason, and is tried again only if it, its recipes or the program change.
  package mutating func make(
    _ orders: [Order], from content: Folder, with program: VipsProgram, jobs: Int,
    progress: BuildProgress? = nil
  ) -> [Outcome] {
    let now = nanosecondsNow()
    let contents = contents(of: orders, in: content, now: now, jobs: jobs)
    var planner = MakingPlan(program)
    for (order, content) in zip(orders, contents) {
      guard let content else { continue }
      let known = index.failures[planner.failureKey(of: content)]
      if order.fault == nil, known == nil { planner.add(order, content, in: &self) }
    }
    let results = run(planner.tasks, from: content, with: program, jobs: jobs, progress, now: now)
    var failures: [Digest: RenditionFailure] = [:]
    for (task, result) in zip(planner.tasks, results) {
      for kept in result.made { index.renditions[kept.key] = kept }
      guard let failure = result.failure else { continue }
      failures[task.content] = failure
      let key = planner.failureKey(of: task.content)
      if failure.isLasting { index.failures[key] = KnownFailure(key: key, failure: failure) }
    }
    let outcomes = zip(orders, contents).map { order, content in
      outcome(of: order, content, planner) { failures[$0] }
    }
    save()
    return outcomes
  }

  /// The digests of the bytes of each original; nil for one that cannot be read or has changed.
  private mutating func contents(
    of orders: [Order], in content: Folder, now: Int, jobs: Int
  ) -> [Digest?] {
    let known = index.originals
    let contents = parallelMap(count: orders.count, jobs: jobs, run: 1) { place -> Digest? in
      let order = orders[place]
      if let original = known[order.file.text], original.stamp == order.stamp {
        return original.content
      }
      return order.fault == nil ? digest(of: order, in: content) : nil
    }
    for (order, content) in zip(orders, contents) {
      guard let content else { continue }
      let path = order.file.text
      wanted.originals.insert(path)
      index.originals[path] = KnownOriginal(
        path: path, stamp: order.stamp.settled(since: now - 2_000_000_000), content: content,
        users: (known[path]?.users ?? 0) | bit)
    }
    return contents
  }

  /// The outcome of an order, once all that could be made is in the store; marks what it needs as wanted.
  private mutating func outcome(
    of order: Order, _ content: Digest?, _ planner: MakingPlan,
    _ failure: (Digest) -> RenditionFailure?
  ) -> Outcome {
    if let fault = order.fault { return .failed(fault) }
    guard let content else { return .failed(.changed) }
    let failureKey = planner.failureKey(of: content)
    if let known = index.failures[failureKey] {
      index.failures[failureKey]?.users |= bit
      wanted.failures.insert(failureKey)
      return .failed(known.failure)
    }
    if let failure = failure(content) { return .failed(failure) }
    var renditions: [Rendition] = []
    for recipe in order.recipes {
      let key = planner.key(of: content, recipe)
      guard let rendition = index.renditions[key]?.rendition(by: recipe) else {
        return .failed(.changed)
      }
      index.renditions[key]?.users |= bit
      wanted.renditions.insert(key)
      renditions.append(rendition)
    }
    return .made(renditions)
  }

  /// The result of a task: what was made of it, until it failed if it did.
  private struct TaskResult: Sendable {
    var made: [KeptRendition] = []
    var failure: RenditionFailure?
  }

  private func run(
    _ tasks: [PictureTask], from content: Folder, with program: VipsProgram, jobs: Int,
    _ progress: BuildProgress?, now: Int
  ) -> [TaskResult] {
    if tasks.isEmpty { return [] }
    removeWorkingFolders()
    let working = FilePath(fixed: "working")
    let counter = progress?.counter(Message("缩小图片", "making smaller pictures"), count: tasks.count)
    defer { removeWorkingFolders() }
    // A program that stops again and again is not waited for at each picture. This depends on the thread, as it depends on the
    // machine whether a program stops at all.
    return parallelMap(
      count: tasks.count, jobs: jobs, counting: counter, run: 1, each: { 0 }
    ) { [folder] place, stops in
      if stops >= 2 { return TaskResult(failure: .givenUp) }
      // A name that no earlier build used, which may have left a program running.
      let name = FilePath("\(working.text)-\(now)/\(place)") ?? working
      guard let maker = RenditionMaker(program, in: folder, at: name) else {
        return TaskResult(failure: .notWritten)
      }
      do throws(RenditionFailure) {
        return TaskResult(made: try maker.make(tasks[place], from: content))
      } catch {
        if error == .stopped { stops += 1 }
        return TaskResult(failure: error)
      }
    }
  }

  private func removeWorkingFolders() {
    for name in folder.names(in: nil) where name.hasPrefix("working-") {
      if let path = FilePath(name) { folder.removeWhatever(at: path) }
    }
  }
}

extension RenditionStore {
  /// The outcomes of orders as far as the store has them, for whoever only looks; nil for a picture of which a rendition is
  /// missing. Nothing is read but the index.
  package func known(_ orders: [Order], with program: VipsProgram) -> [Outcome?] {
    let plan = MakingPlan(program)
    return orders.map { order in
      if let fault = order.fault { return .failed(fault) }
      guard let original = index.originals[order.file.text], original.stamp == order.stamp else {
        return nil
      }
      if let known = index.failures[plan.failureKey(of: original.content)] {
        return .failed(known.failure)
      }
      let renditions = order.recipes.compactMap { recipe in
        index.renditions[plan.key(of: original.content, recipe)]?.rendition(by: recipe)
      }
      return renditions.count == order.recipes.count ? .made(renditions) : nil
    }
  }
}

extension KeptRendition {
  /// The rendition that a recipe gave; nil where its name is no path.
  fileprivate func rendition(by recipe: Recipe) -> RenditionStore.Rendition? {
    guard let file = FilePath(name), let size = PictureSize(width: width, height: height) else {
      return nil
    }
    return .init(recipe: recipe, file: file, stamp: stamp, size: size, digest: digest)
  }
}

extension RenditionStore.Order {
  /// The reason why the picture is not worked on at all; nil if it is.
  fileprivate var fault: RenditionFailure? {
    guard let size = header.size else { return .damaged }
    if size.width > RenditionStore.mostPixels / size.height { return .tooManyPixels(size) }
    return stamp.size > RenditionStore.mostBytes ? .tooLarge : nil
  }
}

/// The digest of an original's bytes, read a piece at a time; nil if it cannot be read or is not the file that was seen.
private func digest(of order: RenditionStore.Order, in content: Folder) -> Digest? {
  guard let file = try? content.openForReading(order.file), let facts = try? file.facts(),
    facts.kind == .regular, facts.stamp == order.stamp
  else { return nil }
  var builder = DigestBuilder()
  var count = 0
  while true {
    let piece = file.next(atMost: 1 << 20)
    if piece.isEmpty { break }
    count += piece.count
    builder.add(Digest(of: piece))
  }
  guard count == order.stamp.size, (try? file.facts().stamp) == order.stamp else { return nil }
  return builder.digest()
}

/// A plan of what is to be made: each picture once, however many files have its bytes, and each rendition once.
private struct MakingPlan {
  private(set) var tasks: [PictureTask] = []
  private let program: VipsProgram
  private var places: [Digest: Int] = [:]
  /// The names of the files in the store that the index does not have, by their keys; looked for when one is missing.
  private var strays: [String: String]?

  init(_ program: VipsProgram) { self.program = program }

  /// The key of a rendition.
  func key(of content: Digest, _ recipe: Recipe) -> Digest {
    var builder = DigestBuilder()
    builder.add(content)
    builder.add(recipe.digest)
    builder.add(program.version)
    return builder.digest()
  }

  /// The key of an original's failure.
  func failureKey(of content: Digest) -> Digest {
    var builder = DigestBuilder()
    builder.add(content)
    builder.add(Recipe.version)
    builder.add(program.version)
    return builder.digest()
  }

  /// Plans what an order wants and the store does not have.
  mutating func add(
    _ order: RenditionStore.Order, _ content: Digest, in store: inout RenditionStore
  ) {
    for recipe in order.recipes {
      let key = key(of: content, recipe)
      if hasFile(key, recipe, in: &store) { continue }
      let place = places[content] ?? tasks.count
      if place == tasks.count {
        places[content] = place
        tasks.append(PictureTask(order: order, content: content))
      }
      if !tasks[place].recipes.contains(where: { $0.key == key }) {
        tasks[place].recipes.append((recipe, key))
      }
    }
  }

  /// Whether the store has a rendition: by its stamp, or by its bytes where that is not known or another one.
  private mutating func hasFile(
    _ key: Digest, _ recipe: Recipe, in store: inout RenditionStore
  ) -> Bool {
    if let kept = store.index.renditions[key] {
      guard let file = FilePath(kept.name) else { return false }
      if let stamp = store.folder.stamp(of: file), stamp == kept.stamp { return true }
    }
    let names = strays ?? names(in: store.folder)
    strays = names
    guard let name = names[key.hexadecimal], let file = FilePath(name),
      case .success(let bytes) = store.folder.read(file, limit: RenditionStore.mostBytes),
      let header = PictureHeader(bytes), let size = header.size,
      let stamp = store.folder.stamp(of: file)
    else { return false }
    let kept = KeptRendition(
      key: key, format: recipe.format, width: size.width, height: size.height, stamp: stamp,
      digest: Digest(of: bytes), users: store.index.renditions[key]?.users ?? 0)
    guard kept.name == name else { return false }
    store.index.renditions[key] = kept
    return true
  }

  /// The names of renditions, by the keys at their beginnings.
  private func names(in folder: Folder) -> [String: String] {
    var names: [String: String] = [:]
    for name in folder.names(in: nil) where name.utf8.dropFirst(32).first == UInt8(ascii: "-") {
      names[String(name.prefix(32))] = name
    }
    return names
  }
}
