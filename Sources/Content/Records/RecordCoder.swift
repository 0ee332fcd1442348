package import ByteText
package import Dates
package import FrontMatter

/// Writes values into a record or reads them from one, in the same order: what a value consists of
/// is said once for both ways, so that they cannot drift apart.
///
/// Places in files stand apart from values: they are needed for messages only, and nothing that is
/// published depends on them.
package protocol RecordCoder: FieldVisitor, ~Copyable {
  mutating func code(_ number: inout Int)
  mutating func code(_ text: inout String)
  mutating func code(place number: inout Int)
  /// Whether a record holds less than was read from it.
  var isBroken: Bool { get }
}

extension RecordCoder where Self: ~Copyable {
  package mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    value.code(&self)
  }

  package mutating func code(_ flag: inout Bool) {
    var number = flag ? 1 : 0
    code(&number)
    flag = number == 1
  }

  /// A value that may be absent; `empty` is what reading begins with.
  package mutating func code<Value>(
    _ value: inout Value?, empty: @autoclosure () -> Value,
    _ codeValue: (inout Self, inout Value) -> Void
  ) {
    var isThere = value != nil
    code(&isThere)
    guard isThere else { return value = nil }
    var present = value ?? empty()
    codeValue(&self, &present)
    value = present
  }

  package mutating func code<Value>(
    _ list: inout [Value], empty: @autoclosure () -> Value,
    _ codeValue: (inout Self, inout Value) -> Void
  ) {
    var count = list.count
    code(&count)
    for index in 0..<max(0, count) where !isBroken {
      var value = index < list.count ? list[index] : empty()
      codeValue(&self, &value)
      if index < list.count { list[index] = value } else { list.append(value) }
    }
  }

  package mutating func code(_ text: inout String?) { code(&text, empty: "") { $0.code(&$1) } }

  package mutating func code(_ number: inout Int?) { code(&number, empty: 0) { $0.code(&$1) } }

  package mutating func code(_ range: inout Range<Int>) {
    var (start, count) = (range.lowerBound, range.count)
    code(place: &start)
    code(place: &count)
    range = Range(from: start, count: count)
  }

  package mutating func code(_ field: inout Field<String>) {
    var (value, range) = (field.value, field.range)
    code(&value)
    code(&range)
    field = Field(value: value, range: range)
  }

  package mutating func code(_ field: inout Field<String>?) {
    code(&field, empty: emptyField) { $0.code(&$1) }
  }

  package mutating func code(_ fields: inout [Field<String>]) {
    code(&fields, empty: emptyField) { $0.code(&$1) }
  }

  package mutating func code(_ moment: inout Moment) {
    var (seconds, offset, hasTime) = (moment.seconds, moment.offsetMinutes, moment.hasTime)
    code(&seconds)
    code(&offset)
    code(&hasTime)
    moment = Moment(seconds: seconds, offsetMinutes: offset, hasTime: hasTime)
  }

  package mutating func code(_ moment: inout Moment?) {
    code(&moment, empty: emptyMoment) { $0.code(&$1) }
  }

  /// One case of an enumeration whose raw values are small numbers.
  package mutating func code<Value: RawRepresentable<Int>>(_ value: inout Value) {
    var number = value.rawValue
    code(&number)
    value = Value(rawValue: number) ?? value
  }
}

extension Range<Int> {
  /// A range by its beginning and length, as far as there are numbers for it.
  package init(from start: Int, count: Int) { self = start..<Swift.max(start, start &+ count) }
}

package let emptyField = Field(value: "", range: 0..<0)
let emptyMoment = Moment(seconds: 0, offsetMinutes: 0)

/// Writes a record: how long its values are, the values, the places.
package struct RecordWriter: RecordCoder, ~Copyable {
  private(set) var values = ByteWriter(capacity: 512)

  package init() {}
  private var places = ByteWriter(capacity: 64)
  package var isBroken: Bool { false }

  package mutating func code(_ number: inout Int) { values.append(variable: number) }

  package mutating func code(_ text: inout String) {
    values.append(variable: text.utf8.count)
    values.append(text)
  }

  package mutating func code(place number: inout Int) { places.append(variable: number) }

  /// Moves the record behind what another writer holds, and begins a new one.
  package mutating func move(to writer: inout ByteWriter) {
    writer.append(variable: values.count)
    writer.append(values)
    writer.append(places)
    values.removeAll()
    places.removeAll()
  }
}

