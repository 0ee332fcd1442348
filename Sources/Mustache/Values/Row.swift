/// The memory of an object or a list: its cells, their texts, and whatever else they point to.
///
/// One block holds a head, the cells and the bytes of all texts. It is written when the row is
/// made and only read after that, which is why threads may share it.
@safe
final class Row: @unchecked Sendable {
  let cells: Cells
  /// Of an object.
  let shape: Shape?
  /// What the cells point to outside of the block.
  private let owners: [AnyObject]
  private let memory: UnsafeMutableRawPointer

  init(_ values: [Value], shape: Shape? = nil) {
    let start = MemoryLayout<Cells.Head>.stride
    let texts = start + values.count * MemoryLayout<Cell>.stride
    let size = values.reduce(texts) { $0 + $1.textCount }
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    var filler = unsafe Filler(next: (memory + texts).assumingMemoryBound(to: UInt8.self))
    for (index, value) in values.enumerated() {
      let cell = filler.cell(for: value)
      unsafe (memory + start + index * MemoryLayout<Cell>.stride).initializeMemory(
        as: Cell.self, to: cell)
    }
    unsafe cells = Cells(UnsafeRawPointer(memory))
    owners = filler.owners
    self.shape = shape
    let head = unsafe Cells.Head(
      slots: shape?.slots, slotCount: Int32(shape?.slotCount ?? 0), count: Int32(values.count),
      row: Unmanaged.passUnretained(self))
    unsafe memory.initializeMemory(as: Cells.Head.self, to: head)
  }

  deinit { unsafe memory.deallocate() }

  /// Makes cells, putting texts one after the other.
  @safe
  private struct Filler {
    var next: UnsafeMutablePointer<UInt8>
    var owners: [AnyObject] = []

    init(next: UnsafeMutablePointer<UInt8>) { unsafe self.next = unsafe next }

    mutating func cell(for value: Value) -> Cell {
      switch value {
      case .null: return .null
      case .bool(let bool): return .bool(bool)
      case .integer(let integer): return .integer(integer)
      case .text(let text): return .text(copy(text))
      case .address(let path): return .address(copy(path))
      case .html(let fragment): return unsafe .html(keep(HTMLBox(fragment)))
      case .lambda(let lambda): return unsafe .lambda(keep(lambda))
      case .object(let object):
        owners.append(object.row)
        return .object(object.row.cells)
      case .list(let items):
        let row = Row(items)
        owners.append(row)
        return .list(row.cells)
      }
    }

    private mutating func keep<Kept: AnyObject>(_ owner: Kept) -> Unmanaged<Kept> {
      owners.append(owner)
      return unsafe Unmanaged.passUnretained(owner)
    }

    private mutating func copy(_ text: String) -> CellText {
      var text = text
      let copy = text.withUTF8 { unsafe CellText($0, copiedTo: next) }
      unsafe next += copy.count
      return copy
    }
  }
}

/// Where a row's cells are. Good as long as the row lives.
@safe
struct Cells {
  /// What stands before the cells.
  @safe
  fileprivate struct Head {
    /// The shape's, see `Shape.slots`; none for a list.
    let slots: UnsafePointer<Int32>?
    let slotCount: Int32
    let count: Int32
    let row: Unmanaged<Row>
  }

  private let base: UnsafeRawPointer

  fileprivate init(_ base: UnsafeRawPointer) { unsafe self.base = base }

  private var head: Head { unsafe base.load(as: Head.self) }
  private var first: UnsafePointer<Cell> {
    unsafe (base + MemoryLayout<Head>.stride).assumingMemoryBound(to: Cell.self)
  }

  var count: Int { Int(head.count) }

  subscript(index: Int) -> Cell {
    precondition(index >= 0 && index < count)
    return unsafe first[index]
  }

  /// The cell of the name with this number.
  func find(_ name: Int32) -> Cell? {
    let head = head
    guard name >= 0, name < head.slotCount, let slots = unsafe head.slots else { return nil }
    let slot = unsafe Int(slots[Int(name)])
    return slot >= 0 ? unsafe first[slot] : nil
  }

  /// The object, if it is one.
  var object: Object? { unsafe head.row.takeUnretainedValue().object }
}

extension Row {
  fileprivate var object: Object? { shape.map { Object(row: self, shape: $0) } }
}

extension Value {
  /// How many bytes of text it has itself.
  fileprivate var textCount: Int {
    switch self {
    case .text(let text), .address(let text): text.utf8.count
    default: 0
    }
  }
}
