import ByteText
import Diagnostics

/// A step of rendering. Bodies follow the instruction that they belong to and end before `end`.
/// Trivial to copy: whatever needs memory lies in the program's tables.
enum Instruction: Sendable {
  /// Bytes of the program's text, copied whole.
  case text(TextSlice, startsLine: Bool)
  /// A line begins here with a tag: only its indentation is written.
  case lineStart
  case interpolate(NamePath, isEscaped: Bool)
  case section(NamePath, end: Int32)
  case inverted(NamePath, end: Int32)
  /// A partial, or a parent with its overrides' bodies: an index into `calls`.
  case call(Int32, end: Int32)
  /// A place that callers may fill, with what stands there otherwise: an index into `blocks`.
  case block(Int32, end: Int32)
}

/// Consecutive bytes of a program's text.
struct TextSlice: Sendable {
  var start: Int32
  var count: Int32

  static let empty = TextSlice(start: 0, count: 0)
  var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// Consecutive instructions.
struct Body: Sendable {
  var start: Int32
  var end: Int32
}

/// A dotted name: its first part, and where in the program's `tails` the others are.
struct NamePath: Sendable {
  /// The name's number, or `item`.
  let first: Int32
  /// An index into `tails`, or -1 for a name without dots.
  var tail: Int32 = -1

  /// The implicit iterator, `{{.}}`.
  static let item: Int32 = -1

  /// The names of what a list's section knows of the item that it is at; not part of the specification.
  static let listNames: KeyValuePairs<String, Int32> = [
    "-first": -2, "-last": -3, "-odd": -4, "-number": -5,
  ]
}

/// A partial or parent tag.
struct Call: Sendable {
  enum Target: Sendable {
    /// By its index in the set; unknown templates have none and render nothing.
    case template(Int32?)
    /// By the name that a value gives.
    case dynamic(NamePath)
  }

  var target: Target
  /// Put before each line of the template.
  var indent = TextSlice.empty
  var isStandalone = false
  /// The part of the program's `overrides` that fills the template's blocks.
  var overrides = OverrideRange()
}

/// Consecutive overrides of a program.
struct OverrideRange: Sendable {
  var start: Int32 = 0
  var end: Int32 = 0

  var isEmpty: Bool { start == end }
}

/// A body that a parent tag puts in place of a block.
struct Override: Sendable {
  /// The block's name, by number.
  let name: Int32
  let body: Body
  /// Whether its text begins on the tag's own line, so that nobody has indented it yet.
  let isInline: Bool
}

/// A block that may be overridden.
struct Block: Sendable {
  let name: Int32
  /// Put before each line of what fills it.
  let indent: TextSlice
  /// Whether the tag has its line to itself, so that what fills it begins a line.
  let isStandalone: Bool
}

/// The bytes of the source in which an instruction stands; asked for messages and lambdas only.
struct SourceSpan: Sendable {
  let tag: Range<Int>
  /// A section's content, not rendered.
  var content = 0..<0
  /// An index into the program's delimiters.
  var delimiters = 0
}

/// A compiled template, which never changes.
final class Program: Sendable {
  let name: String
  let file: SourceFile
  let code: [Instruction]
  let text: [UInt8]
  let tails: [[Int32]]
  let calls: [Call]
  let overrides: [Override]
  let blocks: [Block]
  /// For each instruction.
  let spans: [SourceSpan]
  let delimiters: [Delimiters]
  let references: [TemplateReference]

  init(_ draft: Draft, name: String) {
    self.name = name
    file = draft.file
    code = draft.code
    text = draft.text
    tails = draft.tails
    calls = draft.calls
    overrides = draft.overrides
    blocks = draft.blocks
    spans = draft.spans
    delimiters = draft.delimiters
    references = draft.references
  }

  var body: Body { Body(start: 0, end: Int32(code.count)) }

  /// Appends a piece of the text as it is.
  func write(_ slice: TextSlice, to out: inout ByteWriter) {
    unsafe text.withUnsafeBufferPointer { text in
      unsafe out.append(UnsafeBufferPointer(rebasing: text[slice.range]))
    }
  }
}

/// A template that is being compiled, and then linked.
struct Draft: Sendable {
  let file: SourceFile
  /// Whether the template has mistakes, so that the rest is not known.
  var isBroken = false
  var code: [Instruction] = []
  var text: [UInt8] = []
  var tails: [[Int32]] = []
  var calls: [Call] = []
  var overrides: [Override] = []
  var blocks: [Block] = []
  var spans: [SourceSpan] = []
  var delimiters: [Delimiters] = []
  var references: [TemplateReference] = []
}
