import ByteText

/// A value as rendering reads it: numbers and addresses only, so that looking at one copies nothing
/// and counts no references. Threads that share a site's objects would otherwise spend their time
/// passing reference counts to each other.
///
/// It points into a `Row`, and is good as long as that lives.
@safe
enum Cell {
  case null
  case bool(Bool)
  case integer(Int)
  case text(CellText)
  case html(Unmanaged<HTMLBox>)
  case address(CellText)
  case list(Cells)
  case object(Cells)
  case lambda(Unmanaged<Lambda>)

  /// Whether a section of this value is rendered.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let bool): bool
    case .text(let text): text.count > 0
    case .html(let box): unsafe !box.takeUnretainedValue().fragment.isEmpty
    case .list(let items): items.count > 0
    case .lambda(let lambda): unsafe lambda.takeUnretainedValue().isTrue
    case .integer, .address, .object: true
    }
  }

  /// The value from which it was made, or one like it.
  var value: Value {
    switch self {
    case .null: .null
    case .bool(let bool): .bool(bool)
    case .integer(let integer): .integer(integer)
    case .text(let text): .text(text.string)
    case .html(let box): unsafe .html(box.takeUnretainedValue().fragment)
    case .address(let text): .address(text.string)
    case .list(let items): .list((0..<items.count).map { items[$0].value })
    case .object(let cells): cells.object.map(Value.object) ?? .null
    case .lambda(let lambda): unsafe .lambda(lambda.takeUnretainedValue())
    }
  }
}

/// Text in a row, in UTF-8.
@safe
struct CellText {
  private let start: UnsafePointer<UInt8>?
  private let length: UInt32
  /// Whether none of its bytes needs escaping in HTML, found once and not on every page.
  private let isPlain: Bool

  /// The bytes where they are, which must stay.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    unsafe start = bytes.baseAddress
    length = UInt32(bytes.count)
    // Looks at all bytes, several at a time, which is quicker than stopping at the first.
    isPlain = unsafe bytes.reduce(0 as UInt8) { $0 | isSpecialInHTML($1) } == 0
  }

  /// A copy of the bytes at `start`, which must have room and stay.
  init(_ bytes: UnsafeBufferPointer<UInt8>, copiedTo start: UnsafeMutablePointer<UInt8>) {
    if let from = bytes.baseAddress { unsafe start.update(from: from, count: bytes.count) }
    unsafe self.init(UnsafeBufferPointer(start: start, count: bytes.count))
  }

  var count: Int { Int(length) }
  var string: String { unsafe String(decoding: bytes, as: UTF8.self) }
  private var bytes: UnsafeBufferPointer<UInt8> {
    unsafe UnsafeBufferPointer(start: start, count: count)
  }

  func write(to out: inout ByteWriter, isEscaped: Bool) {
    if isPlain || !isEscaped {
      unsafe out.append(bytes)
    } else {
      unsafe out.append(html: bytes)
    }
  }
}

/// 1 for what HTML escapes, else 0, without a branch.
@inline(__always)
private func isSpecialInHTML(_ byte: UInt8) -> UInt8 {
  func isEqual(_ other: UInt8) -> UInt8 { byte == other ? 1 : 0 }
  return isEqual(0x22) | isEqual(0x26) | isEqual(0x27) | isEqual(0x3C) | isEqual(0x3E)
}

/// HTML where an address can lead to it.
final class HTMLBox: Sendable {
  let fragment: HTMLFragment
  init(_ fragment: HTMLFragment) { self.fragment = fragment }
}
