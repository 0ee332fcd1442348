/// What names are looked up in: the values that are open, the innermost last.
///
/// It points into values that others own. Whoever pushes keeps the value alive, and where it is,
/// until it has popped; nothing else may touch the pointers.
struct ContextStack {
  /// A value that is open. One without names has no slots.
  @safe
  private struct Frame {
    /// The shape's table: which value a name has, by the name's number.
    let slots: UnsafeBufferPointer<Int32>
    let values: UnsafePointer<Value>
    let item: UnsafePointer<Value>
  }

  private var frames: [Frame] = []
  /// How many frames have been looked into.
  private(set) var steps = 0

  init() { frames.reserveCapacity(16) }

  /// The innermost value: `{{.}}`.
  var item: UnsafePointer<Value>? { unsafe frames.last?.item }

  /// The shapes of the objects that are open, the innermost first.
  var objects: [Object] {
    var objects: [Object] = []
    for index in frames.indices.reversed() {
      if case .object(let object) = unsafe frames[index].item.pointee { objects.append(object) }
    }
    return objects
  }

  /// Opens an object, whose tables must stay where they are until `pop`.
  mutating func push(
    _ item: UnsafePointer<Value>, slots: UnsafeBufferPointer<Int32>, values: UnsafePointer<Value>
  ) {
    unsafe frames.append(Frame(slots: slots, values: values, item: item))
  }

  /// Opens a value that has no names.
  mutating func push(_ item: UnsafePointer<Value>) {
    unsafe frames.append(
      Frame(slots: UnsafeBufferPointer(start: nil, count: 0), values: item, item: item))
  }

  mutating func pop() { frames.removeLast() }

  /// The value of the innermost object that has the name with this number.
  mutating func find(_ name: Int32) -> UnsafePointer<Value>? {
    var index = frames.count
    let name = Int(name)
    while index > 0 {
      index -= 1
      let frame = frames[index]
      guard unsafe name < frame.slots.count else { continue }
      let slot = unsafe Int(frame.slots[name])
      if slot >= 0 {
        steps &+= frames.count - index
        return unsafe frame.values + slot
      }
    }
    steps &+= frames.count
    return nil
  }
}

/// The value below `item` that the rest of a dotted name leads to. What is empty on the way is the
/// answer; what has no such name has none.
func follow(_ tail: [Int32], from item: UnsafePointer<Value>) -> UnsafePointer<Value>? {
  var item = unsafe item
  for name in tail {
    switch unsafe item.pointee {
    case .null: return unsafe item
    case .object(let object):
      guard let slot = object.shape.slot(of: name) else { return nil }
      unsafe item = unsafe object.values.withUnsafeBufferPointer { values in
        unsafe values.baseAddress.map { unsafe $0 + slot } ?? item
      }
    default: return nil
    }
  }
  return unsafe item
}
