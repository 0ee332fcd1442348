package import ByteText
package import Dates
package import FrontMatter

/// A coder that writes values into a record or reads them from one, in the same order. The parts of a value are listed
/// once for both, so that writing and reading cannot drift apart.
///
/// Places in files are kept apart from values: only messages need them, and nothing that is published depends on them.
package protocol RecordCoder: FieldVisitor, ~Copyable {
  mutating func code(_ number: inout Int)
  mutating func code(_ text: inout String)
  mutating func code(place number: inout Int)
  /// Whether the record ended before everything was read from it.
  var isBroken: Bool { get }
}

extension RecordCoder where Self: ~Copyable {
  /// Codes a field's value.
  package mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    value.code(&self)
  }

  /// Codes a truth value as the number 0 or 1.
  package mutating func code(_ flag: inout Bool) {
    var number = flag ? 1 : 0
    code(&number)
    flag = number == 1
  }

  /// Codes a value that may be absent; reading it begins with `empty`.
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

  /// Codes the number of elements, and each of them; reading an element begins with `empty`.
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

  /// Codes a text that may be absent.
  package mutating func code(_ text: inout String?) { code(&text, empty: "") { $0.code(&$1) } }

  /// Codes a number that may be absent.
  package mutating func code(_ number: inout Int?) { code(&number, empty: 0) { $0.code(&$1) } }

  /// Codes a range of a file's bytes, as a place.
  package mutating func code(_ range: inout Range<Int>) {
    var (start, count) = (range.lowerBound, range.count)
    code(place: &start)
    code(place: &count)
    range = Range(from: start, count: count)
  }

  /// Codes a text and its place.
  package mutating func code(_ field: inout Field<String>) {
    var (value, range) = (field.value, field.range)
    code(&value)
    code(&range)
    field = Field(value: value, range: range)
  }

  /// Codes a text and its place, both of which may be absent.
  package mutating func code(_ field: inout Field<String>?) {
    code(&field, empty: emptyField) { $0.code(&$1) }
  }

  /// Codes a list of texts with their places.
  package mutating func code(_ fields: inout [Field<String>]) {
    code(&fields, empty: emptyField) { $0.code(&$1) }
  }

  /// Codes a moment, as seconds, minutes of offset, and whether it has a time.
  package mutating func code(_ moment: inout Moment) {
    var (seconds, offset, hasTime) = (moment.seconds, moment.offsetMinutes, moment.hasTime)
    code(&seconds)
    code(&offset)
    code(&hasTime)
    moment = Moment(seconds: seconds, offsetMinutes: offset, hasTime: hasTime)
  }

  /// Codes a moment that may be absent.
  package mutating func code(_ moment: inout Moment?) {
    code(&moment, empty: emptyMoment) { $0.code(&$1) }
  }

  /// Codes a case of an enumeration by its raw value, which should be a small number. An unknown one leaves the value
  /// as it is.
  package mutating func code<Value: RawRepresentable<Int>>(_ value: inout Value) {
    var number = value.rawValue
    code(&number)
    value = Value(rawValue: number) ?? value
  }
}

extension Range<Int> {
  /// A range from its beginning and length; empty where that is not possible.
  package init(from start: Int, count: Int) { self = start..<Swift.max(start, start &+ count) }
}

/// An empty text without a place, with which reading a field begins.
package let emptyField = Field(value: "", range: 0..<0)
let emptyMoment = Moment(seconds: 0, offsetMinutes: 0)

/// A writer of records: the number of bytes of the values, the values, the places.
package struct RecordWriter: RecordCoder, ~Copyable {
  private(set) var values = ByteWriter(capacity: 512)

  /// A writer of an empty record.
  package init() {}
  private var places = ByteWriter(capacity: 64)
  /// Always false: writing cannot fail.
  package var isBroken: Bool { false }

  /// Writes a number among the values, in as few bytes as it needs.
  package mutating func code(_ number: inout Int) { values.append(variable: number) }

  /// Writes a text, after its number of bytes in UTF-8.
  package mutating func code(_ text: inout String) {
    values.append(variable: text.utf8.count)
    values.append(text)
  }

  /// Writes a number among the places.
  package mutating func code(place number: inout Int) { places.append(variable: number) }

  /// Appends the record to the content of another writer, and begins a new record.
  package mutating func move(to writer: inout ByteWriter) {
    writer.append(variable: values.count)
    writer.append(values)
    writer.append(places)
    values.removeAll()
    places.removeAll()
  }
}

extension ByteWriter {
  /// Appends a number, small ones in few bytes: seven bits a byte, the lowest first, with the sign in the lowest bit.
  fileprivate mutating func append(variable number: Int) {
    var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}

// The problems of a file precede its record. Before them is their size as a negative number, with which no record
// begins, so that a record of a file without problems takes no more space.

extension ByteWriter {
  /// Appends the problems that precede a record.
  package mutating func append(problems: borrowing ByteWriter) {
    append(variable: -1 - problems.count)
    append(problems)
  }
}

/// The problems that precede a record, nil if there are none, and the record itself.
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

/// A reader of a record from bytes that must outlive it. Missing values read as zero or empty and set `isBroken`.
@safe
package struct RecordReader: RecordCoder, ~Copyable {
  private let bytes: UnsafeRawBufferPointer
  private var value = 0
  private var place: Int
  /// Whether the record ended before everything was read from it.
  package private(set) var isBroken = false

  /// A position of a reader, both among the values and among the places.
  package struct Position: Sendable {
    fileprivate let value: Int
    fileprivate let place: Int
  }

  /// A reader that continues at the position of another reader of the record.
  package init(_ record: UnsafeRawBufferPointer, at position: Position) {
    unsafe bytes = unsafe record
    (value, self.place) = (position.value, position.place)
  }

  /// The current position.
  var current: Position { Position(value: value, place: place) }

  /// A reader of the first of several adjoining records without places, which is removed from `records`.
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

  /// Reads the next number among the values.
  package mutating func code(_ number: inout Int) { number = self.number() }

  /// Reads the next number among the places.
  package mutating func code(place number: inout Int) {
    number = unsafe readNumber(bytes, &place, &isBroken)
  }

  /// Reads the next text; `text` stays as it is where the record is broken.
  package mutating func code(_ text: inout String) {
    let range = self.text()
    if !isBroken {
      text = range.isEmpty ? "" : unsafe String(decoding: bytes[range], as: UTF8.self)
    }
  }

  /// The number that would be read next, without reading it.
  package var nextNumber: Int {
    var (value, isBroken) = (value, isBroken)
    return unsafe readNumber(bytes, &value, &isBroken)
  }

  /// Reads a number that is no value by itself, such as the number of a list's elements.
  mutating func number() -> Int { unsafe readNumber(bytes, &value, &isBroken) }

  /// Reads a text and returns its bytes, which are valid as long as the record's.
  mutating func lentText() -> UnsafeRawBufferPointer {
    let range = text()
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
  }

  /// Reads a text and returns its range in the record.
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

/// Reads a number as `RecordWriter` writes it and moves the index past it. Most numbers take one byte.
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

/// The number whose sign was folded into its lowest bit.
private func unfolded(_ number: UInt) -> Int {
  Int(bitPattern: number >> 1) ^ -Int(bitPattern: number & 1)
}
