/// The limits of a page, so that a mistake in a theme ends in a message and not in a full disk.
struct RenderLimits {
  /// The most templates that are rendered within each other.
  static let mostTemplates = 100
  /// The most sections, blocks and templates that are rendered within each other.
  static let deepest = 1_000
  /// The most steps of a page: instructions, objects and overrides looked into.
  static let mostSteps = 30_000_000
  /// The cost of entering a body beside its instructions, in steps.
  static let stepsToEnter = 8
  /// The most bytes of a page.
  static let mostBytes = 1 << 26

  var depth = 0
  var steps = 0
  /// The number of bytes that the writer held before.
  var start = 0
  /// Whether rendering ends here.
  var isExceeded = false
}

extension Renderer {
  /// Whether a body may be rendered; ends rendering with a message if it is too much.
  mutating func enter(_ body: Body, written: Int) -> Bool {
    guard !limits.isExceeded else { return false }
    limits.depth += 1
    limits.steps &+= Int(body.end - body.start) + RenderLimits.stepsToEnter
    if limits.depth > RenderLimits.deepest {
      reportRecursion(nil)
    } else if limits.steps &+ stack.steps &+ scopes.steps > RenderLimits.mostSteps
      || written - limits.start > RenderLimits.mostBytes
    {
      reportTooLarge()
    } else {
      return true
    }
    limits.depth -= 1
    return false
  }
}
