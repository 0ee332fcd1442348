import ByteText
import Diagnostics

/// A template that is being rendered, and the tag that asked for it. Whoever adds it to a chain
/// keeps the programs until it is gone.
@safe
struct Step {
  private let unmanaged: Unmanaged<Program>
  private let unmanagedCaller: Unmanaged<Program>?
  private let instruction: Int

  init(program: Program, caller: ProgramPoint?) {
    unsafe unmanaged = Unmanaged.passUnretained(program)
    if let caller {
      unsafe unmanagedCaller = Unmanaged.passUnretained(caller.program)
      instruction = caller.instruction
    } else {
      unsafe unmanagedCaller = nil
      instruction = 0
    }
  }

  var program: Program { unsafe unmanaged.takeUnretainedValue() }
  var caller: ProgramPoint? {
    unsafe unmanagedCaller.map { unsafe ProgramPoint($0.takeUnretainedValue(), instruction) }
  }
}

/// The overrides that parent tags have given. A parent's scope lies within that of the template
/// which has the tag, so that they form a tree of which one path is in force. The programs are
/// kept by whoever pushes.
struct BlockScopes {
  /// The overrides of one parent tag.
  @safe
  private struct Scope {
    /// The template that holds the overrides' bodies.
    let program: Unmanaged<Program>
    let overrides: OverrideRange
    /// The scope around it, or -1.
    let outer: Int
  }

  private var scopes: [Scope] = []
  /// The innermost one in force, or -1.
  private(set) var current = -1
  /// The number of overrides that have been looked at.
  private(set) var steps = 0

  mutating func push(_ overrides: OverrideRange, of program: Program) {
    let program = unsafe Unmanaged.passUnretained(program)
    unsafe scopes.append(Scope(program: program, overrides: overrides, outer: current))
    current = scopes.count - 1
  }

  mutating func pop() { current = scopes.removeLast().outer }

  /// The override that fills a block, with the scope in which it was found: the outermost wins, since it
  /// is the one furthest from the template that has the block.
  mutating func find(_ name: Int32) -> (override: Override, scope: Int)? {
    var found: (override: Override, scope: Int)?
    var current = current
    while current >= 0 {
      let scope = scopes[current]
      unsafe scope.program._withUnsafeGuaranteedRef { program in
        for index in scope.overrides.start..<scope.overrides.end
        where program.overrides[Int(index)].name == name {
          found = (program.overrides[Int(index)], current)
        }
      }
      steps &+= Int(scope.overrides.end - scope.overrides.start)
      current = scope.outer
    }
    return found
  }

  /// The program with the overrides of a scope.
  func program(of scope: Int) -> Unmanaged<Program> { unsafe scopes[scope].program }

  /// Leaves a scope for that around it, in which alone the blocks of its overrides are looked up:
  /// they belong to the template that the overrides stand in. Gives the scope that was in force.
  mutating func leave(_ scope: Int) -> Int {
    let before = current
    current = scopes[scope].outer
    return before
  }

  mutating func enter(_ scope: Int) { current = scope }
}

extension Renderer {
  mutating func renderCall(_ call: Call, _ point: ProgramPoint, _ out: inout ByteWriter) {
    guard let target = target(of: call, point) else { return }
    guard chain.count < RenderLimits.mostTemplates else { return reportRecursion(point) }
    let mark =
      call.isStandalone
      ? indentation.push(call.indent, of: point.program.text) : indentation.pushNone()
    if !call.overrides.isEmpty { scopes.push(call.overrides, of: point.program) }
    let program = unsafe set.unmanaged[target]
    unsafe program._withUnsafeGuaranteedRef { program in
      chain.append(Step(program: program, caller: point))
      run(program, program.body, &out)
      chain.removeLast()
    }
    if !call.overrides.isEmpty { scopes.pop() }
    indentation.pop(to: mark)
  }

  private mutating func target(of call: Call, _ point: ProgramPoint) -> Int? {
    switch call.target {
    case .template(let index): return index.map(Int.init)
    case .dynamic(let path): return dynamicTarget(path, point)
    }
  }

  /// The template that a value names. An empty value names none.
  private mutating func dynamicTarget(_ path: NamePath, _ point: ProgramPoint) -> Int? {
    guard let cell = find(path, point.program) else {
      if set.checking == .strict { reportUnknownName(path, point) }
      return nil
    }
    guard case .text(let text) = cell else {
      if set.checking == .strict, cell.isTrue { reportNotAName(point) }
      return nil
    }
    let name = text.string
    guard !name.isEmpty else { return nil }
    if let index = set.indices[name] { return Int(index) }
    if set.checking == .strict { reportUnknownPartial(name, point) }
    return nil
  }

  mutating func renderBlock(
    _ block: Block, of program: Program, otherwise body: Body, _ out: inout ByteWriter
  ) {
    guard let found = scopes.find(block.name) else { return run(program, body, &out) }
    let mark = indentation.push(block.indent, of: program.text)
    if block.isStandalone, found.override.isInline { indentation.startLine(&out) }
    indentation.skipsOnce =
      !block.isStandalone && !found.override.isInline && !indentation.isEmpty
    let scope = scopes.leave(found.scope)
    unsafe scopes.program(of: found.scope)._withUnsafeGuaranteedRef { program in
      run(program, found.override.body, &out)
    }
    scopes.enter(scope)
    indentation.skipsOnce = false
    indentation.pop(to: mark)
  }
}
