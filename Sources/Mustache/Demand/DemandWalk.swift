/// Goes through a template and all that it uses as rendering would, with kinds of objects in place of
/// values: every section is entered, once.
struct DemandWalk {
  /// A kind of object at one place below those that the walk began with.
  struct Node {
    let shape: Shape
    /// By the index of a name in the shape.
    var isAsked: [Bool]
    /// The node of the objects that a name holds, or -1 where none is known.
    var below: [Int32]
  }

  /// Overrides that a parent tag gives, within those of an outer scope (-1 for none).
  private struct Scope: Hashable {
    let program: Int32
    let start: Int32
    let end: Int32
    let outer: Int32
  }

  /// A body and what it is rendered with: to go through it once more would find nothing new.
  private struct Visit: Hashable {
    let program: Int32
    let start: Int32
    let stack: [Int32]
    let scope: Int32
  }

  private static let mostSteps = 1_000_000

  private let library: Library
  private(set) var nodes: [Node] = []
  private var scopes: [Scope] = []
  private var numbers: [Scope: Int32] = [:]
  private var visited: Set<Visit> = []
  /// The number of instructions and overrides that have been looked at.
  private(set) var steps = 0
  private let mostSteps: Int
  /// The number of templates, and that of bodies of any kind, which are being gone through within each other.
  private var templates = 0
  private var depth = 0
  /// Whether the walk cannot say what is asked for.
  private var isLost = false

  init(_ library: Library, within steps: Int) {
    self.library = library
    mostSteps = min(steps, Self.mostSteps)
  }

  mutating func add(_ shape: Shape) -> Int32 {
    let count = shape.names.count
    nodes.append(
      Node(
        shape: shape, isAsked: Array(repeating: false, count: count),
        below: Array(repeating: -1, count: count)))
    return Int32(nodes.count - 1)
  }

  /// Goes through a template; false if it is not known what that asks for.
  mutating func enter(_ template: Int32, stack: [Int32]) -> Bool {
    visit(template, library.programs[Int(template)].body, stack, scope: -1)
    return !isLost
  }

  private mutating func visit(_ index: Int32, _ body: Body, _ stack: [Int32], scope: Int32) {
    let visit = Visit(program: index, start: body.start, stack: stack, scope: scope)
    guard !isLost, visited.insert(visit).inserted else { return }
    templates += 1
    if templates > RenderLimits.mostTemplates { isLost = true }
    walk(index, body, stack, scope: scope)
    templates -= 1
  }

  /// A body within a body is a level of recursion here, as in rendering, and the limits are the same.
  private mutating func walk(_ template: Int32, _ body: Body, _ stack: [Int32], scope: Int32) {
    let program = library.programs[Int(template)]
    var index = Int(body.start)
    steps += Int(body.end - body.start)
    depth += 1
    if steps > mostSteps || depth > RenderLimits.deepest { isLost = true }
    while index < Int(body.end), !isLost {
      let inner = Int32(index + 1)
      switch program.code[index] {
      case .text, .lineStart: index += 1
      case .interpolate(let path, _):
        _ = ask(path, program, stack)
        index += 1
      case .section(let path, let end):
        let opened = ask(path, program, stack)
        walk(template, Body(start: inner, end: end), stack.opening(opened), scope: scope)
        index = Int(end)
      case .inverted(let path, let end):
        _ = ask(path, program, stack)
        walk(template, Body(start: inner, end: end), stack, scope: scope)
        index = Int(end)
      case .call(let call, let end):
        follow(program.calls[Int(call)], of: template, stack, scope: scope)
        index = Int(end)
      case .block(let block, let end):
        fill(
          program.blocks[Int(block)], of: template, otherwise: Body(start: inner, end: end), stack,
          scope: scope)
        index = Int(end)
      }
    }
    depth -= 1
  }

  private mutating func follow(
    _ call: Call, of caller: Int32, _ stack: [Int32], scope: Int32
  ) {
    guard case .template(let target) = call.target else {
      isLost = true
      return
    }
    guard let target else { return }
    let overrides = call.overrides
    let inner =
      overrides.isEmpty
      ? scope
      : number(
        of: Scope(program: caller, start: overrides.start, end: overrides.end, outer: scope))
    visit(target, library.programs[Int(target)].body, stack, scope: inner)
  }

  private mutating func number(of scope: Scope) -> Int32 {
    if let known = numbers[scope] { return known }
    scopes.append(scope)
    numbers[scope] = Int32(scopes.count - 1)
    return Int32(scopes.count - 1)
  }

  /// The outermost override fills a block, and its own blocks belong to the scope around it.
  private mutating func fill(
    _ block: Block, of template: Int32, otherwise body: Body, _ stack: [Int32], scope: Int32
  ) {
    var found: (program: Int32, body: Body, outer: Int32)?
    var current = scope
    while current >= 0 {
      let scope = scopes[Int(current)]
      let overrides = library.programs[Int(scope.program)].overrides
      for index in scope.start..<scope.end where overrides[Int(index)].name == block.name {
        found = (scope.program, overrides[Int(index)].body, scope.outer)
      }
      steps += Int(scope.end - scope.start)
      current = scope.outer
    }
    guard steps <= mostSteps else { return isLost = true }
    guard let found else { return walk(template, body, stack, scope: scope) }
    visit(found.program, found.body, stack, scope: found.outer)
  }

  // MARK: - Names

  /// Takes down that a name is asked for; gives the node of the objects that it holds.
  private mutating func ask(_ path: NamePath, _ program: Program, _ stack: [Int32]) -> Int32? {
    guard path.first >= 0 else { return nil }
    for index in stack.reversed() {
      guard let slot = nodes[Int(index)].shape.slot(of: path.first) else { continue }
      var node = ask(slot, of: index)
      guard path.tail >= 0 else { return node }
      for name in program.tails[Int(path.tail)] {
        guard let holder = node, let slot = nodes[Int(holder)].shape.slot(of: name) else {
          return nil
        }
        node = ask(slot, of: holder)
      }
      return node
    }
    return nil
  }

  private mutating func ask(_ slot: Int, of index: Int32) -> Int32? {
    nodes[Int(index)].isAsked[slot] = true
    let known = nodes[Int(index)].below[slot]
    if known >= 0 { return known }
    guard let kind = nodes[Int(index)].shape.kinds[slot], let shape = library.shapes[kind] else {
      return nil
    }
    let new = add(shape)
    nodes[Int(index)].below[slot] = new
    return new
  }
}

extension [Int32] {
  /// The stack with one node more, which hides itself where it stands already: names are found in the
  /// innermost place, so that stacks do not grow where templates use themselves.
  fileprivate func opening(_ node: Int32?) -> [Int32] {
    guard let node else { return self }
    return filter { $0 != node } + [node]
  }
}
