import ByteText

/// The plain text of a document, collected while its HTML is written, and what follows from it.
struct Facts: ~Copyable {
  /// The text outside code blocks, blocks ended by line feeds.
  private var prose: ByteWriter
  /// The ranges of paragraphs in `prose`, as far as the summary can need them.
  private var paragraphs: [(range: Range<Int>, isInList: Bool)] = []
  private var paragraphStart: Int?
  private var isInList = false
  /// Whether footnotes have begun.
  private var isBehindText = false
  /// The length of `prose` at `<!-- more -->`.
  private var moreMark: Int?
  /// The length of `prose` at the beginning of the outermost annotation that is open.
  private var annotationStart: Int?

  init(capacity: Int) {
    prose = ByteWriter(capacity: capacity)
    prose.append(ProseCounter.lead)
  }

  mutating func beginParagraph(isInList: Bool) {
    paragraphStart = isBehindText ? nil : prose.count
    self.isInList = isInList
  }

  /// Ends the text proper: footnotes follow, which no summary shows.
  mutating func endText() { isBehindText = true }

  /// Ends a paragraph or another block.
  mutating func endBlock() {
    if let start = paragraphStart, start < summaryBytes, prose.count > start {
      paragraphs.append((start..<prose.count, isInList))
    }
    paragraphStart = nil
    prose.append(UInt8(ascii: "\n"))
  }

  mutating func markMore() {
    if moreMark == nil { moreMark = prose.count }
  }

  /// Begins an annotation above a word, which is no part of the text.
  mutating func beginAnnotation() { annotationStart = annotationStart ?? prose.count }

  mutating func endAnnotation() {
    if let start = annotationStart, start < prose.count { prose.truncate(to: start) }
    annotationStart = nil
  }

  @inline(__always)
  mutating func add(_ text: Bytes) { unsafe prose.append(text.buffer) }

  mutating func addSpace() { prose.append(UInt8(ascii: " ")) }

  /// Han characters and Latin words of the whole text.
  mutating func count() -> (characters: Int, words: Int) {
    prose.append(ProseCounter.trail)
    return unsafe prose.withUnsafeBytes { unsafe ProseCounter.count($0) }
  }

  /// The text before the mark, else the first paragraph that says something, cut to a summary's length.
  var summary: String? {
    guard let moreMark else {
      return telling.flatMap { summarize(beginning(of: $0)) }
    }
    var text = ByteWriter(capacity: summaryBytes)
    for (range, _) in paragraphs where range.lowerBound < moreMark {
      if let last = text.last, last < 0x80 { text.append(UInt8(ascii: " ")) }
      unsafe text.append(beginning(of: range.clamped(to: 0..<moreMark)).buffer)
    }
    return summarize(text.bytes)
  }

  /// The first paragraph, or if that says nothing the first one outside lists that does: what a list begins with says
  /// less than the words before it.
  private var telling: Range<Int>? {
    guard let first = paragraphs.first?.range else { return nil }
    if saysSomething(beginning(of: first)) { return first }
    return paragraphs.first { !$0.isInList && saysSomething(beginning(of: $0.range)) }?.range
      ?? first
  }

  private func beginning(of paragraph: Range<Int>) -> Bytes {
    prose.bytes[paragraph.prefix(summaryBytes)]
  }
}

/// More than a summary has: 120 characters of four bytes, and some to see where a sentence ends.
private let summaryBytes = 1024
