internal import Content
package import Digests
package import Files
package import Pictures

/// A folder of renditions, each of which is made once for the bytes of an original, a recipe and a version of libvips.
///
/// Nothing in it is needed: what is lost, damaged or was left by a build that was killed is recognised or made again.
/// One process at a time uses it.
package struct RenditionStore: Sendable {
  let folder: Folder
  var index: RenditionIndex
  /// The index as the disk has it.
  private var saved: RenditionIndex
  /// The bit of the user of this store.
  let bit: Int
  /// The entries that this build wants, which are not removed.
  var wanted = Wanted()

  struct Wanted: Sendable {
    var originals: Set<String> = []
    var renditions: Set<Digest> = []
    var failures: Set<Digest> = []
  }

  /// A picture of which renditions are wanted.
  package struct Order: Sendable {
    /// The path in `content/`.
    package let file: FilePath
    /// The stamp of the file.
    package let stamp: FileStamp
    /// The format and the size of the picture.
    package let header: PictureHeader
    /// The recipes, each once.
    package let recipes: [Recipe]

    /// An order of some renditions of a picture.
    package init(file: FilePath, stamp: FileStamp, header: PictureHeader, recipes: [Recipe]) {
      self.file = file
      self.stamp = stamp
      self.header = header
      self.recipes = recipes
    }
  }

  /// A rendition in the store.
  package struct Rendition: Sendable, Equatable {
    /// The recipe by which it was made.
    package let recipe: Recipe
    /// The path in the store.
    package let file: FilePath
    /// The stamp of the file, with its number of bytes.
    package let stamp: FileStamp
    /// The size in pixels.
    package let size: PictureSize
    /// The digest of the file's bytes, which a fingerprint may contain.
    package let digest: Digest
  }

  /// The outcome of an order.
  package enum Outcome: Sendable, Equatable {
    /// A rendition for each recipe, in their order.
    case made([Rendition])
    /// No rendition: the original is to be published as it is.
    case failed(RenditionFailure)
  }

  /// The name of a store's folder in the folder of a site's records.
  package static let folderName = FilePath(fixed: "pictures")

  /// The stamp of the index of a store in the folder of a site's records, which changes with what is in the store; nil where
  /// there is none.
  package static func stamp(in state: Folder) -> FileStamp? {
    FilePath(folderName.text + "/" + RenditionIndex.file.text).flatMap { state.stamp(of: $0) }
  }

  /// The store in an open folder, for a user: the name of the output folder that the renditions are for.
  package init(in folder: Folder, for user: String, now: Int = nanosecondsNow()) {
    self.folder = folder
    index = RenditionIndex(in: folder)
    saved = index
    let boot = identityOfBoot()
    if index.boot != boot {
      // A power failure may have left files with their stamps and other bytes.
      index.boot = boot
      for key in index.renditions.keys { index.renditions[key]?.stamp = .none }
    }
    bit = 1 << index.enter(user, day: now / 86_400_000_000_000)
  }

  /// The `vips` program in a list of folders, which colons divide, as `PATH` is. It is started only if it is not known by its
  /// stamp.
  package mutating func program(
    in folders: String
  ) -> Result<VipsProgram, VipsProgram.Absence> {
    guard let path = VipsProgram.path(in: folders), let stamp = stampOfProgram(at: path) else {
      return .failure(.missing)
    }
    let known = index.program
    if known.path == path, known.stamp == stamp {
      return .success(VipsProgram(path: path, version: known.version))
    }
    let answer = VipsProgram.ask(path)
    if case .success(let program) = answer {
      index.program = KnownProgram(
        path: path, stamp: stamp.settled(since: nanosecondsNow() - 2_000_000_000),
        version: program.version)
    }
    return answer
  }

  /// Removes all files that neither this build's orders nor another user's last build wanted. A build that has no program, and
  /// so orders nothing, should leave the store as it is.
  package mutating func removeUnused() {
    index.forget(bit: bit, but: wanted)
    let kept = Set(index.renditions.values.map(\.name))
    for name in folder.names(in: nil) {
      guard name != RenditionIndex.file.text, !kept.contains(name), let path = FilePath(name) else {
        continue
      }
      folder.removeWhatever(at: path)
    }
    save()
  }

  /// Writes the index if it changed. A failure costs time only, since files are recognised by their names.
  mutating func save() {
    guard index != saved else { return }
    do throws(FileError) {
      try index.save(in: folder)
      saved = index
    } catch {}
  }
}

extension RenditionIndex {
  /// The index of a user, who is entered with the day. Users who were not seen for 30 days are forgotten with what only they
  /// want, as is the one who came first if there are more than 60.
  fileprivate mutating func enter(_ name: String, day: Int) -> Int {
    for old in users.indices where users[old].day < day - 30 && users[old].name != name {
      users[old] = User()
      forget(bit: 1 << old, but: RenditionStore.Wanted())
    }
    let place =
      users.firstIndex { $0.name == name } ?? users.firstIndex { $0.name.isEmpty }
      ?? (users.count < 60 ? users.count : 0)
    if place == users.count { users.append(User()) }
    users[place] = User(name: name, day: day)
    return place
  }

  /// Takes a user's bit from everything but what is wanted, and removes what nobody wants.
  fileprivate mutating func forget(bit: Int, but wanted: RenditionStore.Wanted) {
    for key in originals.keys where !wanted.originals.contains(key) {
      originals[key]?.users &= ~bit
    }
    for key in renditions.keys where !wanted.renditions.contains(key) {
      renditions[key]?.users &= ~bit
    }
    for key in failures.keys where !wanted.failures.contains(key) { failures[key]?.users &= ~bit }
    originals = originals.filter { $0.value.users != 0 }
    renditions = renditions.filter { $0.value.users != 0 }
    failures = failures.filter { $0.value.users != 0 }
  }
}
