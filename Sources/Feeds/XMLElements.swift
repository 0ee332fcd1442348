import ByteText
import Dates

extension ByteWriter {
  /// The declaration that an XML document begins with, and a reference to its style sheet.
  mutating func startXML(stylesheet: String? = nil) {
    append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    guard let stylesheet else { return }
    append("<?xml-stylesheet type=\"text/css\"")
    attribute("href", stylesheet)
    append("?>\n")
  }

  /// `<name>text</name>` on a line of its own.
  mutating func element(_ name: StaticString, _ text: String) {
    open(name)
    append(xml: text)
    close(name)
  }

  /// The same, or nothing where there is no text.
  mutating func element(_ name: StaticString, ifPresent text: String?) {
    if let text, !text.isEmpty { element(name, text) }
  }

  /// `<name>html</name>` where readers take the text for HTML, so that plain text is escaped twice.
  mutating func element(_ name: StaticString, htmlOfText text: String) {
    open(name)
    append(xmlOfHTMLText: text)
    close(name)
  }

  /// `<name>` with the fragments' HTML in CDATA sections.
  mutating func element(
    _ name: StaticString, attributes: StaticString = "", _ content: [HTMLFragment], root: String
  ) {
    append("<")
    append(name)
    append(attributes)
    append("><![CDATA[")
    for fragment in content { fragment.forEachPiece(root: root) { append(cdata: $0) } }
    append("]]>")
    close(name)
  }

  mutating func open(_ name: StaticString) {
    append("<")
    append(name)
    append(">")
  }

  mutating func close(_ name: StaticString) {
    append("</")
    append(name)
    append(">\n")
  }

  /// ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: String) {
    append(" ")
    append(name)
    append("=\"")
    append(xml: value)
    append("\"")
  }

  mutating func attribute(_ name: StaticString, ifPresent value: String?) {
    if let value, !value.isEmpty { attribute(name, value) }
  }

  mutating func attribute(_ name: StaticString, _ value: Int) {
    append(" ")
    append(name)
    append("=\"")
    append(decimal: value)
    append("\"")
  }

  /// A document's links, as RSS and Atom write alike.
  mutating func writeLinks(
    _ name: StaticString, of document: FeedDocument, type: StaticString, hubs: [String]
  ) {
    writeLink(name, "self", document.url, type: type)
    writeLink(name, "current", document.current, type: type)
    writeLink(name, "prev-archive", document.previousArchive, type: type)
    writeLink(name, "next-archive", document.nextArchive, type: type)
    for hub in hubs { writeLink(name, "hub", hub) }
  }

  /// `<name rel="relation" href="url"/>`, or nothing where there is no address.
  mutating func writeLink(
    _ name: StaticString, _ relation: StaticString, _ url: String?, type: StaticString? = nil,
    title: String? = nil
  ) {
    guard let url else { return }
    append("<")
    append(name)
    append(" rel=\"")
    append(relation)
    append("\"")
    attribute("href", url)
    if let type { attribute("type", type.description) }
    attribute("title", ifPresent: title)
    append("/>\n")
  }
}
