private import CCommonMark
private import Glibc

/// Bytes of a tree's node, readable as long as the tree lives; none of them is kept longer.
@safe
struct Bytes {
  let base: UnsafePointer<UInt8>?
  let count: Int

  static var empty: Bytes { unsafe Bytes(base: nil, count: 0) }

  /// `base` must be readable for `count` bytes while the value is used.
  init(base: UnsafePointer<UInt8>?, count: Int) {
    unsafe self.base = base
    self.count = count
  }

  /// A string of C, whose length is measured.
  init(cString: UnsafePointer<CChar>?) {
    guard let cString = unsafe cString else {
      self = .empty
      return
    }
    unsafe base = UnsafeRawPointer(cString).assumingMemoryBound(to: UInt8.self)
    count = unsafe strlen(cString)
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count)
    return unsafe base.unsafelyUnwrapped[index]
  }

  subscript(range: Range<Int>) -> Bytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return unsafe Bytes(base: base.map { unsafe $0 + range.lowerBound }, count: range.count)
  }

  var isEmpty: Bool { count == 0 }

  var buffer: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: base, count: count) }

  /// Whether these ASCII characters stand somewhere.
  func holds(_ word: StaticString) -> Bool {
    var from = 0
    while let index = first(unsafe word.utf8Start[0], from: from) {
      if holds(word, at: index) { return true }
      from = index + 1
    }
    return false
  }

  /// Whether these ASCII characters stand at `start`.
  func holds(_ word: StaticString, at start: Int) -> Bool {
    guard start + word.utf8CodeUnitCount <= count else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      let byte = unsafe word.utf8Start[index]
      if self[start + index] != byte { return false }
    }
    return true
  }

  /// The offset of the first such byte from `start` on.
  func first(_ byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = unsafe base else { return nil }
    let found = unsafe memchr(base + start, Int32(byte), count - start)
    return unsafe found.map { unsafe UnsafeRawPointer($0) - UnsafeRawPointer(base) }
  }

  /// Where the line ends that `start` is on: before its line feed or carriage return.
  func lineEnd(from start: Int, mayHoldReturns: Bool = true) -> Int {
    let end = first(0x0A, from: start) ?? count
    return mayHoldReturns ? self[0..<end].first(0x0D, from: start) ?? end : end
  }

  /// A copy, with what is not UTF-8 replaced.
  var string: String { unsafe String(decoding: buffer, as: UTF8.self) }
}

/// What libcmark calls a node's type, by the same numbers.
enum NodeKind: UInt8 {
  case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph
  case heading, thematicBreak
  case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image
}

/// A node of a parsed document.
@safe
struct Node: Equatable {
  fileprivate let pointer: OpaquePointer

  fileprivate init?(_ pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.pointer = pointer
  }

  static func == (a: Node, b: Node) -> Bool { unsafe a.pointer == b.pointer }

  var kind: NodeKind {
    let type = unsafe cmark_node_get_type(pointer).rawValue
    return unsafe type <= CMARK_NODE_IMAGE.rawValue
      ? unsafeBitCast(UInt8(truncatingIfNeeded: type), to: NodeKind.self) : .none
  }

  var parent: Node? { unsafe Node(cmark_node_parent(pointer)) }
  var next: Node? { unsafe Node(cmark_node_next(pointer)) }
  var previous: Node? { unsafe Node(cmark_node_previous(pointer)) }
  var firstChild: Node? { unsafe Node(cmark_node_first_child(pointer)) }
  var lastChild: Node? { unsafe Node(cmark_node_last_child(pointer)) }

  /// The text of text, code and HTML.
  var literal: Bytes { unsafe Bytes(cString: cmark_node_get_literal(pointer)) }

  var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }

  /// What stands behind the opening fence of a code block.
  var fenceInfo: Bytes { unsafe Bytes(cString: cmark_node_get_fence_info(pointer)) }

  /// The address of a link or picture, escapes and entities resolved.
  var address: Bytes { unsafe Bytes(cString: cmark_node_get_url(pointer)) }

  var title: Bytes { unsafe Bytes(cString: cmark_node_get_title(pointer)) }

  var isTightList: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }

  /// The first number of an ordered list, nil for a bullet list.
  var listStart: Int? {
    unsafe cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
      ? Int(cmark_node_get_list_start(pointer)) : nil
  }

  /// A number of ours, 0 until it is set. libcmark frees nothing of it.
  var tag: Int {
    get { unsafe Int(bitPattern: cmark_node_get_user_data(pointer)) }
    nonmutating set {
      _ = unsafe cmark_node_set_user_data(pointer, UnsafeMutableRawPointer(bitPattern: newValue))
    }
  }

  /// The line of the parsed text on which the node begins, from 1; for inline nodes a guess.
  var line: Int { unsafe Int(cmark_node_get_start_line(pointer)) }
}

/// A document as libcmark parsed it; owns all its nodes, and must end on the thread on which it began.
@safe
struct Tree: ~Copyable {
  let root: Node

  /// Parses `text`, which need not be valid UTF-8. Takes linear time, save for what libcmark does not.
  init(parsing text: UnsafeBufferPointer<UInt8>) {
    let parser = unsafe arena_begin()
    if let start = text.baseAddress, !text.isEmpty {
      unsafe cmark_parser_feed(
        parser, UnsafeRawPointer(start).assumingMemoryBound(to: CChar.self), text.count)
    }
    guard let root = unsafe Node(cmark_parser_finish(parser)) else {
      preconditionFailure("libcmark always gives a document")
    }
    unsafe cmark_parser_free(parser)
    self.root = root
  }

  deinit { arena_end() }
}

/// The nodes below one, each entered and, unless it is a leaf, left again.
@safe
struct Events: ~Copyable {
  private let iterator: OpaquePointer

  init(_ root: Node) { unsafe iterator = cmark_iter_new(root.pointer) }

  deinit { unsafe cmark_iter_free(iterator) }

  /// The next node and whether it is entered; nil behind the last.
  mutating func next() -> (node: Node, entering: Bool)? {
    let event = unsafe cmark_iter_next(iterator)
    guard event != CMARK_EVENT_DONE, let node = unsafe Node(cmark_iter_get_node(iterator)) else {
      return nil
    }
    return (node, event == CMARK_EVENT_ENTER)
  }

  /// Goes on behind `node`, which was entered, without giving what is inside.
  mutating func skip(_ node: Node) {
    unsafe cmark_iter_reset(iterator, node.pointer, CMARK_EVENT_EXIT)
  }
}
