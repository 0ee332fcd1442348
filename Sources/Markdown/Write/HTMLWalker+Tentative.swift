import ByteText

/// Links and pictures that lead to files whose names hold spaces or brackets: what is written for them depends on whether the
/// file is there, so that slots hold both, the link and the text as it stands.
extension HTMLWalker {
  /// Whether a link or picture is one for which `InlineMarker` put the destination between `<` and `>`.
  func isTentative(_ node: Node?) -> Bool {
    guard let marks = traits.marks, let node else { return false }
    return PrivateMarks.stands(marks.behindAdded, in: node.address, at: 0)
  }

  mutating func appendSlot(_ link: Int, found: String, missing: String) {
    slots.append(.init(offset: html.count, kind: .either(link, found: found, missing: missing)))
  }

  /// Removes the HTML from an offset on, and gives it.
  mutating func cutHTML(from start: Int) -> String {
    let cut = html.bytes[start..<html.count].string
    html.truncate(to: start)
    return cut
  }

  mutating func openTentativeLink(_ node: Node) {
    appendSlot(links.count, found: "<a href=\"", missing: "[")
    slots.append(.init(offset: html.count, kind: .address(links.count)))
    let start = html.count
    html.append(UInt8(ascii: "\""))
    appendTitle(of: node)
    html.append(UInt8(ascii: ">"))
    let tagEnd = cutHTML(from: start)
    appendSlot(links.count, found: tagEnd, missing: "")
    openLinks.append(links.count)
    links.append(.init(kind: .link, destination: "", isLocal: false, range: 0..<0))
  }

  mutating func closeTentativeLink(_ node: Node, _ link: Int) {
    let tail = writtenTail(of: node)
    appendSlot(link, found: "</a>", missing: tail)
  }

  mutating func openTentativePicture(_ node: Node) {
    let media = playedMedia(at: withoutMarks(node.address))
    let name = media.map { "\($0.elementName)" } ?? "img"
    if media == nil {
      let isLinked = !openLinks.isEmpty
      slots.append(
        .init(offset: html.count, kind: .beforeImage(links.count, isLinked: isLinked)))
    }
    appendSlot(links.count, found: "<\(name) src=\"", missing: "![")
    slots.append(.init(offset: html.count, kind: .address(links.count)))
    appendSlot(links.count, found: "\"", missing: "")
    if media == nil {
      slots.append(.init(offset: html.count, kind: .imageAttributes(links.count)))
    }
    picture = OpenPicture(
      node: node, link: links.count, start: html.count, hasTag: true, media: media)
    links.append(.init(kind: .image, destination: "", isLocal: false, range: 0..<0))
  }

  /// Ends a picture of which the alternative text has been written.
  mutating func closeTentativePicture(_ picture: OpenPicture) {
    let alternative = cutHTML(from: picture.start)
    let start = html.count
    if !isFigure(picture.node.parent) { appendTitle(of: picture.node) }
    if picture.media == nil, options.extensions.contains(.lazyImages) {
      html.append(" loading=\"lazy\"")
    }
    let attributes = cutHTML(from: start)
    let tail = writtenTail(of: picture.node)
    let found =
      picture.media.map {
        " controls=\"\" preload=\"metadata\" aria-label=\"\(alternative)\"\(attributes)></\($0.elementName)>"
      } ?? " alt=\"\(alternative)\"\(attributes) />"
    appendSlot(picture.link, found: found, missing: alternative + tail)
    if picture.media == nil { appendEndOfPicture(picture.link) }
  }

  /// The end of a link as it was written, as HTML: `](name "title")`.
  private mutating func writtenTail(of node: Node) -> String {
    let start = html.count
    html.append("](")
    html.append(text: withoutMarks(node.address))
    if !node.title.isEmpty {
      html.append(" &quot;")
      html.append(text: withoutMarks(node.title))
      html.append("&quot;")
    }
    html.append(UInt8(ascii: ")"))
    return cutHTML(from: start)
  }
}
