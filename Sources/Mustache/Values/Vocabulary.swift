/// The names that objects have and templates ask for, each with a number, so that rendering
/// compares numbers and never text.
///
/// It is built once: first the shapes, then the templates, and is not changed after that.
public struct Vocabulary: Sendable {
  /// By number.
  private(set) var names: [String] = []
  private var numbers: [String: Int32] = [:]
  /// Every kind of object, in the order in which they were made.
  public private(set) var shapes: [Shape] = []

  /// A vocabulary without words.
  public init() {}

  /// A kind of object: what its fields are called, in the order in which their values are given.
  /// `label` names it in messages. A name may occur only once. `holding` tells the labels of the kinds
  /// of objects that names hold, alone or as the items of a list.
  public mutating func shape(
    _ label: String, _ names: [String], holding kinds: [String: String] = [:]
  ) -> Shape {
    let shape = Shape(
      label: label, names: names, kinds: names.map { kinds[$0] },
      numbers: names.map { number(of: $0) })
    shapes.append(shape)
    return shape
  }

  /// The number of `name`, new if need be.
  mutating func number(of name: String) -> Int32 {
    if let known = numbers[name] { return known }
    let number = Int32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}

/// The names of a kind of object. Finding one takes a single look into a table.
@safe
public final class Shape: @unchecked Sendable {
  /// The name that messages have for this kind of object.
  public let label: String
  /// In the order of the values.
  public let names: [String]
  /// By the same order: the label of the kind of objects that a name holds, for `TemplateSet.demands`.
  public let kinds: [String?]
  /// By the name's number in the vocabulary: which value it is, or -1. Names that are younger than
  /// the shape lie beyond the end. Written when the shape is made, and only read after that.
  let slots: UnsafePointer<Int32>
  let slotCount: Int

  init(label: String, names: [String], kinds: [String?], numbers: [Int32]) {
    self.label = label
    self.names = names
    self.kinds = kinds
    slotCount = 1 + Int(numbers.max() ?? -1)
    let slots = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, slotCount))
    unsafe slots.initialize(repeating: -1, count: slotCount)
    for (slot, number) in numbers.enumerated() { unsafe slots[Int(number)] = Int32(slot) }
    unsafe self.slots = UnsafePointer(slots)
  }

  deinit { unsafe slots.deallocate() }

  /// The index of the value that the name with this number is.
  func slot(of name: Int32) -> Int? {
    guard name >= 0, name < slotCount else { return nil }
    let slot = unsafe Int(slots[Int(name)])
    return slot >= 0 ? slot : nil
  }
}
