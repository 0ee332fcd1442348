/// What a page may take, so that a mistake in a theme ends in a message and not in a full disk.
struct RenderLimits {
  /// How many templates may be rendered within each other.
  static let mostTemplates = 100
  /// How many sections, blocks and templates may be rendered within each other.
  static let deepest = 1_000
  /// How many steps a page may take: instructions, objects and overrides looked into.
  static let mostSteps = 30_000_000
  /// What entering a body costs beside its instructions, in steps.
  static let stepsToEnter = 8
  /// How many bytes a page may have.
  static let mostBytes = 1 << 26

  var depth = 0
  var steps = 0
  /// How much the writer held before.
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
