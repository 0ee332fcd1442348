import ByteText

extension HTMLWalker {
  /// The text inside a node without any markup.
  mutating func plainText(of node: Node) -> [UInt8] {
    var bytes: [UInt8] = []
    var events = Events(node)
    var isInAnnotation = false
    while let (inner, _) = events.next() {
      if inner.kind == .htmlInline {
        switch nextToken(in: inner.literal, at: 0).token {
        case .open(let element) where element.isAnnotation && isPaired(inner): isInAnnotation = true
        case .end(let element) where element.isAnnotation || element == .ruby:
          isInAnnotation = false
        default: break
        }
      }
      if isInAnnotation { continue }
      switch inner.kind {
      case .text: unsafe bytes.append(contentsOf: plainText(ofText: inner).buffer)
      case .code: unsafe bytes.append(contentsOf: withoutMarks(inner.literal).buffer)
      case .softBreak:
        if !traits.joinsLines || !vanishes(inner) { bytes.append(UInt8(ascii: " ")) }
      case .lineBreak: bytes.append(UInt8(ascii: " "))
      default: break
      }
    }
    return bytes
  }

  /// A text node's text without marks, without `~` that strikes through and without marks of
  /// footnotes. It holds until the next call.
  mutating func plainText(ofText node: Node) -> Bytes {
    if traits.strikes, node.literal.first(UInt8(ascii: "~"), from: 0) != nil {
      findStrikes(beside: node)
    }
    let text = withoutMarks(node.literal)
    guard let triggers = traits.triggers else { return text }
    var index = triggers.next(in: text, from: 0, to: text.count)
    guard index < text.count else { return text }
    plain.removeAll()
    var from = 0
    while index < text.count {
      let end = markupEnd(in: text, of: node, at: index)
      if let end {
        unsafe plain.append(text[from..<index].buffer)
        from = end
      }
      index = triggers.next(in: text, from: end ?? index + 1, to: text.count)
    }
    unsafe plain.append(text[from..<text.count].buffer)
    return plain.bytes
  }

  /// The offset at which markup at `index` ends that a reader does not read as text, nil if there is none.
  private mutating func markupEnd(in text: Bytes, of node: Node, at index: Int) -> Int? {
    switch text[index] {
    case UInt8(ascii: "~"): strike(of: node, at: index).map { index + $0.length }
    case UInt8(ascii: "["): footnoteReference(in: text, at: index)?.end
    default: nil
    }
  }
}
