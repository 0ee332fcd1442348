import ByteText
import Diagnostics

/// A picture whose alternative text is being written.
struct OpenPicture {
  let node: Node
  /// Its index among the links.
  let link: Int
  /// The offset in the HTML at which its alternative text begins.
  let start: Int
  /// Whether there is a tag around the text: a picture at an unsafe address has none.
  let hasTag: Bool
  /// The kind of a video or a sound; nil for a picture.
  let media: PlayedMedia?
}

extension HTMLWalker {
  // MARK: Links

  mutating func openLink(_ node: Node) {
    if isTentative(node) { return openTentativeLink(node) }
    let address = withoutMarks(node.address)
    html.append("<a")
    switch kind(ofAddress: address, anyScheme: options.rawHTML == .trusted) {
    case .local:
      html.append(" href=\"")
      slots.append(.init(offset: html.count, kind: .address(links.count)))
      html.append(UInt8(ascii: "\""))
    case .external:
      html.append(" href=\"")
      html.append(external: address)
      html.append(UInt8(ascii: "\""))
    case .unsafe: break
    }
    appendTitle(of: node)
    html.append(UInt8(ascii: ">"))
    openLinks.append(links.count)
    links.append(.init(kind: .link, destination: "", isLocal: false, range: 0..<0))
  }

  mutating func closeLink(_ node: Node) {
    guard let index = openLinks.popLast() else { return }
    let link = record(node, kind: .link, hasAlternativeText: true)
    links[index] = link
    if link.isTentative { closeTentativeLink(node, index) } else { html.append("</a>") }
    reportUnreadPicture(node, link)
    if link.isLocal, link.destination.utf8.first != UInt8(ascii: "#") {
      slots.append(.init(offset: html.count, kind: .afterLink(index)))
    }
  }

  /// The facts of a link or picture at its end. Reports one that leads nowhere good.
  private mutating func record(
    _ node: Node, kind linkKind: MarkdownDocument.Link.Kind, hasAlternativeText: Bool
  ) -> MarkdownDocument.Link {
    let address = withoutMarks(node.address)
    let addressKind = kind(ofAddress: address, anyScheme: options.rawHTML == .trusted)
    let range = locator.range(ofDestination: address, line: blockLine)
    let isTentative = isTentative(node)
    if addressKind == .unsafe { report(.unsafeAddress(address, linkKind), at: .range(range)) }
    return .init(
      kind: linkKind, destination: address.string, isLocal: addressKind == .local,
      hasAlternativeText: hasAlternativeText, isTentative: isTentative, range: range)
  }

  mutating func appendTitle(of node: Node) {
    let title = withoutMarks(node.title)
    guard !title.isEmpty else { return }
    html.append(" title=\"")
    html.append(text: title)
    html.append(UInt8(ascii: "\""))
  }

  // MARK: Pictures

  mutating func openPicture(_ node: Node) {
    if isTentative(node) { return openTentativePicture(node) }
    let address = withoutMarks(node.address)
    let addressKind = kind(ofAddress: address, anyScheme: options.rawHTML == .trusted)
    let media = addressKind == .unsafe ? nil : playedMedia(at: address)
    if addressKind == .local, media == nil {
      let isLinked = !openLinks.isEmpty
      slots.append(
        .init(offset: html.count, kind: .beforeImage(links.count, isLinked: isLinked)))
    }
    if addressKind != .unsafe {
      html.append("<")
      html.append(media?.elementName ?? "img")
      html.append(" src=\"")
    }
    switch addressKind {
    case .local:
      slots.append(.init(offset: html.count, kind: .address(links.count)))
      html.append(UInt8(ascii: "\""))
      if media == nil {
        slots.append(.init(offset: html.count, kind: .imageAttributes(links.count)))
      }
    case .external:
      html.append(external: address)
      html.append(UInt8(ascii: "\""))
    case .unsafe: break
    }
    if addressKind != .unsafe {
      html.append(media == nil ? " alt=\"" : " controls=\"\" preload=\"metadata\" aria-label=\"")
    }
    picture = OpenPicture(
      node: node, link: links.count, start: html.count, hasTag: addressKind != .unsafe, media: media
    )
    links.append(.init(kind: .image, destination: "", isLocal: false, range: 0..<0))
  }

  /// One event inside a picture, or its end.
  mutating func writeAlternative(_ node: Node, entering: Bool) {
    guard let picture else { return }
    switch node.kind {
    case .text: html.append(text: plainText(ofText: node))
    case .code: html.append(text: withoutMarks(node.literal))
    case .htmlInline:
      if options.rawHTML == .trusted { html.append(text: withoutMarks(node.literal)) }
    case .softBreak:
      if !traits.joinsLines || !vanishes(node) { html.append(UInt8(ascii: " ")) }
    case .lineBreak: html.append(UInt8(ascii: " "))
    default: if node == picture.node, !entering { closePicture(picture) }
    }
  }

  private mutating func closePicture(_ picture: OpenPicture) {
    let text = html.bytes[picture.start..<html.count]
    let link = record(picture.node, kind: .image, hasAlternativeText: !isBlank(text))
    links[picture.link] = link
    if !link.hasAlternativeText {
      report(.noAlternativeText(picture.media), at: .range(link.range))
    }
    if link.isTentative {
      closeTentativePicture(picture)
    } else if picture.hasTag {
      let label = picture.media == nil || !link.hasAlternativeText ? [] : bytes(of: text)
      html.append(UInt8(ascii: "\""))
      if !isFigure(picture.node.parent) { appendTitle(of: picture.node) }
      if let media = picture.media {
        html.append(UInt8(ascii: ">"))
        if !label.isEmpty, openLinks.isEmpty { appendLink(to: link, picture.link, label) }
        html.append("</")
        html.append(media.elementName)
        html.append(UInt8(ascii: ">"))
      } else {
        if options.extensions.contains(.lazyImages) { html.append(" loading=\"lazy\"") }
        html.append(" />")
        if link.isLocal { appendEndOfPicture(picture.link) }
      }
    }
    self.picture = nil
    depth -= 1
  }

  /// Leaves a place for the HTML behind a picture.
  mutating func appendEndOfPicture(_ link: Int) {
    let isLinked = !openLinks.isEmpty
    slots.append(.init(offset: html.count, kind: .afterImage(link, isLinked: isLinked)))
  }

  // MARK: Videos and sounds

  func playedMedia(at address: Bytes) -> PlayedMedia? {
    guard options.extensions.contains(.media) else { return nil }
    var end = 0
    while end < address.count, address[end] != UInt8(ascii: "?"), address[end] != UInt8(ascii: "#")
    {
      end += 1
    }
    return unsafe PlayedMedia(address: address[0..<end].buffer)
  }

  /// Appends a link for readers that do not play what it leads to.
  private mutating func appendLink(
    to link: MarkdownDocument.Link, _ index: Int, _ label: [UInt8]
  ) {
    html.append("<a href=\"")
    if link.isLocal {
      slots.append(.init(offset: html.count, kind: .address(index)))
    } else {
      unsafe Array(link.destination.utf8).withUnsafeBufferPointer {
        unsafe html.append(external: Bytes(base: $0.baseAddress, count: $0.count))
      }
    }
    html.append("\">")
    html.append(label)
    html.append("</a>")
  }

  private func bytes(of text: Bytes) -> [UInt8] { unsafe Array(text.buffer) }
}
