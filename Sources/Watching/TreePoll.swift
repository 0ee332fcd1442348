internal import Files

/// The state of a tree that is looked through every now and then, since the kernel does not tell of changes in it.
struct TreePoll {
  /// The digest of the names, kinds, sizes and times of everything in the tree.
  private(set) var digest: UInt64 = 0
  /// The number of folders, the root counted; 0 if it is not there.
  private(set) var folders = 0

  /// Looks through a tree.
  init(_ root: Folder, ignoring ignores: IgnoredNames) {
    var waiting: [FilePath?] = root.exists ? [nil] : []
    while let folder = waiting.popLast() {
      folders += 1
      var found: [FilePath] = []
      var strange: [UInt64] = []
      let isListed: Void? = try? unsafe root.list(folder) { name, kind in
        if unsafe ignores(name) { return }
        guard let path = unsafe FilePath(name, in: folder) else {
          return strange.append(unsafe Self.hash(Array(name), folder))
        }
        found.append(path)
        if kind == .folder { waiting.append(path) }
      }
      add(Self.hash(folder, isListed == nil))
      strange.forEach { add($0) }
      guard let facts = try? root.facts(in: folder, at: found) else { continue }
      for (path, facts) in zip(found, facts) {
        guard let facts else { continue }
        // A folder's own times change with hidden files in it too; those of its files are looked at anyway.
        add(facts.kind == .folder ? Self.hash(path) : Self.hash(path, facts.stamp))
      }
    }
  }

  /// Adds a part of the tree, whatever the order in which a folder's names are told.
  private mutating func add(_ hash: UInt64) { digest &+= hash }

  private static func hash(_ first: some Hashable, _ second: some Hashable = 0) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(first)
    hasher.combine(second)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
