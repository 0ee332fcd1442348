import Diagnostics
import TestSupport
import Testing

@testable import Mustache

/// Which nodes each node leads to, itself included, by following all edges.
private func reachable(_ edges: [[Int]]) -> [Set<Int>] {
  edges.indices.map { start in
    var seen: Set<Int> = [start]
    var waiting = [start]
    while let node = waiting.popLast() {
      waiting += edges[node].filter { seen.insert($0).inserted }
    }
    return seen
  }
}

@Suite struct `The components of a graph` {
  @Test(arguments: 0..<100)
  func `are the nodes that lead to each other, behind all that they lead to`(seed: Int) {
    var random = TestSupport.SeededGenerator(seed: UInt64(seed))
    let count = Int.random(in: 0...12, using: &random)
    let edges = (0..<count).map { _ in
      (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Int.random(in: 0..<count, using: &random)
      }
    }
    let reached = reachable(edges)
    let found = components(of: count) { edges[$0] }
    #expect(found.joined().sorted() == Array(0..<count))
    var done: Set<Int> = []
    for component in found {
      let first = component[0]
      let mutual = reached[first].filter { reached[$0].contains(first) }
      #expect(component == mutual.sorted())
      #expect(reached[first].subtracting(mutual).isSubset(of: done))
      done.formUnion(component)
    }
  }

  @Test func `of a chain of a hundred thousand ask for each node once`() {
    var asked = 0
    let found = components(of: 100_000) { node in
      asked += 1
      return node + 1 < 100_000 ? [node + 1] : []
    }
    #expect(found.count == 100_000 && found.first == [99_999] && asked == 100_000)
  }
}

@Suite struct `Thousands of templates` {
  /// Seconds to compile so many templates, and what is wrong with them.
  private func compile(_ count: Int, _ text: (Int) -> String) -> (Double, [Diagnostic]) {
    let sources = (0..<count).map {
      (name: "t\($0)", file: SourceFile(path: "t\($0).mustache", bytes: Array(text($0).utf8)))
    }
    var found: [Diagnostic] = []
    let seconds = threadSeconds {
      var vocabulary = Vocabulary()
      found = TemplateSet.compile(sources, vocabulary: &vocabulary).diagnostics
    }
    return (seconds, found)
  }

  @Test(arguments: [
    "{{>t*}}", "{{<t*}}{{$b*}}x{{/b*}}{{/t*}}{{$b-}}{{/b-}}",
    "{{<t*}}{{$b0}}x{{/b0}}{{/t*}}{{$b0}}{{/b0}}", "{{>u*}}", "{{<t*}}{{$u}}x{{/u}}{{/t*}}",
  ])
  func `that use one another are compiled in time that grows as they do`(text: String) {
    func template(_ count: Int) -> (Int) -> String {
      {
        text.replacing("*", with: "\(($0 + 1) % count)").replacing("-", with: "\($0)")
      }
    }
    _ = compile(100, template(100))
    let (short, few) = compile(500, template(500))
    let (long, many) = compile(4000, template(4000))
    #expect(long < short * 24 + 0.1, "\(short) s, \(long) s")
    #expect(few.isEmpty == many.isEmpty && many.count <= mostMistakes)
  }

  @Test func `with unknown partials tell a few and count the others`() {
    let found = compile(300) { "{{>u\($0)}}" }.1
    #expect(found.count == mostMistakes)
    #expect(
      found.last?.notes.last?.message
        == Message(
          "模板里还有 200 处同类错误，没有逐条列出", "200 more mistakes of this kind in the templates are not listed"
        ))
  }

  @Test func `of nothing but mistakes say where reading ended`() {
    let found = compile(1) { _ in String(repeating: "{{a b}}", count: 1000) }.1
    #expect(found.count == mostMistakes)
    #expect(
      found.last?.notes.last?.message
        == Message(
          "错误太多，只检查到这里；改正这些以后，再检查后面的",
          "too many mistakes: the rest is checked once these are fixed"))
  }

  @Test func `ignored parts of a parent are counted beyond those that are told`() {
    let found = compile(1) { _ in "{{<t0}}" + String(repeating: "{{x}}", count: 1000) + "{{/t0}}" }
      .1
    #expect(found.count == mostOfAKind)
    #expect(found.last?.unlisted == 1000 - mostOfAKind)
  }
}
