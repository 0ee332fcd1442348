import ByteText

/// The pre-pass over inline text: copies it with the marks that make libcmark decide as our
/// extensions want it. What the marks stand in does not matter, since writing drops them everywhere.
struct InlineMarker {
  private(set) var text: Bytes
  let marks: PrivateMarks
  /// Whether emphasis may stand beside Chinese punctuation.
  let emphasis: Bool
  /// Bytes that comments and declarations need.
  private var htmlInsertions: [HTMLInsertion]
  /// Whether `~` may strike text through.
  let strikes: Bool
  /// Whether `[^…]` may be a footnote's mark.
  let footnotes: Bool
  /// Whether `[ ]` may be the box of a task.
  let tasks: Bool
  /// Whether there are bare addresses with characters in them that could be delimiters.
  let addresses: Bool
  /// Whether links may lead to files whose names hold spaces or brackets.
  private let fileNames: Bool
  /// Whether `![` must be counted.
  private let limitsPictures: Bool
  private let triggers: TriggerBytes

  init(text: Bytes, marks: PrivateMarks, needs: TextNeeds) {
    self.text = text
    self.marks = marks
    emphasis = needs.emphasis
    strikes = needs.escapes
    footnotes = needs.footnotes
    tasks = needs.tasks
    addresses = needs.protectsAddresses
    fileNames = needs.fileNames
    limitsPictures = needs.limits.hasManyPictures
    triggers = needs.marked
    htmlInsertions = needs.htmlInsertions
  }

  /// The same for another text.
  func with(text: Bytes) -> InlineMarker {
    var copy = self
    copy.text = text
    if !htmlInsertions.isEmpty { copy.htmlInsertions = Markdown.htmlInsertions(in: text) }
    return copy
  }

  /// Appends the bytes of `range` with marks. Appends nothing where there are none, unless `always`
  /// is true or something has been written before.
  func copy(_ range: Range<Int>, to output: inout ByteWriter, always: Bool) {
    var copy = MarkedCopy(text: text, range: range)
    var insertion = htmlInsertions.isEmpty ? 0 : firstInsertion(from: range.lowerBound)
    var index = triggers.next(in: text, from: range.lowerBound, to: range.upperBound)
    while true {
      while insertion < htmlInsertions.count, htmlInsertions[insertion].offset < range.upperBound,
        htmlInsertions[insertion].offset <= index
      {
        copy.insert(htmlInsertions[insertion], marks, &output)
        insertion += 1
      }
      if index >= range.upperBound { break }
      let next = mark(at: index, in: &copy, &output)
      index = triggers.next(in: text, from: next, to: range.upperBound)
    }
    if always || !output.isEmpty { copy.finish(&output) }
  }

