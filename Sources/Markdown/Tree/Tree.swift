private import CCommonMark

/// The types of nodes, by libcmark's numbers.
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

  /// Shortens the text of a text node to so many bytes, which must end a character.
  func shorten(to length: Int) {
    var bytes = unsafe Array(literal.buffer.prefix(length)).map { CChar(bitPattern: $0) }
    bytes.append(0)
    _ = unsafe cmark_node_set_literal(pointer, bytes)
  }

  var headingLevel: Int { unsafe Int(cmark_node_get_heading_level(pointer)) }

  /// The text behind the opening fence of a code block.
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

  /// The line of the parsed text on which a block ends.
  var lastLine: Int { unsafe Int(cmark_node_get_end_line(pointer)) }
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
