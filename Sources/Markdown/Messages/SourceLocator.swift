/// Finds where in the source file something stands that libcmark gives without a place.
///
/// Links end in the order in which their destinations stand in the text, so one cursor runs over
/// the text once; destinations that stand in definitions are looked up there. Whatever is not found
/// is given the line that libcmark names.
struct SourceLocator {
  let file: Bytes
  private let body: Range<Int>
  /// The next offsets at which a `](` ends, at most `lookahead`; all lie behind the cursor.
  private var destinations: [Int] = []
  private let holdsCode: Bool
  /// The offset up to which `](` has been looked for.
  private var scanned: Int
  /// The offset behind the last text found, so that equal ones are told apart.
  private var found = 0
  /// The offset of every line's first byte; made when it is first needed.
  private var lines: [Int]
  /// The destinations of definitions; made when they are first needed.
  private var definitions: [String: Range<Int>]?

  /// `lines` are offsets in the body of the lines that were parsed, where those are others.
  init(file: Bytes, body: Range<Int>, lines: [Int]) {
    self.file = file
    self.body = body
    self.lines = lines.map { body.lowerBound + $0 }
    scanned = body.lowerBound
    holdsCode = file[body].holds(UInt8(ascii: "`"))
  }

  /// The file up to the end of the text.
  var text: Bytes { file[0..<body.upperBound] }

  // MARK: Links

  /// The bytes of a link's destination, or the line on which its block begins.
  mutating func range(ofDestination destination: Bytes, line: Int) -> Range<Int> {
    if !holdsCode, let range = nextDestination(equalTo: destination) { return range }
    // What stands in code before the link's block is none.
    let start = lineStart(line)
    if let first = destinations.first, first < start { destinations.removeAll { $0 < start } }
    scanned = max(scanned, start)
    return nextDestination(equalTo: destination) ?? definition(of: destination)
      ?? range(ofLine: line)
  }

  private mutating func nextDestination(equalTo destination: Bytes) -> Range<Int>? {
    findDestinations()
    for (index, offset) in destinations.enumerated() {
      let start = skipToDestination(from: offset)
      guard stands(destination, at: start) else { continue }
      destinations.removeFirst(index + 1)
      return start..<start + destination.count
    }
    return nil
  }

  private mutating func findDestinations() {
    while destinations.count < lookahead, scanned < body.upperBound {
      guard let bracket = file.first(UInt8(ascii: "]"), from: scanned) else {
        scanned = body.upperBound
        return
      }
      scanned = bracket + 1
      if file.holds("(", at: scanned) { destinations.append(scanned + 1) }
    }
  }

  private func skipToDestination(from offset: Int) -> Int {
    var start = offset
    while start < body.upperBound, start < offset + 16,
      isSpace(file[start]) || file[start] == UInt8(ascii: "<")
    { start += 1 }
    return start
  }

  private func stands(_ text: Bytes, at start: Int) -> Bool {
    guard start + text.count <= body.upperBound else { return false }
    for index in 0..<text.count where file[start + index] != text[index] { return false }
    return true
  }

  private mutating func definition(of destination: Bytes) -> Range<Int>? {
    if definitions == nil { definitions = findDefinitions() }
    guard definitions?.isEmpty == false else { return nil }
    return definitions?[destination.string]
  }

  /// The texts behind every `]:`, up to white space or the bracket that closes them, and their ranges.
  private func findDefinitions() -> [String: Range<Int>] {
    var found: [String: Range<Int>] = [:]
    var from = body.lowerBound
    while let bracket = file.first(UInt8(ascii: "]"), from: from), bracket < body.upperBound {
      from = bracket + 1
      guard file.holds(":", at: from) else { continue }
      let start = skipToDestination(from: from + 1)
      var end = start
      while end < body.upperBound, end - start < 2000, !isSpace(file[end]),
        file[end] != UInt8(ascii: ">")
      { end += 1 }
      let destination = file[start..<end].string
      if found[destination] == nil { found[destination] = start..<end }
      from = end
    }
    return found
  }

  // MARK: Other text

  /// The first place at or behind the beginning of `line` where `text` stands, up to its first line
  /// break, or the line. Looks at a few thousand bytes at most.
  mutating func range(of text: Bytes, line: Int) -> Range<Int> {
    let text = text[0..<(text.first(0x0A, from: 0) ?? text.count)]
    return find(text, line: line) ?? range(ofLine: line)
  }

