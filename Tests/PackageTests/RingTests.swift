import Testing

/// The files of a target, and for each the others whose types and functions it names.
private struct FileGraph {
  let files: [SwiftSource]
  /// For each file the others that it names, by their index, with the names.
  private(set) var edges: [[Int: Set<String>]]

  init(_ files: [SwiftSource]) {
    self.files = files
    edges = Array(repeating: [:], count: files.count)
    let owners = Self.owners(of: files)
    for (index, file) in files.enumerated() {
      for name in Self.names(in: file) {
        if let owner = owners[name], let owner, owner != index {
          edges[index][owner, default: []].insert(name)
        }
      }
    }
  }

  /// The file that declares a name; nil where several do.
  private static func owners(of files: [SwiftSource]) -> [String: Int?] {
    var owners: [String: Int?] = [:]
    for (index, file) in files.enumerated() {
      for name in declared(in: file, alsoPrivate: false) {
        owners[name] = .some(owners[name] == nil ? index : nil)
      }
    }
    return owners
  }

  /// The names of a file's types and functions. A function's ends in a parenthesis, a method's in its first label too, since
  /// many have the name of a case, a property or a method of the standard library.
  private static func declared(in file: SwiftSource, alsoPrivate: Bool) -> Set<String> {
    let types = file.declarations.filter { $0.isType && (alsoPrivate || !$0.isPrivate) }
    let functions = file.callables.filter { $0.name != "init" && (alsoPrivate || !$0.isPrivate) }
    return Set(
      types.map(\.name)
        + functions.compactMap { function in
          guard let first = function.labels.first, let label = first else {
            return function.isFree ? "\(function.name)(" : nil
          }
          return "\(function.name)(\(label):"
        })
  }

  /// The names that a file uses and does not declare itself.
  private static func names(in file: SwiftSource) -> Set<String> {
    let tokens = file.tokens
    // A module may have the name of a type.
    var names = Set(
      tokens.indices.lazy.filter {
        tokens[$0].isWord && ($0 == 0 || tokens[$0 - 1] != "import")
      }.map { String(tokens[$0].text) })
    for index in tokens.indices.dropLast(3) where tokens[index].isWord && tokens[index + 1] == "(" {
      if tokens[index + 2].isWord, tokens[index + 3] == ":" {
        names.insert("\(tokens[index].text)(\(tokens[index + 2].text):")
      } else if index == 0 || tokens[index - 1] != "." {
        names.insert("\(tokens[index].text)(")
      }
    }
    return names.subtracting(declared(in: file, alsoPrivate: true))
  }

  /// Groups of files each of which reaches every other of its group, the largest first.
  func rings() -> [[Int]] {
    let reached = files.indices.map(reachable)
    var (rings, seen) = ([[Int]](), Set<Int>())
    for file in files.indices where !seen.contains(file) {
      let ring = reached[file].filter { reached[$0].contains(file) }.sorted()
      seen.formUnion(ring)
      if ring.count > 1 { rings.append(ring) }
    }
    return rings.sorted { $0.count > $1.count }
  }

  private func reachable(from start: Int) -> Set<Int> {
    var (found, waiting) = (Set<Int>(), [start])
    while let next = waiting.popLast() {
      for other in edges[next].keys where found.insert(other).inserted { waiting.append(other) }
    }
    return found
  }

  func shown(_ ring: [Int]) -> String {
    ring.map { file in
      let named = edges[file].filter { ring.contains($0.key) }.sorted { $0.key < $1.key }
        .map { "\(files[$0.key].file) (\($0.value.sorted().joined(separator: ", ")))" }
      return "\(files[file].file) names \(named.joined(separator: ", "))"
    }.joined(separator: "\n")
  }
}

/// Targets of which some files are left out of the search for rings: one type, cut into files by the Markdown that they write.
private let oneTypeInManyFiles = ["Markdown": "HTMLWalker"]

@Suite struct `Files of a target` {
  static let mostFiles = 8

  @Test(arguments: SwiftSource.targets)
  func `name each other in small rings`(target: String) {
    let walker = oneTypeInManyFiles[target]
    let graph = FileGraph(
      SwiftSource.all.filter { source in
        source.target == target && walker.map { !source.file.hasPrefix($0) } ?? true
      })
    let large = graph.rings().filter { $0.count > Self.mostFiles }
    #expect(large.isEmpty, "\(large.map { "\($0.count) files:\n\(graph.shown($0))" })")
  }

  @Test func `form a ring where each leads to every other`() {
    let texts = [
      "struct A { let b: B }", "struct B { func sees(c: C) {} }", "func start() {}; let a: C.Inner",
      "struct C { struct Inner {} } extension B { func ends(with d: Int) {} }",
      "private struct A {}; func end() { start() }", "let text = \"C\" // C",
    ]
    let files = texts.enumerated().map {
      SwiftSource(target: "Any", file: "\($0.offset).swift", text: $0.element)
    }
    let graph = FileGraph(files)
    #expect(graph.edges.map { $0.keys.sorted() } == [[1], [3], [3], [1], [2], []])
    #expect(graph.rings() == [[1, 3]])
    #expect(graph.edges[4] == [2: ["start("]])
  }
}
