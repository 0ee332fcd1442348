import ByteText
import Diagnostics
import Digests
import Foundation

@testable import Content
@testable import Mustache
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// What outputs were in the builds so far, by their fingerprints: the same fingerprint has to stand for the same
/// bytes, and for the same value of every name that it must know of.
///
/// A template need not show a value for this: a fingerprint is made from its template's `PageDemand`, and so has to
/// know of every name that would demand nothing more.
struct ShownObjects {
  private struct Seen {
    let path: String
    let bytes: Data?
    let objects: [ShownObject]
  }

  private struct ShownObject {
    let object: Object
    let names: NameNode
    let digest: Int
  }

  private var seen: [Digest: Seen] = [:]
  private let root = NameNode(isShared: true)
  /// By the label of the page's kind.
  private var pages: [String: NameNode] = [:]
  /// The number of objects that were compared with earlier ones.
  private(set) var comparisons = 0

  /// The outputs of a clean build that are not what their fingerprints stood for before, each with the
  /// first name whose value differs.
  mutating func changes(in report: BuildReport, _ tree: [String: Data]) -> [String] {
    guard let plan = report.workingSet.lazy.compactMap({ $0 as? Plan }).first,
      let renderer = report.workingSet.lazy.compactMap({ $0 as? Pages.Renderer }).first
    else { return ["the build left nothing to look at"] }
    var walk = ObjectWalk()
    var changes: [String] = []
    for (index, output) in plan.outputs.enumerated() {
      // The files of the sitemap have one fingerprint for all of them.
      if case .sitemap = output.content { continue }
      var (objects, asked) = ([ShownObject](), AskedParts(PageDemand()))
      var ignored: [Diagnostic] = []
      if let page = renderer.page(for: output, diagnostics: &ignored) {
        asked = AskedParts(page.demand)
        let object = page.model.object
        let names = pages[object.shape.label] ?? NameNode(isShared: false)
        pages[object.shape.label] = names
        objects = [(renderer.root, root), (object, names)].map { object, names in
          ShownObject(object: object, names: names, digest: walk.digest(of: object, names, asked))
        }
      }
      let new = Seen(path: output.path, bytes: tree[output.path], objects: objects)
      let fingerprint = plan.fingerprint(of: index)
      if let old = seen[fingerprint] {
        comparisons += objects.count
        if let name = change(from: old, to: new, asked) { changes.append("\(new.path): \(name)") }
      } else {
        seen[fingerprint] = new
      }
    }
    return changes
  }

  private func change(from old: Seen, to new: Seen, _ asked: AskedParts) -> String? {
    for (old, new) in zip(old.objects, new.objects) where old.digest != new.digest {
      return difference(.object(old.object), .object(new.object), new.names, asked)
        ?? "something in it"
    }
    return old.path == new.path && old.bytes == new.bytes ? nil : "its bytes"
  }
}

/// A `PageDemand` as a set, so that one can be held to another.
private struct AskedParts: Hashable {
  /// The bits of each flag and each set, in the order of the demand.
  private var parts: [Int] = []

  /// Walks over all that a demand has, so that what is added to it needs no change here.
  init(_ demand: PageDemand) {
    for (_, value) in Mirror(reflecting: demand).children {
      switch value {
      case let flag as Bool: parts.append(flag ? 1 : 0)
      case let shown as ShownParts: parts.append(Int(shown.rawValue))
      default: preconditionFailure("a part of a demand that is no flag and no set")
      }
    }
  }

  func isSubset(of other: AskedParts) -> Bool {
    zip(parts, other.parts).allSatisfy { $0 & ~$1 == 0 }
  }
}

/// A name at a place below a page, or below what all pages share, with what a template demands that asks
/// for it alone.
private final class NameNode {
  private let isShared: Bool
  private let path: [String]
  let asked: AskedParts
  private var below: [String: NameNode] = [:]

  convenience init(isShared: Bool) { self.init(isShared, []) }

  private init(_ isShared: Bool, _ path: [String]) {
    self.isShared = isShared
    self.path = path
    var demand = Demand()
    for name in path.reversed() {
      var outer = Demand()
      outer.names = [name]
      if !demand.isEmpty { outer.below[name] = demand }
      demand = outer
    }
    asked = AskedParts(
      isShared
        ? PageDemand(page: Demand(), shared: demand) : PageDemand(page: demand, shared: Demand()))
  }

  /// The node of a name of the objects that this one holds; none for the theme's words, of which fingerprints
  /// hold those that the template asks for.
  func node(_ name: String) -> NameNode? {
    if isShared, path.isEmpty, name == "strings" { return nil }
    if let known = below[name] { return known }
    let node = NameNode(isShared, path + [name])
    below[name] = node
    return node
  }
}

/// Makes digests of objects, of each once for all places that look at it alike.
private struct ObjectWalk {
  private struct Key: Hashable {
    let row: ObjectIdentifier
    let names: ObjectIdentifier
    let asked: AskedParts
  }

  private var known: [Key: Int] = [:]
  /// The rows of `known`, which must not be replaced by others at their places.
  private var kept: [Row] = []

  mutating func digest(of object: Object, _ names: NameNode, _ asked: AskedParts) -> Int {
    let key = Key(
      row: ObjectIdentifier(object.row), names: ObjectIdentifier(names), asked: asked)
    if let digest = known[key] { return digest }
    var hasher = Hasher()
    for (slot, name) in object.shape.names.enumerated() {
      guard let node = names.node(name), node.asked.isSubset(of: asked) else { continue }
      add(object.row.cells[slot].value, node, asked, to: &hasher)
    }
    let digest = hasher.finalize()
    known[key] = digest
    kept.append(object.row)
    return digest
  }

  private mutating func add(
    _ value: Value, _ names: NameNode, _ asked: AskedParts, to hasher: inout Hasher
  ) {
    switch value {
    case .list(let list):
      let items = list.values
      hasher.combine(items.count)
      for item in items { add(item, names, asked, to: &hasher) }
    case .object(let object): hasher.combine(digest(of: object, names, asked))
    default: hasher.combine(plain(value))
    }
  }
}

/// A value that holds no others, as a text.
private func plain(_ value: Value) -> String {
  switch value {
  case .null: ""
  case .bool(let flag): "\(flag)"
  case .integer(let number): "\(number)"
  case .text(let text): "text \(text)"
  case .address(let path): "address \(path)"
  case .html(let fragment):
    fragment.insertions.reduce("html " + String(decoding: fragment.bytes, as: UTF8.self)) {
      "\($0)\($1.offset)\($1.isLocal)\($1.text)"
    }
  case .list, .object, .lambda: "values"
  }
}

/// The first name of which two values differ, with both.
private func difference(
  _ old: Value, _ new: Value, _ names: NameNode, _ asked: AskedParts
) -> String? {
  switch (old, new) {
  case (.object(let old), .object(let new)) where old.shape.label == new.shape.label:
    for name in new.shape.names {
      guard let node = names.node(name), node.asked.isSubset(of: asked),
        let before = old[name], let after = new[name]
      else { continue }
      if let found = difference(before, after, node, asked) { return "\(name) \(found)" }
    }
    return nil
  case (.list(let old), .list(let new)):
    let (before, after) = (old.values, new.values)
    if before.count != after.count { return "has \(after.count) for \(before.count)" }
    for (index, pair) in zip(before, after).enumerated() {
      if let found = difference(pair.0, pair.1, names, asked) { return "\(index) \(found)" }
    }
    return nil
  default:
    let (before, after) = (plain(old), plain(new))
    return before == after ? nil : "is “\(after)” for “\(before)”"
  }
}
