import Testing

/// An offence against a rule.
private struct Offence {
  /// The name that an exception has for it.
  let name: String
  let description: String

  init(_ source: SwiftSource, line: Int, name: String? = nil) {
    let text = source.lines[line - 1].drop { $0 == " " }
    self.name = source.name + (name.map { ": \($0)" } ?? "")
    description = "Sources/\(source.target)/…/\(source.file):\(line): \(text)"
  }
}

/// The rules of CONTRIBUTING.md, "The house". The offenders must be the excepted ones, no more and no fewer.
@Suite struct `The house` {
  private func expect(_ offences: [Offence], excepted rule: Rule) {
    let known = exceptions.filter { $0.rule == rule }.reduce(into: Set<String>()) {
      $0.formUnion($1.names)
    }
    let new = offences.filter { !known.contains($0.name) }.map(\.description)
    #expect(new.isEmpty, "\(new.joined(separator: "\n"))")
    let needless = known.subtracting(offences.map(\.name)).sorted()
    #expect(needless.isEmpty, "No exception needed any more:\n\(needless.joined(separator: "\n"))")
  }

  @Test func `has functions of at most 60 lines`() {
    let offences = SwiftSource.all.flatMap { source in
      source.callables.filter { $0.length > 60 }
        .map { Offence(source, line: $0.line, name: $0.name) }
    }
    expect(offences, excepted: .length)
  }

  @Test func `has functions with at most three parameters without a label`() {
    let offences = SwiftSource.all.flatMap { source in
      source.callables.filter { $0.labels.count { $0 == nil } > 3 }
        .map { Offence(source, line: $0.line, name: $0.name) }
    }
    expect(offences, excepted: .labels)
  }

  @Test func `documents every declaration that another target may use`() {
    let offences = SwiftSource.all.flatMap { source in
      source.declarations.filter { $0.crossesTargets && !$0.hasComment }
        .map { Offence(source, line: $0.line) }
    }
    expect(offences, excepted: .comments)
  }

  @Test func `begins no comment with a word that leaves the noun out`() {
    let riddles: Set<Substring> = ["What", "Where", "How", "Of", "Those", "Which", "Who", "Whose"]
    let offences = SwiftSource.all.flatMap { source in
      source.commentBeginnings
        .filter { riddles.contains(source.lines[$0 - 1].firstWord(behind: "///")) }
        .map { Offence(source, line: $0) }
    }
    expect(offences, excepted: .nouns)
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
