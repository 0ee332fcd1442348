internal import ByteText
internal import Diagnostics
internal import Mustache
internal import Pages
internal import SiteModel

/// The values that the template of one page sees, by their names, in the order of docs/templates.md.
struct DataTree {
  let title: Message
  private let page: Object
  private let shared: Object
  /// The relative path from the page to the site's root, which precedes addresses.
  private let root: String
  /// The names that the template uses of the page and of what all pages share; nil where that cannot be found out.
  private let demands: (page: Demand, shared: Demand)?

  /// The values of an output; nil if it is no page, or a page that cannot be made, which is reported.
  init?(
    of output: Output, by renderer: Renderer, in theme: Templates, diagnostics: inout [Diagnostic]
  ) {
    guard
      let made = renderer.page(for: output, showing: PageDemand(), diagnostics: &diagnostics)
    else { return nil }
    (page, shared, root) = (made.model.object, renderer.root, made.model.root)
    let stack = [shared.shape, page.shape]
    demands = theme.set.demands(of: made.template, stack: stack).map { ($0[1], $0[0]) }
    let shown = theme.set.file(of: made.template).path
    title =
      demands == nil
      ? Message("模板 \(shown) 能看到的数据：", "Data that the template \(shown) sees:")
      : Message(
        "模板 \(shown) 能看到的数据（* 表示它用到）：",
        "Data that the template \(shown) sees (* marks data that it uses):")
  }

  /// All values; of long lists no more than three items unless `isWhole` is true.
  func lines(isWhole: Bool) -> [ExplanationLine] {
    var writer = DataWriter(root: root, limit: isWhole ? .max : 3)
    writer.write(page, demands?.page, 2)
    writer.write(shared, demands?.shared, 2)
    return writer.lines
  }
}

/// Writes values as an indented tree.
private struct DataWriter {
  let root: String
  /// The largest number of items of a list.
  let limit: Int
  var lines: [ExplanationLine] = []

  /// The largest number of characters of a text.
  private static let longest = 60

  init(root: String, limit: Int) {
    self.root = root
    self.limit = limit
  }

  mutating func write(_ object: Object, _ demand: Demand?, _ depth: Int) {
    for name in object.shape.names {
      let mark = demand?.names.contains(name) == true ? "* " : "  "
      write(object[name] ?? .null, as: mark + name, demand.map { $0[name] }, depth)
    }
  }

  private mutating func write(
    _ value: Value, as label: String, _ below: Demand?, _ depth: Int
  ) {
    let text = Self.text(of: value, root: root)
    lines.add(depth, Message("\(label)：\(text.chinese)", "\(label): \(text.english)"))
    switch value {
    case .object(let object): write(object, below, depth + 2)
    case .list(let list):
      let items = list.values
      for (index, item) in items.prefix(limit).enumerated() {
        write(item, as: "  \(index + 1)", below, depth + 1)
      }
      if items.count > limit { lines.add(depth + 2, restOfList(items.count - limit)) }
    case .null, .bool, .integer, .text, .html, .address, .lambda: break
    }
  }

  /// The value on one line; for objects and lists only their size.
  private static func text(of value: Value, root: String) -> Message {
    switch value {
    case .null: return Message("（空）", "(empty)")
    case .bool(let flag): return Message("\(flag)", "\(flag)")
    case .integer(let number): return Message("\(number)", "\(number)")
    case .text(let text): return quoted(text)
    case .address(let path):
      let address = root + path
      return Message(address.isEmpty ? "./" : address, address.isEmpty ? "./" : address)
    case .html(let fragment):
      var writer = ByteWriter(capacity: fragment.bytes.count + 256)
      fragment.write(to: &writer, root: root)
      return quoted(String(decoding: writer.array(), as: UTF8.self))
    case .object(let object): return Message("", object.shape.label)
    case .list(let list):
      let count = list.values.count
      return Message("\(count) 项", counted(count, "item"))
    case .lambda: return Message("函数", "function")
    }
  }

  private static func quoted(_ text: String) -> Message {
    let count = text.unicodeScalars.count
    let line = text.unicodeScalars.prefix(longest).reduce(into: "") {
      $0.unicodeScalars.append($1 == "\n" ? " " : $1)
    }
    if count <= longest { return Message("“\(line)”", "“\(line)”") }
    return Message("“\(line)……”，共 \(count) 字", "“\(line)…”, \(count) characters")
  }
}
