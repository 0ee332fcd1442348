// Renders an article and a list of twenty items with each engine, in turns, and prints how the
// medians compare.
import AllocationCounter
import ByteText
import Dispatch
import OtherEngines
import OurEngine
import Pages

@main
struct TemplateBenchmarks {
  let ours: Ours
  let hand: HandWritten
  let other: OtherMustache
  let stencil: StencilEngine
  let rounds: Int

  static func main() throws {
    let model = Model()
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 31
    let benchmarks = TemplateBenchmarks(
      ours: Ours(model), hand: HandWritten(model), other: try OtherMustache(model),
      stencil: try StencilEngine(model), rounds: rounds)
    benchmarks.run(isList: false)
    benchmarks.run(isList: true)
  }

  func run(isList: Bool) {
    var a = ByteWriter()
    var b = ByteWriter()
    ours.render(isList: isList, into: &a)
    hand.render(isList: isList, into: &b)
    let expected = String(decoding: b.array(), as: UTF8.self)
    check("ours", String(decoding: a.array(), as: UTF8.self), expected)
    check("swift-mustache", other.render(isList: isList), expected)
    let size = stencil.render(isList: isList).utf8.count
    print(isList ? "List of 20:" : "Article:", "\(a.count) bytes (Stencil: \(size), unescaped)")
    compare(isList: isList)
    countAllocations(isList: isList)
    measureThreads(isList: isList)
  }

  /// The engines must do the same work, to the byte.
  private func check(_ name: String, _ output: String, _ expected: String) {
    guard output != expected else { return }
    let lines = zip(output.split(separator: "\n"), expected.split(separator: "\n"))
    let (line, wanted) = lines.first { $0.0 != $0.1 } ?? ("", "")
    print("  \(name) differs: \(line)\n  from \(wanted)")
  }

  /// Microseconds a page, measured in turns; each engine's median.
  private func compare(isList: Bool) {
    var times: [[Double]] = [[], [], [], []]
    var writer = ByteWriter(capacity: 1 << 17)
    var total = 0
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
      times[2].append(microseconds(40) { total += other.render(isList: isList).utf8.count })
      times[3].append(microseconds(5) { total += stencil.render(isList: isList).utf8.count })
    }
    precondition(total > 0)
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

  /// How much more two threads do than one, each with its own writer, over the same objects.
  private func measureThreads(isList: Bool) {
    let ours = ours
    let pages = 20_000
    let one = microseconds(1) { Self.renderPages(ours, isList, pages) }
    let two = microseconds(1) {
      DispatchQueue.concurrentPerform(iterations: 2) { _ in Self.renderPages(ours, isList, pages) }
    }
    print("  two threads render \(rounded(2 * one / two)) × as many pages as one")
  }

  private static func renderPages(_ ours: Ours, _ isList: Bool, _ pages: Int) {
    var writer = ByteWriter(capacity: 1 << 17)
    for _ in 0..<pages {
      writer.removeAll()
      ours.render(isList: isList, into: &writer)
    }
  }

  private func microseconds(_ count: Int, _ body: () -> Void) -> Double {
    let time = ContinuousClock().measure { for _ in 0..<count { body() } }
    return time / .microseconds(count)
  }

  private func rounded(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
