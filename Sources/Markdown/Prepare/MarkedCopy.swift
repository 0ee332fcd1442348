import ByteText

/// The character for which libcmark must take a neighbour of a run.
enum Neighbour { case itself, letter, punctuation }

/// A copy of a range with marks, as far as it has come.
struct MarkedCopy {
  let text: Bytes
  let range: Range<Int>
  var brackets = OpenBrackets()
  private var from: Int

  init(text: Bytes, range: Range<Int>) {
    self.text = text
    self.range = range
    from = range.lowerBound
  }

  mutating func insert(_ mark: UInt8, at index: Int, _ output: inout ByteWriter) {
    unsafe output.append(text[from..<index].buffer)
    output.append(mark: mark)
    from = index
  }

  /// Writes a brace for a square bracket, which costs libcmark less than an escape. Behind a run the brace itself is its
  /// neighbour, as the bracket would be.
  mutating func replaceBracket(at index: Int, _ marks: PrivateMarks, _ output: inout ByteWriter) {
    let isOpening = text[index] == UInt8(ascii: "[")
    if isOpening, index > range.lowerBound, isRun(text[index - 1]) {
      unsafe output.append(text[from..<index].buffer)
      output.append(UInt8(ascii: "{"))
      output.append(mark: marks.behindAdded)
    } else {
      insert(marks.beforeAdded, at: index, &output)
      output.append(isOpening ? UInt8(ascii: "{") : UInt8(ascii: "}"))
    }
    from = index + 1
  }

  private func isRun(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
  }

  /// Puts a destination between `<` and `>`, which the author did not write.
  mutating func bracket(
    _ destination: Range<Int>, _ marks: PrivateMarks, _ output: inout ByteWriter
  ) {
    unsafe output.append(text[from..<destination.lowerBound].buffer)
    output.append(UInt8(ascii: "<"))
    output.append(mark: marks.behindAdded)
    from = destination.lowerBound
    insert(marks.beforeAdded, at: destination.upperBound, &output)
    output.append(UInt8(ascii: ">"))
  }

  /// Puts marks between what is left of `index` and what is right of it, of which each that is a run needs
  /// the other to be taken for something; one that is none is nil. Two runs are punctuation to each other.
  mutating func insert(
    between left: Neighbour?, _ right: Neighbour?, at index: Int, _ marks: PrivateMarks,
    _ output: inout ByteWriter
  ) {
    switch (left, right) {
    case (.letter, nil), (nil, .letter), (.letter, .letter):
      insert(marks.letter, at: index, &output)
    case (.letter, _), (nil, .punctuation):
      insert(marks.beforeAdded, at: index, &output)
      output.append(UInt8(ascii: ","))
    case (_, .letter), (.punctuation, nil):
      unsafe output.append(text[from..<index].buffer)
      output.append(UInt8(ascii: ","))
      output.append(mark: marks.behindAdded)
      from = index
    default: break
    }
  }

  /// Skips what lies within something that has been copied as a whole.
  mutating func insert(
    _ insertion: HTMLInsertion, _ marks: PrivateMarks, _ output: inout ByteWriter
  ) {
    guard insertion.offset >= from else { return }
    unsafe output.append(text[from..<insertion.offset].buffer)
    output.append(insertion.kind, marks)
    from = insertion.offset
  }

  func finish(_ output: inout ByteWriter) {
    unsafe output.append(text[from..<range.upperBound].buffer)
  }
}
