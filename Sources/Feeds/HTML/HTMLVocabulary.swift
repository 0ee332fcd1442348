/// The elements of HTML that a feed may hold. It is a list of what passes, not of what does not: an element or an
/// attribute that browsers will learn tomorrow stays out.
enum HTMLElement {
  /// It passes, with these attributes beside those that every element may have.
  case kept(attributes: Set<String>, isVoid: Bool = false)
  /// It goes with all that stands in it, which is text for a browser, up to the next end tag.
  case droppedText
  /// It goes with all that stands in it, elements of its own name included.
  case dropped
  /// Its tags go, what stands between them stays: all elements that are not listed.
  case unwrapped

  init(_ name: String) { self = elements[name] ?? .unwrapped }
}

/// The attributes that every element may have. `style` is among them since an alignment is taken over
/// from it; the attribute itself never passes.
let commonAttributes: Set<String> = [
  "title", "lang", "dir", "class", "id", "role", "align", "style", "aria-label", "aria-hidden",
  "data-footnotes", "data-footnote-ref", "data-footnote-backref",
]

/// The attributes whose value is an address; no others of the list are taken for one by any reader.
enum AddressAttribute {
  case link, picture, media
  /// Addresses with what each is for: `a.jpg 1x, b.jpg 2x`.
  case candidates

  init?(_ name: String, of element: String) {
    switch name {
    case "href", "cite": self = .link
    case "src": self = element == "img" ? .picture : .media
    case "poster": self = .media
    case "srcset": self = .candidates
    default: return nil
    }
  }
}

private let elements: [String: HTMLElement] = {
  var elements: [String: HTMLElement] = [:]
  func add(_ names: String, _ element: HTMLElement) {
    for name in names.split(separator: " ") { elements[String(name)] = element }
  }
  add(
    "p div section article aside header footer main nav address hgroup h1 h2 h3 h4 h5 h6 pre "
      + "figure figcaption dl dt dd summary ul caption b i u s em strong small sub sup code "
      + "kbd samp var mark cite abbr dfn span bdi bdo ruby rb rt rtc rp strike big tt center",
    .kept(attributes: []))
  add("br hr wbr", .kept(attributes: [], isVoid: true))
  add("blockquote q", .kept(attributes: ["cite"]))
  add("del ins", .kept(attributes: ["cite", "datetime"]))
  add("time", .kept(attributes: ["datetime"]))
  add("details", .kept(attributes: ["open"]))
  add("ol", .kept(attributes: ["start", "reversed", "type"]))
  add("li", .kept(attributes: ["value"]))
  add("a", .kept(attributes: ["href", "hreflang", "type"]))
  add("table", .kept(attributes: ["border", "width", "summary"]))
  add("thead tbody tfoot tr", .kept(attributes: ["valign"]))
  add(
    "td th",
    .kept(attributes: [
      "colspan", "rowspan", "headers", "scope", "abbr", "valign", "width", "height",
    ]))
  add("colgroup", .kept(attributes: ["span", "width"]))
  add("col", .kept(attributes: ["span", "width"], isVoid: true))
  add(
    "img",
    .kept(
      attributes: ["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"],
      isVoid: true))
  add("picture", .kept(attributes: []))
  add(
    "source",
    .kept(
      attributes: ["src", "srcset", "sizes", "type", "media", "width", "height"], isVoid: true))
  add(
    "video",
    .kept(attributes: [
      "src", "poster", "width", "height", "controls", "preload", "loop", "muted", "playsinline",
    ]))
  add("audio", .kept(attributes: ["src", "controls", "preload", "loop", "muted"]))
  add("track", .kept(attributes: ["src", "kind", "srclang", "label", "default"], isVoid: true))
  // Only the boxes of task lists, which Markdown makes.
  add("input", .kept(attributes: ["type", "checked", "disabled"], isVoid: true))
  add(
    "script style iframe noscript noframes noembed textarea title xmp plaintext", .droppedText)
  add("svg math object applet template select datalist", .dropped)
  return elements
}()

// MARK: - What ends without an end tag

/// The open elements that a start tag ends, and the other ones behind which it does not look for them.
struct ImpliedEnd {
  let ended: Set<String>
  let borders: Set<String>

  init?(before name: String) {
    guard let end = impliedEnds[name] else { return nil }
    self = end
  }

  fileprivate init(_ ended: Set<String>, within borders: Set<String>) {
    self.ended = ended
    self.borders = borders
  }
}

private let cells: Set<String> = ["td", "th", "caption", "table"]

private let impliedEnds: [String: ImpliedEnd] = {
  var ends: [String: ImpliedEnd] = [
    "li": ImpliedEnd(["li"], within: ["ul", "ol", "td", "th", "table"]),
    "dt": ImpliedEnd(["dt", "dd"], within: ["dl", "td", "th", "table"]),
    "dd": ImpliedEnd(["dt", "dd"], within: ["dl", "td", "th", "table"]),
    "td": ImpliedEnd(["td", "th", "caption"], within: ["table"]),
    "th": ImpliedEnd(["td", "th", "caption"], within: ["table"]),
    "tr": ImpliedEnd(["tr", "caption", "colgroup"], within: ["table"]),
    "rt": ImpliedEnd(["rt", "rp"], within: ["ruby"]),
    "rp": ImpliedEnd(["rt", "rp"], within: ["ruby"]),
    "a": ImpliedEnd(["a"], within: cells),
  ]
  for name in ["thead", "tbody", "tfoot"] {
    ends[name] = ImpliedEnd(
      ["thead", "tbody", "tfoot", "caption", "colgroup"], within: ["table"])
  }
  let blocks =
    "address article aside blockquote center details div dl figcaption figure footer h1 h2 h3 h4 h5 "
    + "h6 header hgroup hr main nav ol p pre section summary table ul"
  for name in blocks.split(separator: " ") {
    ends[String(name)] = ImpliedEnd(["p"], within: cells)
  }
  return ends
}()

/// Behind which open elements an end tag does not look for its own: what stands in a cell ends there.
func borders(forEndOf name: String) -> Set<String> {
  switch name {
  case "table": []
  case "td", "th", "tr", "thead", "tbody", "tfoot", "caption", "colgroup": ["table"]
  default: cells
  }
}
