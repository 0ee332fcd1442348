/// The values that are open, in which names are looked up, the innermost last.
struct ContextStack {
  /// A value that is open. One without names finds none.
  private struct Frame {
    let item: Cell
    let object: Cells?
    /// The item that a list's section is at, from 0 to `count - 1`; the count is 0 for what is no list's item.
    let position: Int
    let count: Int
  }

  private var frames: [Frame] = []
  /// The number of frames that have been looked into.
  private(set) var steps = 0

  init() { frames.reserveCapacity(16) }

  /// The innermost value: `{{.}}`.
  var item: Cell? { frames.last?.item }

  /// The objects that are open, the innermost first.
  var objects: [Object] { frames.reversed().compactMap { $0.object?.object } }

  mutating func push(_ item: Cell, position: Int = 0, count: Int = 0) {
    if case .object(let object) = item {
      frames.append(Frame(item: item, object: object, position: position, count: count))
    } else {
      frames.append(Frame(item: item, object: nil, position: position, count: count))
    }
  }

  /// The answer of the innermost list's section about its item: the value of one of
  /// `NamePath.listNames`, or nothing outside lists.
  func listValue(_ name: Int32) -> Cell? {
    guard let frame = frames.last(where: { $0.count > 0 }) else { return nil }
    switch name {
    case -2: return .bool(frame.position == 0)
    case -3: return .bool(frame.position == frame.count - 1)
    case -4: return .bool(frame.position % 2 == 0)
    default: return .integer(frame.position + 1)
    }
  }

  mutating func pop() { frames.removeLast() }

  /// The value of the innermost object that has the name with this number.
  mutating func find(_ name: Int32) -> Cell? {
    var index = frames.count
    while index > 0 {
      index -= 1
      if let cell = frames[index].object?.find(name) {
        steps &+= frames.count - index
        return cell
      }
    }
    steps &+= frames.count
    return nil
  }
}

/// The value below `cell` that the rest of a dotted name leads to. What is empty on the way is the
/// answer; what has no such name has none.
func follow(_ tail: [Int32], from cell: Cell) -> Cell? {
  var cell = cell
  for name in tail {
    switch cell {
    case .null: return cell
    case .object(let object):
      guard let next = object.find(name) else { return nil }
      cell = next
    default: return nil
    }
  }
  return cell
}
