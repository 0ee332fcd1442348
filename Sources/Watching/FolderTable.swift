internal import Files

/// The watched folders of a tree by their numbers and by their paths, of which nil is the root's.
struct FolderTable {
  private struct Place {
    let path: FilePath?
    let parent: Int32?
    var below: Set<Int32> = []
  }

  private var places: [Int32: Place] = [:]
  private var numbers: [FilePath?: Int32] = [:]

  var count: Int { places.count }

  /// The path of the folder with a number; nil if there is no such folder.
  func path(of number: Int32) -> FilePath?? { places[number].map { $0.path } }

  func number(at path: FilePath?) -> Int32? { numbers[path] }

  /// Puts a folder in its place, and gives the numbers of the folders that thereby have none any more: those that were known at
  /// this path, and those below the path at which this one was known.
  mutating func put(_ number: Int32, at path: FilePath?) -> [Int32] {
    if let place = places[number], place.path == path { return [] }
    var displaced = remove(number).filter { $0 != number }
    if let other = numbers[path] { displaced += remove(other) }
    // The root has no parent, and the parent of all else is known before it is listed.
    let parent = path.flatMap { numbers[$0.folder] }
    places[number] = Place(path: path, parent: parent)
    numbers[path] = number
    if let parent { places[parent]?.below.insert(number) }
    return displaced
  }

  /// Removes a folder and all below it, and gives their numbers.
  mutating func remove(_ number: Int32) -> [Int32] {
    if let parent = places[number]?.parent { places[parent]?.below.remove(number) }
    var removed: [Int32] = []
    var waiting = [number]
    while let next = waiting.popLast() {
      guard let place = places.removeValue(forKey: next) else { continue }
      if numbers[place.path] == next { numbers[place.path] = nil }
      removed.append(next)
      waiting += place.below
    }
    return removed
  }
}