  /// The first place at or behind the beginning of `line`, and behind the last text found, where `text` stands and `isRight`
  /// says so of the file and the offset; nil where there is none in the next few thousand bytes.
  mutating func find(
    _ text: Bytes, line: Int, where isRight: (Bytes, Int) -> Bool = { _, _ in true }
  ) -> Range<Int>? {
    guard !text.isEmpty else { return nil }
    var from = max(lineStart(line), found)
    let end = min(body.upperBound, from + searchedBytes)
    while let start = file[0..<end].first(text[0], from: from) {
      if stands(text, at: start), isRight(file, start) {
        found = start + text.count
        return start..<found
      }
      from = start + 1
    }
    return nil
  }

  /// As `find`, up to the next empty line; nil too where the text stands there behind a backslash: its author knows what it
  /// would mean.
  mutating func findUnescaped(
    _ text: Bytes, line: Int, where isRight: (Bytes, Int) -> Bool = { _, _ in true }
  ) -> Range<Int>? {
    guard !text.isEmpty else { return nil }
    let start = max(lineStart(line), found)
    let block = file[0..<blockEnd(from: start)]
    var place: Int?
    var from = start
    while let index = block.first(text[0], from: from) {
      from = index + 1
      guard stands(text, at: index), index + text.count <= block.count else { continue }
      if isEscaped(file, at: index) { return nil }
      if place == nil, isRight(file, index) { place = index }
    }
    guard let place else { return nil }
    found = place + text.count
    return place..<found
  }

  /// The last place of a word in a range of the file, as far as that lies in the text.
  func last(_ word: StaticString, in range: Range<Int>) -> Range<Int>? {
    let length = word.utf8CodeUnitCount
    var index = range.upperBound - length
    while index >= max(range.lowerBound, body.lowerBound) {
      if file.holds(word, at: index) { return index..<index + length }
      index -= 1
    }
    return nil
  }

  /// The offset of the next empty line, within a few thousand bytes.
  private func blockEnd(from start: Int) -> Int {
    let end = min(body.upperBound, start + searchedBytes)
    var line = start
    while let feed = file[0..<end].first(0x0A, from: line) {
      line = feed + 1
      var index = line
      while index < end, isIndentOrQuote(file[index]) { index += 1 }
      if index < end, file[index] == 0x0A { return feed }
    }
    return end
  }

  private func isIndentOrQuote(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == UInt8(ascii: ">")
  }

  // MARK: Lines

  /// The bytes of a line of the parsed text, from 1, without white space around; of a very long one
  /// the beginning.
  mutating func range(ofLine line: Int) -> Range<Int> {
    var start = lineStart(line)
    let limit = min(body.upperBound, start + longestLine)
    while start < limit, isSpace(file[start]) { start += 1 }
    var end = start
    while end < limit, file[end] != 0x0A, file[end] != 0x0D { end += 1 }
    while end > start, isSpace(file[end - 1]) || end == limit && file[end - 1] >= 0x80 { end -= 1 }
    return start..<end
  }

  /// The bytes of lines of the parsed text, from 1, that are neighbours in the source.
  mutating func sourceLines(_ numbers: ClosedRange<Int>) -> [Range<Int>] {
    numbers.map {
      let start = lineStart($0)
      return start..<min(file.lineEnd(from: start), body.upperBound)
    }
  }

  /// The bytes of lines of the parsed text, from 1, that are neighbours in the source, with what is between them.
  mutating func sourceRange(ofLines numbers: ClosedRange<Int>) -> Range<Int> {
    let start = lineStart(numbers.lowerBound)
    let end = file.lineEnd(from: lineStart(numbers.upperBound))
    return start..<max(start, min(end, body.upperBound))
  }

  /// The place before a line.
  mutating func start(ofLine line: Int) -> Range<Int> {
    let start = lineStart(line)
    return start..<start
  }

  /// Bytes of the source file for bytes of the body.
  func sourceRange(_ range: Range<Int>) -> Range<Int> {
    range.lowerBound + body.lowerBound..<range.upperBound + body.lowerBound
  }

  private mutating func lineStart(_ line: Int) -> Int {
    if lines.isEmpty { lines = lineStarts() }
    return lines[min(max(line, 1), lines.count) - 1]
  }

  private func lineStarts() -> [Int] {
    let text = file[0..<body.upperBound]
    var starts: [Int] = []
    var start = body.lowerBound
    while start < text.count {
      starts.append(start)
      let end = text.lineEnd(from: start)
      start = end + (text.holds("\r\n", at: end) ? 2 : 1)
    }
    return starts.isEmpty ? [body.lowerBound] : starts
  }
}

/// The number of destinations that are compared before a link is thought to have none of its own.
private let lookahead = 16

/// The number of bytes in which a text is looked for.
private let searchedBytes = 2048

/// The number of bytes of a line that a message points at.
private let longestLine = 200