extension ByteWriter {
  /// Small numbers in few bytes: seven bits a byte, the lowest first, signs folded into the lowest.
  fileprivate mutating func append(variable number: Int) {
    var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

// What there is to say about a file stands in front of its record, behind how long it is as a number below
// zero, which no record begins with: so a record of a file that is in order takes no more for that.

extension ByteWriter {
  /// Appends what stands in front of a record.
  package mutating func append(problems: borrowing ByteWriter) {
    append(variable: -1 - problems.count)
    append(problems)
  }
}

/// What stands in front of a record, if it is there, and the record itself.
package func split(
  record bytes: UnsafeRawBufferPointer
) -> (problems: UnsafeRawBufferPointer?, record: UnsafeRawBufferPointer) {
  var (start, isBroken) = (0, false)
  let count = unsafe readNumber(bytes, &start, &isBroken)
  guard count < 0 else { return unsafe (nil, bytes) }
  let end = start + min(-1 - count, bytes.count - start)
  return unsafe (
    UnsafeRawBufferPointer(rebasing: bytes[start..<end]),
    UnsafeRawBufferPointer(rebasing: bytes[end...])
  )
}

/// Reads a record from bytes that must outlive it. What is not there reads as nothing and is remembered.
@safe
package struct RecordReader: RecordCoder, ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private var value = 0
  private var place: Int
  package private(set) var isBroken = false

  /// Where a reader stands among the values and among the places.
  package struct Position: Sendable {
    fileprivate let value: Int
    fileprivate let place: Int
  }

  /// Goes on where another reader of the record stood.
  package init(_ record: UnsafeRawBufferPointer, at position: Position) {
    unsafe bytes = unsafe record
    (value, self.place) = (position.value, position.place)
  }

  /// Where it stands.
  var current: Position { Position(value: value, place: place) }

  /// Reads the first of records without places that stand behind one another, and takes it from them.
  package init(first records: inout Slice<UnsafeRawBufferPointer>) {
    let all = unsafe UnsafeRawBufferPointer(rebasing: records)
    var (start, isBroken) = (0, false)
    let count = unsafe readNumber(all, &start, &isBroken)
    let end = start + max(0, min(count, all.count - start))
    unsafe self.init(UnsafeRawBufferPointer(rebasing: all[..<end]))
    unsafe records = unsafe records.dropFirst(end)
  }

  init(_ record: UnsafeRawBufferPointer) {
    unsafe bytes = unsafe record
    place = record.count
    let count = unsafe readNumber(record, &value, &isBroken)
    place = min(value + max(0, min(count, record.count)), record.count)
  }

  package mutating func code(_ number: inout Int) { number = self.number() }

  package mutating func code(place number: inout Int) {
    number = unsafe readNumber(bytes, &place, &isBroken)
  }

  package mutating func code(_ text: inout String) {
    let range = self.text()
    if !isBroken {
      text = range.isEmpty ? "" : unsafe String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// The number that would be read next.
  package var nextNumber: Int {
    var (value, isBroken) = (value, isBroken)
    return unsafe readNumber(bytes, &value, &isBroken)
  }

  /// A number by itself, such as how many elements a list has.
  mutating func number() -> Int { unsafe readNumber(bytes, &value, &isBroken) }

  /// Passes over a text, and lends its bytes, which are there as long as the record's.
  mutating func lentText() -> UnsafeRawBufferPointer {
    let range = text()
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// Passes over a text, and tells where in the record it stands.
  mutating func text() -> Range<Int> {
    let count = unsafe readNumber(bytes, &value, &isBroken)
    guard count >= 0, unsafe count <= bytes.count - value else {
      isBroken = true
      return 0..<0
    }
    defer { value += count }
    return value..<(value + count)
  }
}

/// Reads a number as `RecordWriter` writes it, and goes on behind it. Most take one byte.
@inline(__always)
private func readNumber(
  _ bytes: UnsafeRawBufferPointer, _ index: inout Int, _ isBroken: inout Bool
) -> Int {
  if index < bytes.count, unsafe bytes[index] < 0x80 {
    defer { index += 1 }
    return unsafe unfolded(UInt(bytes[index]))
  }
  return unsafe readLongNumber(bytes, &index, &isBroken)
}

private func readLongNumber(
  _ bytes: UnsafeRawBufferPointer, _ index: inout Int, _ isBroken: inout Bool
) -> Int {
  var folded: UInt = 0
  var shift: UInt = 0
  while index < bytes.count, shift < 64 {
    let byte = unsafe bytes[index]
    index += 1
    folded |= UInt(byte & 0x7F) << shift
    if byte < 0x80 { return unfolded(folded) }
    shift += 7
  }
  isBroken = true
  return 0
}

/// A number whose sign was folded into its lowest bit.
private func unfolded(_ number: UInt) -> Int {
  Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1)
}
