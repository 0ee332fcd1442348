import Testing

/// The rules of CONTRIBUTING.md, "Rules of the code". They have no exceptions.
@Suite struct `The house` {
  private func expectNone(_ offences: [(source: SwiftSource, line: Int)]) {
    let shown = offences.map { source, line in
      "Sources/\(source.target)/…/\(source.file):\(line): \(source.lines[line - 1].drop { $0 == " " })"
    }
    #expect(shown.isEmpty, "\(shown.joined(separator: "\n"))")
  }

  @Test func `has functions of at most 60 lines`() {
    expectNone(
      SwiftSource.all.flatMap { source in
        source.callables.filter { $0.length > 60 }
          .map { (source, $0.line) }
      })
  }

  @Test func `has functions with at most three parameters without a label`() {
    expectNone(
      SwiftSource.all.flatMap { source in
        source.callables.filter { $0.labels.count { $0 == nil } > 3 }
          .map { (source, $0.line) }
      })
  }

  @Test func `documents every declaration that another target may use`() {
    expectNone(
      SwiftSource.all.flatMap { source in
        source.declarations.filter { $0.crossesTargets && !$0.hasComment }
          .map { (source, $0.line) }
      })
  }

  @Test func `begins no comment with a word that leaves the noun out`() {
    let riddles: Set<Substring> = ["What", "Where", "How", "Of", "Those", "Which", "Who", "Whose"]
    expectNone(
      SwiftSource.all.flatMap { source in
        source.commentBeginnings
          .filter { riddles.contains(source.lines[$0 - 1].firstWord(behind: "///")) }
          .map { (source, $0) }
      })
  }

  @Test func `is measured as it is written`() throws {
    let source = SwiftSource(
      target: "Any", file: "Any.swift",
      text: #"""
        /// Those that nobody names.
        package struct A<T> where T: P {
          package let a = "\(b("package let x", { $0 }))"
          @inlinable
          public static func < (_ a: [Int: Int], _ b: (Int, Int) -> Void,
            _ c: Dictionary<Int, Int> = [:], _: A, with d: Int) -> Bool {
            true // }
          }
          /// The first.
          @inlinable package init?(_ a: Int) { self.init() }
          private(set) package var b: Int {
            "}"
          }
          subscript(a: Int, at b: Int) -> Int {
            0
          }
        }
        """#)
    #expect(source.callables.map(\.name) == ["<", "init", "b", "subscript"])
    #expect(source.callables.map(\.length) == [4, 1, 3, 3])
    let labels = source.callables.map { $0.labels.map { $0 ?? "_" }.joined(separator: " ") }
    #expect(labels == ["_ _ _ _ with", "_", "", "_ at"])
    #expect(source.declarations.map(\.name) == ["A", "a", "<", "init", "b"])
    #expect(source.declarations.map(\.hasComment) == [true, false, false, true, false])
    #expect(source.commentBeginnings == [1, 9])
    #expect(source.lines[0].firstWord(behind: "///") == "Those")
  }
}

extension SwiftSource {
  /// The numbers of the lines on which documentation comments begin, from 1.
  fileprivate var commentBeginnings: [Int] {
    lines.indices.filter { lines[$0].isComment && ($0 == 0 || !lines[$0 - 1].isComment) }
      .map { $0 + 1 }
  }
}

extension String {
  fileprivate func firstWord(behind mark: String) -> Substring {
    drop { $0 == " " }.dropFirst(mark.count).drop { $0 == " " }.prefix { $0.isLetter }
  }
}
