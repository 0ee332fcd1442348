import ByteText
import Diagnostics

/// Writes a document's HTML in one walk over its nodes and gathers its facts on the way.
struct HTMLWalker: ~Copyable {
  let source: SourceFile
  let options: MarkdownOptions
  var places: Places
  var html: ByteWriter
  var slots: [MarkdownDocument.Slot] = []
  var links: [MarkdownDocument.Link] = []
  var headings = Headings()
  var facts = Facts()
  var diagnostics: [Diagnostic] = []

  /// The picture whose alternative text is being written: inside it there are no tags.
  var picture: OpenPicture?
  /// Links that are open; their index is known when they begin and their place when they end.
  var openLinks: [Int?] = []
  /// Raw elements that are open, the innermost last.
  var openElements: [OpenElement] = []
  /// How many nodes are open.
  var depth = 0
  /// The line of the parsed text on which the block at hand begins.
  var blockLine = 1

  init(source: SourceFile, body: Range<Int>, options: MarkdownOptions) {
    self.source = source
    self.options = options
    places = Places(source: source, body: body)
    html = ByteWriter(capacity: body.count + body.count / 4 + 256)
  }

  mutating func write(_ root: Node) {
    var events = Events(root)
    while let (node, entering) = events.next() {
      if picture != nil {
        writeAlternative(node, entering: entering)
      } else if entering {
        enter(node)
      } else {
        leave(node)
      }
    }
  }

  private mutating func enter(_ node: Node) {
    switch node.kind {
    case .text: writeText(node.literal)
    case .softBreak: html.append(UInt8(ascii: "\n"))
    case .lineBreak: html.append("<br />\n")
    case .code: writeCode(node.literal)
    case .htmlInline: writeRawInline(node.literal)
    case .thematicBreak:
      startLine()
      html.append("<hr />\n")
    case .codeBlock: writeCodeBlock(node)
    case .htmlBlock: writeRawBlock(node)
    default:
      depth += 1
      open(node)
    }
  }

  private mutating func leave(_ node: Node) {
    if !openElements.isEmpty { closeElements(openedAt: depth) }
    close(node)
    depth -= 1
  }

  consuming func finish() -> MarkdownDocument {
    MarkdownDocument(
      html: html.array(), slots: slots, links: links, headings: headings.all,
      summary: facts.summary, characters: facts.characters, words: facts.words,
      diagnostics: diagnostics)
  }

  /// Ends the line at hand unless it is empty.
  mutating func startLine() {
    if let last = html.last, last != UInt8(ascii: "\n") { html.append(UInt8(ascii: "\n")) }
  }
}
