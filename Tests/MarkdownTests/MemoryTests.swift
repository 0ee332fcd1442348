import Foundation
import Testing

@Suite struct MemoryTests {
  /// What the process has in memory, in bytes.
  private var residentSize: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(
      separator: " ")
    return (fields.flatMap { Int($0[1]) } ?? 0) * 4096
  }

  /// Once libcmark's memory was counted in one place and given back in another, so that it never was.
  @Test func `rendering again and again takes no more memory`() {
    let text = String(repeating: "**甲** [乙](丙.md)\n\n", count: 100)
    for _ in 0..<20 { _ = render(text) }
    // Other tests run meanwhile, so that some rounds may see memory taken; not all of them.
    let grown = (0..<20).map { _ in
      let before = residentSize
      for _ in 0..<50 { _ = render(text) }
      return residentSize - before
    }
    #expect((grown.min() ?? 0) < 1 << 20)
  }
}
