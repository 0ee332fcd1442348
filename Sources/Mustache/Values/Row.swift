import ByteText

/// The memory of an object or a list: its cells, whatever else they point to, and the bytes of their
/// texts, all in one block behind the shape, which lists have none of.
///
/// It is written when the row is made and only read after that, which is why threads may share objects
/// and lists. (A managed buffer may not say so itself.)
@safe
final class Row: ManagedBuffer<Shape?, Row.Unit> {
  /// The unit in which the block is counted.
  struct Unit { private let words: (UInt64, UInt64) }

  static func make(_ values: [Value], shape: Shape? = nil) -> Row {
    var textCount = 0
    var ownerCount = 0
    for value in values {
      switch value {
      case .text(let text), .address(let text): textCount += text.utf8.count
      case .html, .lambda, .object, .list: ownerCount += 1
      case .null, .bool, .integer: break
      }
    }
    let owners = Cells.offset(values.count)
    let texts = unsafe owners + ownerCount * MemoryLayout<Owner>.stride
    let unit = MemoryLayout<Unit>.stride
    let row = unsafe unsafeDowncast(
      create(minimumCapacity: (texts + textCount + unit - 1) / unit) { _ in shape },
      to: Row.self)
    let memory = unsafe row.memory
    unsafe memory.initializeMemory(
      as: Cells.Head.self,
      to: unsafe Cells.Head(
        slots: shape?.slots, slotCount: Int32(shape?.slotCount ?? 0), count: Int32(values.count),
        ownerCount: ownerCount, row: Unmanaged.passUnretained(row)))
    var filler = unsafe Filler(
      cell: (memory + Cells.offset(0)).assumingMemoryBound(to: Cell.self),
      owner: (memory + owners).assumingMemoryBound(to: Owner.self),
      text: (memory + texts).assumingMemoryBound(to: UInt8.self))
    for value in values { filler.append(value) }
    return row
  }

  deinit {
    let head = unsafe memory.load(as: Cells.Head.self)
    let owners = unsafe (memory + Cells.offset(Int(head.count))).assumingMemoryBound(to: Owner.self)
    for index in 0..<head.ownerCount { unsafe owners[index].release() }
  }

  var cells: Cells { unsafe Cells(UnsafeRawPointer(memory)) }

  private var memory: UnsafeMutableRawPointer {
    unsafe withUnsafeMutablePointerToElements { UnsafeMutableRawPointer($0) }
  }

  /// An object outside of the block that a cell points to.
  private typealias Owner = Unmanaged<AnyObject>

  /// Writes cells, what they own, and their texts, each behind the last.
  @safe
  private struct Filler {
    private var cell: UnsafeMutablePointer<Cell>
    private var owner: UnsafeMutablePointer<Owner>
    private var text: UnsafeMutablePointer<UInt8>

    init(
      cell: UnsafeMutablePointer<Cell>, owner: UnsafeMutablePointer<Owner>,
      text: UnsafeMutablePointer<UInt8>
    ) {
      unsafe self.cell = cell
      unsafe self.owner = owner
      unsafe self.text = text
    }

    mutating func append(_ value: Value) {
      unsafe cell.initialize(to: made(of: value))
      unsafe cell += 1
    }

    private mutating func made(of value: Value) -> Cell {
      switch value {
      case .null: return .null
      case .bool(let bool): return .bool(bool)
      case .integer(let integer): return .integer(integer)
      case .text(let text): return .text(copy(text))
      case .address(let path): return .address(copy(path))
      case .html(let fragment): return unsafe .html(keep(HTMLBox(fragment)))
      case .lambda(let lambda): return unsafe .lambda(keep(lambda))
      case .object(let object): return unsafe .object(keep(object.row).takeUnretainedValue().cells)
      case .list(let list): return unsafe .list(keep(list.row).takeUnretainedValue().cells)
      }
    }

    private mutating func keep<Kept: AnyObject>(_ kept: Kept) -> Unmanaged<Kept> {
      unsafe owner.initialize(to: Unmanaged<AnyObject>.passRetained(kept))
      unsafe owner += 1
      return unsafe Unmanaged.passUnretained(kept)
    }

    private mutating func copy(_ string: String) -> CellText {
      let copy = unsafe string.withBytes { unsafe CellText($0, copiedTo: text) }
      unsafe text += copy.count
      return copy
    }
  }
}

/// The cells of a row. Good as long as the row lives.
@safe
struct Cells {
  /// The beginning of the block, before the cells.
  @safe
  fileprivate struct Head {
    /// The shape's, see `Shape.slots`; none for a list.
    let slots: UnsafePointer<Int32>?
    let slotCount: Int32
    let count: Int32
    /// Objects that the row keeps; they stand behind the cells.
    let ownerCount: Int
    let row: Unmanaged<Row>
  }

  /// The distance of a cell from the head, in bytes.
  fileprivate static func offset(_ index: Int) -> Int {
    MemoryLayout<Head>.stride + index * MemoryLayout<Cell>.stride
  }

  private let base: UnsafeRawPointer

  fileprivate init(_ base: UnsafeRawPointer) { unsafe self.base = base }

  private var head: Head { unsafe base.load(as: Head.self) }
  private var first: UnsafePointer<Cell> {
    unsafe (base + Self.offset(0)).assumingMemoryBound(to: Cell.self)
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
  var object: Object? {
    let row = unsafe head.row.takeUnretainedValue()
    return row.header == nil ? nil : Object(row: row)
  }
}
