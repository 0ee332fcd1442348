import Mustache

@testable import Content
@testable import Pages
@testable import Portal
@testable import Publishing
@testable import SiteModel

/// A theme whose templates show parts of what there is, chosen at random: each value by its name, some
/// by way of partials and blocks.
struct RandomTheme {
  private let kinds: ObjectKinds
  private var numbers: SeededNumbers
  /// Of so many names one is shown.
  private var sparseness = 1
  private var partials = 0

  init(seed: UInt64) {
    var vocabulary = Vocabulary()
    kinds = ObjectKinds(&vocabulary, words: ["home"])
    numbers = SeededNumbers(seed: seed)
  }

  /// The names of templates that pages are made with.
  static let pages = [
    "home", "columns", "column", "list", "directory", "tags", "tag", "authors", "author",
    "not-found", "redirect", "calendar", "study", "notice", "activity", "page", "branch",
  ]

  /// Writes a template anew.
  mutating func write(_ name: String, in site: SiteFixture) {
    sparseness = [1, 2, 4, 8].randomElement(using: &numbers) ?? 1
    // A document's page has fewer names than a branch's, which is the first here.
    let possible = kinds.pages.kinds(of: name)
    let isDocument = pageKinds.contains(name)
    let kind = isDocument ? kinds.pages.document.shape : possible[0]
    let parts = [body(kind, in: site), body(kinds.root.shape, in: site)]
    site.file("templates/\(name).mustache", parts.joined(separator: "\n"))
  }

  private var pageKinds: Set<String> { ["study", "notice", "activity", "page"] }

  /// Text that shows some names of a kind of object, and of those that they hold.
  private mutating func body(_ kind: Shape, in site: SiteFixture) -> String {
    var text = ""
    for (slot, name) in kind.names.enumerated()
    where Int.random(in: 0..<sparseness, using: &numbers) == 0 {
      guard let held = kind.kinds[slot] else {
        text += "\(name)={{\(name)}};\n"
        continue
      }
      guard let shape = shape(held) else { continue }
      let inner = body(shape, in: site)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: text += "{{#\(name)}}{{>\(partial(inner, in: site))}}{{/\(name)}}\n"
      case 1:
        let parent = partial("<{{$part}}{{site.title}}{{/part}}>", in: site)
        text += "{{#\(name)}}{{<\(parent)}}{{$part}}\(inner){{/part}}{{/\(parent)}}{{/\(name)}}\n"
      case 2: text += "{{^\(name)}}none{{/\(name)}}\n"
      default: text += "{{#\(name)}}[\(inner)]{{/\(name)}}\n"
      }
    }
    return text
  }

  /// The shape of what names hold; the theme's words are left out, since they are the default theme's.
  private func shape(_ label: String) -> Shape? {
    kinds.shapes.first { $0.label == label }
  }

  private mutating func partial(_ text: String, in site: SiteFixture) -> String {
    partials += 1
    let name = "parts/p\(partials % 200)"
    site.file("templates/\(name).mustache", text)
    return name
  }
}
