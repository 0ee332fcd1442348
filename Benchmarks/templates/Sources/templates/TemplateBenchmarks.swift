// Renders an article and a list of twenty items with each engine, in turns, and prints how the
// medians compare.
import AllocationCounter
import ByteText
import Dispatch
import Pages

@main
struct TemplateBenchmarks {
  let ours: Ours
  let hand: HandWritten
  let others: OtherEngines
  let rounds: Int

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else { return print("usage: templates OTHERS [ROUNDS]") }
    let model = Model()
    let benchmarks = TemplateBenchmarks(
      ours: Ours(model), hand: HandWritten(model), others: try OtherEngines(path: arguments[1]),
      rounds: arguments.count > 2 ? Int(arguments[2]) ?? 31 : 31)
    try benchmarks.run("article")
    try benchmarks.run("list")
  }

  func run(_ page: String) throws {
    var a = ByteWriter()
    var b = ByteWriter()
    ours.render(isList: page == "list", into: &a)
    hand.render(isList: page == "list", into: &b)
    let expected = String(decoding: b.array(), as: UTF8.self)
    check("ours", String(decoding: a.array(), as: UTF8.self), expected)
    check("swift-mustache", try others.output("mustache", page), expected)
    let size = try others.output("stencil", page).utf8.count
    print("\(page): \(a.count) bytes (by Stencil, which escapes nothing, \(size))")
    compare(page)
    countAllocations(isList: page == "list")
    measureThreads(isList: page == "list")
  }

  /// The engines must do the same work, to the byte.
  private func check(_ name: String, _ output: String, _ expected: String) {
    guard output != expected else { return }
    let lines = zip(output.split(separator: "\n"), expected.split(separator: "\n"))
    let (line, wanted) = lines.first { $0.0 != $0.1 } ?? ("", "")
    print("  \(name) differs: \(line)\n  from \(wanted)")
  }

  /// Microseconds a page, measured in turns; each engine's median.
  private func compare(_ page: String) {
    let isList = page == "list"
    var times: [[Double]] = [[], [], [], []]
    var writer = ByteWriter(capacity: 1 << 17)
    for _ in 0..<rounds {
      times[0].append(
        microseconds(2_000) {
          writer.removeAll()
          hand.render(isList: isList, into: &writer)
        })
      times[1].append(
        microseconds(2_000) {
          writer.removeAll()
          ours.render(isList: isList, into: &writer)
        })
      times[2].append(others.microseconds("mustache", page, count: 40))
      times[3].append(others.microseconds("stencil", page, count: 5))
    }
    let medians = times.map { $0.sorted()[rounds / 2] }
    for (name, median) in zip(["by hand", "ours", "swift-mustache", "Stencil"], medians) {
      print("  \(name): \(rounded(median)) µs, \(rounded(median / medians[1])) × ours")
    }
    print("  ours takes \(rounded(medians[1] / medians[0])) × the time of what is written by hand")
  }

  private func countAllocations(isList: Bool) {
    var writer = ByteWriter(capacity: 1 << 17)
    ours.render(isList: isList, into: &writer)
    let before = allocationCount()
    for _ in 0..<100 {
      writer.removeAll()
      ours.render(isList: isList, into: &writer)
    }
    print("  ours allocates \(Double(allocationCount() - before) / 100) times a page")
  }

  /// What it costs two threads that they render over the same objects and templates: whatever they
  /// both write to, such as reference counts, would show here.
  private func measureThreads(isList: Bool) {
    let (ours, other) = (ours, Ours(Model()))
    var ratios: [Double] = []
    for _ in 0..<rounds {
      let together = microseconds(1) {
        DispatchQueue.concurrentPerform(iterations: 2) { _ in
          Self.renderPages(ours, isList, 5_000)
        }
      }
      let apart = microseconds(1) {
        DispatchQueue.concurrentPerform(iterations: 2) { thread in
          Self.renderPages(thread == 0 ? ours : other, isList, 5_000)
        }
      }
      ratios.append(together / apart)
    }
    let median = rounded(ratios.sorted()[rounds / 2])
    print("  two threads that share all objects take \(median) × the time of two that share none")
  }

  private static func renderPages(_ ours: Ours, _ isList: Bool, _ pages: Int) {
    var writer = ByteWriter(capacity: 1 << 17)
    for _ in 0..<pages {
      writer.removeAll()
      ours.render(isList: isList, into: &writer)
    }
  }

  private func microseconds(_ count: Int, _ body: () -> Void) -> Double {
    ContinuousClock().measure { for _ in 0..<count { body() } } / .microseconds(count)
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
