import ByteText

extension BlockRewriter {
  /// Begins a footnote. In the main text a comment stands for its line where something must end.
  mutating func beginFootnote(line: Range<Int>, label: Range<Int>, text start: Int) {
    let isOutside = scanner.containers.first == .footnote(definitions.count)
    if isMainFree, isOutside {
      copyMain(to: line.lowerBound)
    } else {
      copyMain(to: label.lowerBound - 2)
      main.bytes.append("<!--")
      main.bytes.append(mark: marker.marks.note)
      main.bytes.append("-->")
      main.endLine(source: line.lowerBound)
    }
    isMainFree = isOutside
    isMainOpen = !isOutside
    definitions.append(FootnoteDefinition(label: label, opening: label.lowerBound - 2..<start))
    let range = start..<line.upperBound
    guard !range.isEmpty else { return beginNote(line: line, hasText: false) }
    if isOutside, isPlainParagraph(range) {
      noteHeader(line: line, from: start)
      plainNote = PlainNote(line: line, text: range)
    } else {
      beginNote(line: line, hasText: true)
      noteHeader(line: line, from: start)
      copyNoteText(range)
      notes.endLine(source: line.lowerBound)
    }
    header?.isBehindIndent = true
  }

  /// Begins the item that holds a footnote's text.
  private mutating func beginNote(line: Range<Int>, hasText: Bool) {
    // An item that has nothing yet, or only a definition of a link, would end at an empty line.
    let opening = definitions[definitions.count - 1].opening
    let mayBeEmpty = !hasText || text[opening.upperBound] == UInt8(ascii: "[")
    let isFirst = notes.bytes.isEmpty
    notes.bytes.append("+   ")
    guard isFirst || mayBeEmpty else { return }
    notes.bytes.append("<!--")
    notes.bytes.append(number: definitions.count - 1, between: marker.marks.note)
    notes.bytes.append("-->")
    notes.endLine(source: line.lowerBound)
    if hasText { notes.bytes.append(noteIndent) }
  }

  mutating func copyNote(_ line: Range<Int>, isLazy: Bool) {
    if !isLazy, let cursor = scanner.cursorInFootnote {
      noteHeader(line: line, from: cursor.nextByte)
      if !cursor.isBlank { notes.bytes.append(noteIndent) }
      for _ in 0..<cursor.leftOfTab { notes.bytes.append(UInt8(ascii: " ")) }
      copyNoteText(cursor.nextByte..<line.upperBound)
    } else {
      // Indented so far that it is text of the paragraph here, too, whatever it begins with.
      for _ in 0..<continuation.count + 8 { notes.bytes.append(UInt8(ascii: " ")) }
      marker.copy(scanner.cursor.nonspace..<line.upperBound, to: &notes.bytes, always: true)
    }
    notes.endLine(source: line.lowerBound)
  }

  /// Copies a footnote's text. What looks like the definition of another is text there, and must not
  /// be taken for the definition of a link; nor must what is nested too deep begin a block.
  private mutating func copyNoteText(_ range: Range<Int>) {
    let text = scanner.cursor.nonspace
    if let offset = scanner.limitedAt {
      marker.copy(range.lowerBound..<offset, to: &notes.bytes, always: true)
      marker.copyAsText(offset..<range.upperBound, to: &notes.bytes)
      tooDeep.append(offset)
    } else if scanner.leaf == .paragraph, range.contains(text),
      scanner.cursor.footnoteDefinition != nil
    {
      marker.copy(range.lowerBound..<text, to: &notes.bytes, always: true)
      notes.bytes.append(mark: marker.marks.literal)
      marker.copy(text..<range.upperBound, to: &notes.bytes, always: true)
    } else if let insertion = htmlInsertion, range.contains(insertion.offset) {
      marker.copy(range.lowerBound..<insertion.offset, to: &notes.bytes, always: true)
      notes.bytes.append(insertion.kind, marker.marks)
      marker.copy(insertion.offset..<range.upperBound, to: &notes.bytes, always: true)
    } else {
      marker.copy(range, to: &notes.bytes, always: true)
    }
  }

  /// Ends the main text, whatever is open in it, and appends the footnotes' texts.
  mutating func appendNotes() {
    if let last = main.bytes.last, last != 0x0A { main.bytes.append(UInt8(ascii: "\n")) }
    if scanner.containers.isEmpty { closeLeaf() }
    main.endLine(source: text.count)
    main.bytes.append("<!--")
    main.bytes.append(mark: marker.marks.note)
    main.bytes.append("-->")
    main.endLine(source: text.count)
    unsafe main.bytes.append(notes.bytes.bytes.buffer)
    main.sources += notes.sources
  }

  /// Ends code or HTML that only the text's end would end. What is added behind a mark is not shown.
  private mutating func closeLeaf() {
    switch scanner.leaf {
    case .fence(let fence, let length, _):
      for _ in 0..<length { main.bytes.append(fence) }
      main.endLine(source: text.count)
    case .html(let kind):
      guard let endMarker = kind.endMarkers.first else { return }
      main.bytes.append(mark: marker.marks.note)
      main.bytes.append(endMarker)
      main.endLine(source: text.count)
    default: break
    }
  }

  // MARK: Plain texts

  /// Whether the text that begins a footnote is a paragraph that holds no markup.
  private func isPlainParagraph(_ range: Range<Int>) -> Bool {
    guard scanner.leaf == .paragraph, scanner.containers.count == 1, !range.isEmpty,
      !isBlank(text[range])
    else { return false }
    return marker.isPlain(range) && !holdsReplaced(text[range])
  }

  /// Decides whether the last footnote is plain when it is known whether the next line goes on with it;
  /// nil stands for the text's end. Gives whether the line is an empty one that waits for that.
  mutating func settlePlainNote(before kind: BlockScanner.Line?, _ line: Range<Int>) -> Bool {
    guard let note = plainNote else { return false }
    switch kind {
    case .blank where scanner.isInFootnote && isBlank(text[line]):
      plainNote?.emptyLines += 1
      return true
    case nil, .definition: definitions[definitions.count - 1].plain = note.text
    default:
      if scanner.hasOpenFootnote {
        write(note)
      } else {
        definitions[definitions.count - 1].plain = note.text
      }
    }
    plainNote = nil
    return false
  }

  /// Writes a text with which the line at hand goes on.
  private mutating func write(_ note: PlainNote) {
    beginNote(line: note.line, hasText: true)
    header?.written = notes.position
    marker.copy(note.text, to: &notes.bytes, always: true)
    notes.endLine(source: note.line.lowerBound)
    for _ in 0..<note.emptyLines { notes.endLine(source: note.line.lowerBound) }
  }
}

/// The text of a footnote that may be plain: no line has been written of it.
struct PlainNote {
  let line: Range<Int>
  let text: Range<Int>
  /// The number of empty lines behind it.
  var emptyLines = 0
}

/// Whether there is U+FFFE or U+FFFF, for which libcmark has others.
private func holdsReplaced(_ text: Bytes) -> Bool {
  var from = 0
  while let index = text.first(0xBF, from: from) {
    if index > 0, text[index - 1] == 0xEF, index + 1 < text.count, text[index + 1] >= 0xBE {
      return true
    }
    from = index + 1
  }
  return false
}

/// The definition of a footnote: byte ranges of the body.
struct FootnoteDefinition {
  /// The label: behind the caret, up to the bracket.
  let label: Range<Int>
  /// The bytes that open the definition: from the bracket to the text.
  let opening: Range<Int>
  /// The bytes of its text, if that is all there is to it.
  var plain: Range<Int>?
}

private let noteIndent = Array("    ".utf8)
