/// Follows a document's block structure line by line, as libcmark will see it.
///
/// Tables and footnotes are known by their lines, and whether a line is one depends on all blocks
/// that are open: it may be in a code block, in a list in a quote, or a lazy line of a paragraph.
struct BlockScanner {
  enum Container: Equatable {
    case quote
    /// An item of a list: how far its content is indented, and whether it has any yet.
    case item(width: Int, isEmpty: Bool)
    /// The number of the footnote among the definitions.
    case footnote(Int)
  }

  /// The block that takes the next line of text.
  enum Leaf: Equatable {
    case none, paragraph, indentedCode, table
    case fence(UInt8, length: Int, indent: Int)
    case html(HTMLBlockKind)
  }

  /// The kinds of lines.
  enum Line: Equatable {
    /// An empty line, be it in quotes. One that begins an item is none: the next one ends that.
    case blank
    /// Begins a paragraph or continues one; a lazy line stands outside the containers of its own.
    case paragraph(begins: Bool, isLazy: Bool)
    /// Goes on a table.
    case row
    /// Begins the definition of a footnote; the text on the line begins at the offset.
    case definition(label: Range<Int>, text: Int)
    case other
  }

  let findsFootnotes: Bool
  /// The offset on the line at hand where a container would have begun if there were not too many.
  private(set) var limitedAt: Int?
  private(set) var containers: [Container] = []
  private(set) var leaf = Leaf.none
  private(set) var footnoteCount = 0
  /// The index of the innermost container that is no item.
  private var lastQuote = -1
  /// The index of the outermost footnote.
  private var firstFootnote: Int?
  /// Whether the last line was empty, so that another one changes nothing.
  private var isBehindBlank = false
  /// The cursor behind the containers of the line at hand.
  private(set) var cursor: LineCursor
  /// The cursor behind the outermost footnote of the line at hand, if it is in one.
  private(set) var cursorInFootnote: LineCursor?

  init(text: Bytes, findsFootnotes: Bool) {
    self.findsFootnotes = findsFootnotes
    cursor = LineCursor(text, line: 0..<0)
  }

  /// Whether the block at hand belongs to a footnote.
  var isInFootnote: Bool { cursorInFootnote != nil }

  /// Whether a footnote is open, be it that the line at hand only goes on its paragraph.
  var hasOpenFootnote: Bool { firstFootnote != nil }

  /// Whether another empty line changes nothing, neither here nor for libcmark.
  var ignoresEmptyLine: Bool { isBehindBlank && lastQuote < 0 && leaf == .none }

  /// Says that the paragraph at hand is a table, whose delimiter row was the last line.
  mutating func beginTable() { leaf = .table }

  /// Says that the table at hand ended before the line at hand, which begins a paragraph.
  mutating func beginParagraph() { leaf = .paragraph }

  /// Says that the table at hand, whose rows were not read here, has ended.
  mutating func endTable() { leaf = .none }

  /// Reads the next line, without what ends it.
  mutating func read(_ line: Range<Int>) -> Line {
    cursor = LineCursor(cursor.text, line: line)
    cursorInFootnote = nil
    limitedAt = nil
    let matched = matchContainers()
    let isWhole = matched == containers.count
    if isWhole, let line = continueLeaf() {
      isBehindBlank = false
      return line
    }
    var state = Opening(
      matched: matched, isParagraph: isWhole && leaf == .paragraph && !cursor.isBlank,
      mayBeLazy: leaf == .paragraph)
    let line = openBlocks(&state) ?? addText(state, isWhole: isWhole)
    isBehindBlank = line == .blank
    return line
  }

  // MARK: Blocks that are open

  /// The number of containers that go on in this line.
  private mutating func matchContainers() -> Int {
    for index in containers.indices {
      if index > lastQuote, cursor.isBlank, isBehindBlank { break }
      guard goesOn(containers[index]) else { return index }
      if case .footnote = containers[index], cursorInFootnote == nil { cursorInFootnote = cursor }
    }
    return containers.count
  }

  private mutating func goesOn(_ container: Container) -> Bool {
    switch container {
    case .quote:
      guard cursor.indent <= 3, cursor.first == UInt8(ascii: ">") else { return false }
      cursor.advance(columns: cursor.indent + 1)
      if cursor.isAtSpace { cursor.advance(columns: 1) }
      return true
    case .item(let width, let isEmpty): return goesOn(width: width, isEmpty: isEmpty)
    case .footnote: return goesOn(width: 4, isEmpty: false)
    }
  }

  private mutating func goesOn(width: Int, isEmpty: Bool) -> Bool {
    if cursor.indent >= width {
      cursor.advance(columns: width)
      return true
    }
    guard cursor.isBlank, !isEmpty else { return false }
    cursor.skipIndent()
    return true
  }

  /// The kind of the line if it goes on a block of code or HTML, else nil.
  private mutating func continueLeaf() -> Line? {
    switch leaf {
    case .fence(let fence, let length, _):
      if cursor.closesFence(fence, length: length) { leaf = .none }
      return .other
    case .html(let kind):
      if kind.endMarkers.isEmpty, cursor.isBlank {
        leaf = .none
        return nil
      }
      if cursor.ends(kind) { leaf = .none }
      return .other
    case .indentedCode:
      if cursor.indent >= 4 || cursor.isBlank { return .other }
      leaf = .none
      return nil
    default: return nil
    }
  }

