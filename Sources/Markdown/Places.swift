import Diagnostics

/// Finds where in the source file something stands that libcmark gives without a place.
///
/// Links end in the order in which their destinations stand in the text, so one cursor runs over
/// the text once; whatever is not found there is given the line that libcmark names.
struct Places {
  private let bytes: [UInt8]
  private let body: Range<Int>
  /// The next offsets at which a `](` ends, at most `lookahead`; all lie behind the cursor.
  private var destinations: [Int] = []
  /// Up to where `](` has been looked for.
  private var scanned: Int
  /// The offset of every line's first byte; made when it is first needed.
  private var lines: [Int] = []

  /// `lines` are offsets in the body of the lines that were parsed, where those are others.
  init(source: SourceFile, body: Range<Int>, lines: [Int]) {
    bytes = source.bytes
    self.body = body
    self.lines = lines.map { body.lowerBound + $0 }
    scanned = body.lowerBound
  }

  /// The bytes of a link's destination, or the line on which the link probably stands.
  mutating func place(ofDestination destination: Bytes, line: Int) -> Range<Int> {
    if let range = nextDestination(equalTo: destination) { return range }
    let lineRange = range(ofLine: line)
    if let first = destinations.first, first < lineRange.lowerBound {
      destinations.removeAll { $0 < lineRange.lowerBound }
      scanned = max(scanned, lineRange.lowerBound)
      if let range = nextDestination(equalTo: destination) { return range }
    }
    return lineRange
  }

  private mutating func nextDestination(equalTo destination: Bytes) -> Range<Int>? {
    findDestinations()
    for (index, offset) in destinations.enumerated() {
      var start = offset
      while start < body.upperBound, isSpace(bytes[start]) || bytes[start] == UInt8(ascii: "<") {
        start += 1
      }
      guard stands(destination, at: start) else { continue }
      destinations.removeFirst(index + 1)
      return start..<start + destination.count
    }
    return nil
  }

  private mutating func findDestinations() {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      let text = unsafe Bytes(base: buffer.baseAddress, count: body.upperBound)
      while destinations.count < lookahead, scanned < body.upperBound {
        guard let bracket = text.first(UInt8(ascii: "]"), from: scanned) else {
          scanned = body.upperBound
          break
        }
        scanned = bracket + 1
        if text.holds("(", at: scanned) { destinations.append(scanned + 1) }
      }
    }
  }

  private func stands(_ text: Bytes, at start: Int) -> Bool {
    guard start + text.count <= body.upperBound else { return false }
    for index in 0..<text.count where bytes[start + index] != text[index] { return false }
    return true
  }

  /// The first place at or behind the beginning of `line` where `text` stands, up to its first line
  /// break, or the line.
  mutating func place(of text: Bytes, line: Int) -> Range<Int> {
    let lineRange = range(ofLine: line)
    var length = 0
    while length < text.count, text[length] != 0x0A { length += 1 }
    let text = text[0..<length]
    let end = min(body.upperBound, lineRange.lowerBound + 1 << 14)
    var start = max(lineRange.lowerBound, found)
    while length > 0, start + length <= end {
      if bytes[start] == text[0], stands(text, at: start) {
        found = start + length
        return start..<found
      }
      start += 1
    }
    return lineRange
  }

  /// Behind the last text found, so that equal ones are told apart.
  private var found = 0

  /// The bytes of a line of the body, from 1, without white space around.
  mutating func range(ofLine line: Int) -> Range<Int> {
    if lines.isEmpty { lines = lineStarts() }
    var start = lines[min(max(line, 1), lines.count) - 1]
    var end = start
    while end < body.upperBound, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    while start < end, isSpace(bytes[start]) { start += 1 }
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Bytes of the source file for bytes of the body.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + body.lowerBound..<range.upperBound + body.lowerBound
  }

  private func lineStarts() -> [Int] {
    var starts = [body.lowerBound]
    var index = body.lowerBound
    while index < body.upperBound {
      let byte = bytes[index]
      index += 1
      if byte == 0x0A || byte == 0x0D && !(index < body.upperBound && bytes[index] == 0x0A) {
        starts.append(index)
      }
    }
    return starts
  }
}

/// How many destinations are compared before a link is thought to have none of its own.
private let lookahead = 16