  /// The number of the first insertion at or behind an offset.
  private func firstInsertion(from offset: Int) -> Int {
    var low = 0
    var high = htmlInsertions.count
    while low < high {
      let middle = (low + high) / 2
      if htmlInsertions[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Looks at one trigger and gives where to go on.
  private func mark(at index: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter) -> Int {
    switch text[index] {
    case UInt8(ascii: "*"), UInt8(ascii: "_"): return markRuns(at: index, in: &copy, &output)
    case UInt8(ascii: "\\"): return markEscape(at: index, in: &copy, &output)
    case UInt8(ascii: "["):
      if footnotes, let end = markLabel(at: index, in: &copy, &output) { return end }
      if limitsPictures { limitPictures(at: index, in: &copy, &output) }
      return index + 1
    case UInt8(ascii: "]"):
      if limitsPictures, copy.brackets.close(at: index, in: text) {
        copy.replaceBracket(at: index, marks, &output)
      } else if fileNames, index + 1 < copy.range.upperBound,
        let name = UnreadFileName(in: text[0..<copy.range.upperBound], at: index + 1)
      {
        copy.bracket(name.range, marks, &output)
        return name.range.upperBound
      }
      return index + 1
    case UInt8(ascii: "&"):
      if isReferenceToMarkup(at: index) { copy.insert(marks.literal, at: index, &output) }
      return index + 1
    default: return markAddress(around: index, in: &copy, &output)
    }
  }

  // MARK: Emphasis

  /// Puts marks beside a run of one delimiter, and beside those of the other one that follow at once, so
  /// that libcmark takes their neighbours for what they must be.
  private func markRuns(at start: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter) -> Int
  {
    var index = start
    var left: Neighbour?
    repeat {
      var end = index + 1
      while end < copy.range.upperBound, text[end] == text[index] { end += 1 }
      let (before, after) = neighbours(ofRun: index..<end, in: copy.range)
      copy.insert(between: left, before, at: index, marks, &output)
      left = after
      index = end
    } while index < copy.range.upperBound && isDelimiter(text[index])
    copy.insert(between: left, nil, at: index, marks, &output)
    return index
  }

  /// The characters for which libcmark must take the neighbours on both sides of a run.
  private func neighbours(
    ofRun run: Range<Int>, in range: Range<Int>
  ) -> (before: Neighbour, after: Neighbour) {
    let before =
      isBehindQuotePrefix(run.lowerBound, in: range)
      ? .space
      : text.characterClass(
        before: run.lowerBound, start: range.lowerBound, isChinese: emphasis)
    let after = text.characterClass(at: run.upperBound, end: range.upperBound)
    // Beside white space it is decided whatever stands on the other side.
    guard !before.contains(.space), !after.contains(.space) else { return (.itself, .itself) }
    // With a CJK neighbour a run may open unless white space follows and close unless it precedes.
    if emphasis, text[run.lowerBound] == UInt8(ascii: "*"),
      before.union(after).contains(.cjk) || before.contains(.ideographicSelector)
    {
      return (
        before.contains(.punctuation) ? .letter : .itself,
        after.contains(.punctuation) ? .letter : .itself
      )
    }
    // Between two symbols a run of stars opens and closes, as between two letters.
    if text[run.lowerBound] == UInt8(ascii: "*"), before.contains(.symbol), after.contains(.symbol)
    {
      return (.itself, .itself)
    }
    return (
      before.contains(.symbol) ? .punctuation : .itself,
      after.contains(.symbol) ? .punctuation : .itself
    )
  }

  /// Whether only markers of block quotes stand before `index` on its line.
  private func isBehindQuotePrefix(_ index: Int, in range: Range<Int>) -> Bool {
    guard index > range.lowerBound, text[index - 1] == UInt8(ascii: ">") else { return false }
    var start = index
    while start > range.lowerBound,
      text[start - 1] == UInt8(ascii: ">") || text[start - 1] == UInt8(ascii: " ")
    { start -= 1 }
    return start == range.lowerBound || text[start - 1] == 0x0A || text[start - 1] == 0x0D
  }

  // MARK: What is literal

  private func markEscape(at index: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter)
    -> Int
  {
    guard index + 1 < copy.range.upperBound else { return index + 1 }
    switch text[index + 1] {
    case UInt8(ascii: "~") where strikes: copy.insert(marks.literal, at: index, &output)
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "^"):
      if footnotes || tasks { copy.insert(marks.literal, at: index, &output) }
    default: break
    }
    return index + 2
  }

  /// Whether a numeric reference stands for `~`, `[`, `]` or `^`.
  private func isReferenceToMarkup(at index: Int) -> Bool {
    guard let (value, _) = numericReference(in: text, at: index) else { return false }
    return value == 0x7E || value == 0x5B || value == 0x5D || value == 0x5E
  }

  /// Keeps libcmark from looking into a footnote's mark, and gives where it ends. One that goes on like
  /// a link, as `[^label](address)`, may be a link's text: only `*` and `_` in it are no delimiters.
  private func markLabel(at start: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter)
    -> Int?
  {
    guard let end = footnoteLabelEnd(in: text, at: start, end: copy.range.upperBound) else {
      return nil
    }
    let mayBeLink = end < copy.range.upperBound && text[end] == UInt8(ascii: "(")
    if !mayBeLink { copy.replaceBracket(at: start, marks, &output) }
    protect(start..<end, in: &copy, &output)
    if !mayBeLink { copy.replaceBracket(at: end - 1, marks, &output) }
    return end
  }

  /// Makes text of a bracket where too many pictures have begun.
  private func limitPictures(at index: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter) {
    let isPicture = index > copy.range.lowerBound && text[index - 1] == UInt8(ascii: "!")
    let isTooMany = copy.brackets.open(isPicture: isPicture, at: index, in: text)
    if isTooMany { copy.replaceBracket(at: index, marks, &output) }
  }

  /// Makes text of a byte that may be a delimiter.
  private func escape(at index: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter) {
    copy.insert(marks.beforeAdded, at: index, &output)
    output.append(UInt8(ascii: "\\"))
  }

  // MARK: Addresses

  /// Protects the bare address of which the colon or first full stop is at `index`.
  private func markAddress(
    around index: Int, in copy: inout MarkedCopy, _ output: inout ByteWriter
  ) -> Int {
    guard let start = addressStart(around: index, in: copy.range) else { return index + 1 }
    let end = addressEnd(from: index + 1, in: copy.range)
    protect(start..<end, in: &copy, &output)
    return max(end, index + 1)
  }

  private func addressStart(around index: Int, in range: Range<Int>) -> Int? {
    if text[index] == UInt8(ascii: ".") {
      let start = index - 3
      guard start >= range.lowerBound, start >= 0 else { return nil }
      return (start..<index).allSatisfy { text[$0] | 0x20 == UInt8(ascii: "w") } ? start : nil
    }
    guard index + 2 < range.upperBound, text.holds("//", at: index + 1) else { return nil }
    var start = index
    while start > range.lowerBound, isASCIILetter(text[start - 1]), index - start < 6 { start -= 1 }
    return start < index ? start : nil
  }

  /// The offset at which the address surely ends, without delimiters at its end: at white space, a
  /// bracket that was not opened in it, markup or CJK text.
  private func addressEnd(from start: Int, in range: Range<Int>) -> Int {
    var depth = 0
    var squareDepth = 0
    var end = start
    scan: while end < range.upperBound {
      switch text[end] {
      case 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        break scan
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        if depth == 0 { break scan }
        depth -= 1
      case UInt8(ascii: "["): squareDepth += 1
      case UInt8(ascii: "]"):
        if squareDepth == 0 { break scan }
        squareDepth -= 1
      case 0xE3...0xED: break scan
      default: break
      }
      end += 1
    }
    while end > start, isTrailingDelimiter(text[end - 1]) { end -= 1 }
    return end
  }

  private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "*") || byte == UInt8(ascii: "_")
  }

  private func isTrailingDelimiter(_ byte: UInt8) -> Bool {
    isDelimiter(byte) || byte == UInt8(ascii: "~")
  }

  private func protect(_ range: Range<Int>, in copy: inout MarkedCopy, _ output: inout ByteWriter) {
    for index in range {
      switch text[index] {
      case UInt8(ascii: "*"), UInt8(ascii: "_"):
        if index > 0, text[index - 1] == UInt8(ascii: "\\") { continue }
        escape(at: index, in: &copy, &output)
      case UInt8(ascii: "~"): copy.insert(marks.literal, at: index, &output)
      default: break
      }
    }
  }
}