  // MARK: Blocks that begin

  private struct Opening {
    /// The number of containers that the line is in so far.
    var matched: Int
    /// Whether the line would go on a paragraph, not as a lazy line.
    var isParagraph: Bool
    /// Whether a paragraph is open that the line may go on lazily.
    var mayBeLazy: Bool
    var hasOpened = false
  }

  /// Opens what begins on the line. Gives what the line is unless it holds text of a paragraph.
  private mutating func openBlocks(_ state: inout Opening) -> Line? {
    while true {
      if cursor.isBlank { return nil }
      if cursor.indent >= 4 { return state.mayBeLazy ? nil : open(.indentedCode, &state) }
      if cursor.isText { return nil }
      if state.matched >= Limits.deepestBlock, beginsContainer {
        limitedAt = cursor.nonspace
        return nil
      }
      if cursor.first == UInt8(ascii: ">") {
        cursor.advance(columns: cursor.indent + 1)
        if cursor.isAtSpace { cursor.advance(columns: 1) }
        push(.quote, &state)
      } else if cursor.first == UInt8(ascii: "[") {
        return openFootnote(&state)
      } else if let line = openLeaf(&state) {
        return line
      } else if let length = cursor.listMarker(interruptsParagraph: state.isParagraph) {
        openItem(markerLength: length, &state)
      } else {
        return nil
      }
    }
  }

  private var beginsContainer: Bool {
    cursor.first == UInt8(ascii: ">") || cursor.listMarker(interruptsParagraph: false) != nil
  }

  private mutating func openLeaf(_ state: inout Opening) -> Line? {
    if cursor.startsHeading { return open(.none, &state) }
    if let fence = cursor.openingFence {
      return open(.fence(fence.byte, length: fence.length, indent: cursor.indent), &state)
    }
    let interrupts = state.isParagraph || state.mayBeLazy
    if let kind = cursor.htmlBlock(interruptsParagraph: interrupts) {
      let isClosed = cursor.ends(kind)
      return open(isClosed ? .none : .html(kind), &state)
    }
    let isBreak = state.isParagraph && cursor.isUnderline || cursor.isThematicBreak()
    return isBreak ? open(.none, &state) : nil
  }

  /// The rest of the line that begins a footnote may begin further blocks.
  private mutating func openFootnote(_ state: inout Opening) -> Line? {
    guard findsFootnotes, !isInFootnote, let found = cursor.footnoteDefinition else { return nil }
    cursor.advance(to: found.text)
    push(.footnote(footnoteCount), &state)
    footnoteCount += 1
    cursorInFootnote = cursor
    if openBlocks(&state) == nil { _ = addText(state, isWhole: true) }
    return .definition(label: found.label, text: found.text)
  }

  private mutating func openItem(markerLength: Int, _ state: inout Opening) {
    let indent = cursor.indent
    cursor.advance(to: cursor.nonspace + markerLength)
    let behindMarker = cursor
    var padding = cursor.indent
    if padding >= 5 || padding < 1 || cursor.isBlank { padding = 1 }
    cursor = behindMarker
    if cursor.isAtSpace { cursor.advance(columns: padding) }
    push(.item(width: indent + markerLength + padding, isEmpty: true), &state)
  }

  private mutating func push(_ container: Container, _ state: inout Opening) {
    closeUnmatched(&state)
    noteContent()
    switch container {
    case .item: break
    case .footnote:
      firstFootnote = firstFootnote ?? containers.count
      lastQuote = containers.count
    case .quote: lastQuote = containers.count
    }
    containers.append(container)
    state.matched = containers.count
  }

  /// Opens a block that takes lines; `.none` for one that is complete.
  private mutating func open(_ block: Leaf, _ state: inout Opening) -> Line {
    closeUnmatched(&state)
    noteContent()
    leaf = block
    return .other
  }

  private mutating func closeContainers(from count: Int) {
    guard containers.count > count else { return }
    containers.removeLast(containers.count - count)
    if let first = firstFootnote, first >= count { firstFootnote = nil }
    if lastQuote >= count {
      lastQuote = containers.lastIndex { if case .item = $0 { false } else { true } } ?? -1
    }
  }

  private mutating func closeUnmatched(_ state: inout Opening) {
    closeContainers(from: state.matched)
    leaf = .none
    state.isParagraph = false
    state.mayBeLazy = false
    state.hasOpened = true
  }

  /// The innermost container has content from now on.
  private mutating func noteContent() {
    if case .item(let width, true)? = containers.last {
      containers[containers.count - 1] = .item(width: width, isEmpty: false)
    }
  }

  // MARK: Text

  private mutating func addText(_ state: Opening, isWhole: Bool) -> Line {
    if cursor.isBlank {
      closeContainers(from: state.matched)
      leaf = .none
      return state.hasOpened ? .other : .blank
    }
    if !state.hasOpened, leaf == .paragraph {
      return .paragraph(begins: false, isLazy: !isWhole)
    }
    if !state.hasOpened, isWhole, leaf == .table, !cursor.isLoneBar { return .row }
    closeContainers(from: state.matched)
    noteContent()
    leaf = .paragraph
    return .paragraph(begins: true, isLazy: false)
  }
}
