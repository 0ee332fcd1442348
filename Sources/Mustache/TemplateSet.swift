public import ByteText
public import Diagnostics

/// The severity with which a set of templates is checked.
public enum Checking: Sendable {
  /// A missing partial, parent, block or name is an error.
  case strict
  /// As the Mustache specification has it: whatever is missing renders as nothing.
  case lenient
}

/// A template of a set: a cheap handle, good for the set that gave it.
public struct Template: Sendable, Hashable {
  let index: Int32
}

/// Templates that were compiled together and know each other. It never changes, and any number of
/// threads may render with it at once.
public struct TemplateSet: Sendable {
  let library: Library

  /// Compiles templates, each known to the others by its name: its path in the templates' folder
  /// without `.mustache`. The names must differ. There is no set if there is any error; every
  /// template is read in any case, so that all mistakes come at once.
  public static func compile(
    _ sources: [(name: String, file: SourceFile)], vocabulary: inout Vocabulary,
    checking: Checking = .strict
  ) -> (set: TemplateSet?, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    var drafts: [Draft] = []
    for source in sources {
      let compiled = Compiler.compile(source.file, vocabulary: &vocabulary)
      diagnostics += compiled.diagnostics
      drafts.append(compiled.draft ?? Draft(file: source.file, isBroken: true))
    }
    let indices = Dictionary(
      zip(sources.map(\.name), 0..<Int32(sources.count)), uniquingKeysWith: { _, last in last })
    var linker = Linker(indices: indices, checking: checking)
    for index in drafts.indices { linker.resolveCalls(of: &drafts[index]) }
    linker.checkOverrides(in: drafts)
    diagnostics = (diagnostics + linker.diagnostics).sortedForPrinting()
    guard !diagnostics.hasErrors else { return (nil, diagnostics) }
    let library = Library(
      zip(drafts, sources).map { Program($0, name: $1.name) }, indices: indices,
      vocabulary: vocabulary, checking: checking)
    return (TemplateSet(library: library), diagnostics)
  }

  /// The template of that name, if there is one.
  public func template(named name: String) -> Template? {
    library.indices[name].map(Template.init)
  }

  /// The names of all templates, in the order in which they were given.
  public var names: [String] { library.programs.map(\.name) }

  /// The template's name that `name` was probably meant to be, if there is one.
  public func nearestName(to name: String) -> String? { library.nearNames.nearest(to: name) }

  /// The file that the template was compiled from.
  public func file(of template: Template) -> SourceFile {
    library.programs[Int(template.index)].file
  }

  /// The things that the template refers to, in the order of its text.
  public func references(in template: Template) -> [TemplateReference] {
    library.programs[Int(template.index)].references
  }

  /// Appends the template, rendered with the objects of `stack`, the innermost last.
  ///
  /// `root` leads from the page to the site's root: empty, `../../`, or an absolute address with a
  /// slash at its end. `page` names the page in messages. Takes memory that grows with how deep
  /// templates and sections stand in each other, and with nothing else but the writer.
  public func render(
    _ template: Template, stack: [Object], root: String = "", page: String,
    into writer: inout ByteWriter
  ) -> [Diagnostic] {
    var told = ToldMistakes()
    return render(template, stack: stack, root: root, page: page, after: &told, into: &writer)
  }

  /// The same without the mistakes that are `told`, which learns whether any of them was met.
  public func render(
    _ template: Template, stack: [Object], root: String = "", page: String,
    after told: inout ToldMistakes, into writer: inout ByteWriter
  ) -> [Diagnostic] {
    defer { extendLifetime(stack) }
    let cells = stack.map { Cell.object($0.row.cells) }
    return render(template, over: cells, root: root, page: page, &told, &writer)
  }

  /// The same over any values: `{{.}}` is the last.
  public func render(
    _ template: Template, values: [Value], root: String = "", page: String,
    into writer: inout ByteWriter
  ) -> [Diagnostic] {
    let row = Row.make(values)
    defer { extendLifetime(row) }
    var told = ToldMistakes()
    let cells = (0..<values.count).map { row.cells[$0] }
    return render(template, over: cells, root: root, page: page, &told, &writer)
  }

  private func render(
    _ template: Template, over stack: [Cell], root: String, page: String,
    _ told: inout ToldMistakes, _ writer: inout ByteWriter
  ) -> [Diagnostic] {
    unsafe root.withBytes { bytes in
      let rootText = unsafe CellText(bytes)
      var renderer = Renderer(set: library, root: root, rootText: rootText, page: page)
      renderer.told = told
      renderer.render(library.programs[Int(template.index)], over: stack, into: &writer)
      told = renderer.told
      return renderer.diagnostics
    }
  }
}

/// Mistakes in templates that were met on other pages: each is met on every page that its template makes.
public struct ToldMistakes: Sendable {
  private var keys: Set<String> = []
  /// Whether any of them was met since.
  public private(set) var areMet = false

  /// No mistakes told yet.
  public init() {}

  /// Notes that a mistake was met, which `mistakeKey` stands for; true if it is told.
  mutating func meet(_ key: String) -> Bool {
    guard keys.contains(key) else { return false }
    areMet = true
    return true
  }

  /// Adds mistakes that were told elsewhere.
  public mutating func add(_ diagnostics: [Diagnostic]) {
    for place in diagnostics.lazy.compactMap(\.place) {
      keys.insert(mistakeKey(place.file.path, place.range.lowerBound))
    }
  }
}

/// The key that stands for a place in a template.
func mistakeKey(_ path: String, _ offset: Int) -> String { "\(path):\(offset)" }

/// The things that the templates of a set share.
@safe
final class Library: Sendable {
  let programs: [Program]
  /// The same, for rendering to reach without counting references.
  let unmanaged: [Unmanaged<Program>]
  let indices: [String: Int32]
  let nearNames: NearWords
  let vocabulary: Vocabulary
  /// By their labels, the first of each: what `Shape.kinds` leads to.
  let shapes: [String: Shape]
  let checking: Checking

  init(
    _ programs: [Program], indices: [String: Int32], vocabulary: Vocabulary, checking: Checking
  ) {
    self.programs = programs
    unsafe unmanaged = programs.map { unsafe Unmanaged.passUnretained($0) }
    self.indices = indices
    nearNames = NearWords(programs.map(\.name))
    self.vocabulary = vocabulary
    shapes = Dictionary(
      vocabulary.shapes.map { ($0.label, $0) }, uniquingKeysWith: { first, _ in first })
    self.checking = checking
  }
}
