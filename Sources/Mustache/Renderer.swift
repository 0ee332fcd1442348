import ByteText
import Diagnostics

/// Walks the instructions and writes a page.
///
/// Everything that it points to belongs to the values that it was given or to the set, both of
/// which outlive it and never change; so it copies no value on the way.
struct Renderer {
  let set: TemplateSet
  let root: String
  let page: String
  var diagnostics: [Diagnostic] = []
  /// What names are looked up in.
  var stack = ContextStack()
  /// The templates that are being rendered, the innermost last.
  var chain: [Step] = []
  /// What stands before each line of the current template.
  var indentation = Indentation()
  /// The overrides of the parents that are being rendered.
  var scopes = BlockScopes()
  var limits = RenderLimits()

  init(set: TemplateSet, root: String, page: String) {
    self.set = set
    self.root = root
    self.page = page
  }

  /// Renders with `values` on the stack, the innermost last.
  mutating func render(_ program: Program, over values: [Value], into out: inout ByteWriter) {
    limits.start = out.count
    chain.append(Step(program: program, caller: nil))
    unsafe values.withUnsafeBufferPointer { unsafe open($0, from: 0, program, &out) }
  }

  private mutating func open(
    _ values: UnsafeBufferPointer<Value>, from index: Int, _ program: Program,
    _ out: inout ByteWriter
  ) {
    guard index < values.count, let first = values.baseAddress else {
      return run(program, program.body, &out)
    }
    unsafe within(first + index, &out) { renderer, out in
      unsafe renderer.open(values, from: index + 1, program, &out)
    }
  }

  /// Calls `render` with the value on the stack.
  mutating func within(
    _ item: UnsafePointer<Value>, _ out: inout ByteWriter,
    _ render: (inout Renderer, inout ByteWriter) -> Void
  ) {
    guard case .object(let object) = unsafe item.pointee else {
      unsafe stack.push(item)
      render(&self, &out)
      return stack.pop()
    }
    unsafe object.shape.slots.withUnsafeBufferPointer { slots in
      unsafe object.values.withUnsafeBufferPointer { values in
        unsafe stack.push(item, slots: slots, values: values.baseAddress ?? item)
        render(&self, &out)
        stack.pop()
      }
    }
  }

  /// Renders a body. Each level of nesting, of sections and of templates, is a level of recursion
  /// here, which `limits` bounds.
  mutating func run(_ program: Program, _ body: Body, _ out: inout ByteWriter) {
    guard enter(body, written: out.count) else { return }
    var index = Int(body.start)
    let end = Int(body.end)
    while index < end, !limits.isExceeded {
      switch program.code[index] {
      case .text(let slice, let startsLine):
        indentation.write(slice, of: program.text, startsLine: startsLine, &out)
        index += 1
      case .lineStart:
        indentation.startLine(&out)
        index += 1
      case .interpolate(let path, let isEscaped):
        interpolate(path, isEscaped: isEscaped, At(program, index), &out)
        index += 1
      case .section(let path, let end):
        renderSection(path, At(program, index), end, &out)
        index = Int(end)
      case .inverted(let path, let end):
        if !isTrue(path, program) { run(program, Body(start: Int32(index + 1), end: end), &out) }
        index = Int(end)
      case .call(let call, let end):
        renderCall(program.calls[Int(call)], At(program, index), &out)
        index = Int(end)
      case .block(let block, let end):
        let body = Body(start: Int32(index + 1), end: end)
        renderBlock(program.blocks[Int(block)], program, body, &out)
        index = Int(end)
      }
    }
    limits.depth -= 1
  }

  // MARK: Names

  /// The value of a name, or nothing if no object has it.
  mutating func find(_ path: NamePath, _ program: Program) -> UnsafePointer<Value>? {
    if path.first == NamePath.item { return unsafe stack.item }
    guard let found = unsafe stack.find(path.first) else { return nil }
    guard path.tail >= 0 else { return unsafe found }
    return unsafe follow(program.tails[Int(path.tail)], from: found)
  }

  private mutating func isTrue(_ path: NamePath, _ program: Program) -> Bool {
    guard let item = unsafe find(path, program) else { return false }
    return unsafe item.pointee.isTrue
  }

  // MARK: Interpolation

  private mutating func interpolate(
    _ path: NamePath, isEscaped: Bool, _ place: At, _ out: inout ByteWriter
  ) {
    if let item = unsafe find(path, place.program) {
      unsafe write(item.pointee, isEscaped: isEscaped, place, &out)
    } else if set.checking == .strict {
      reportUnknownName(path, place)
    }
  }

  mutating func write(
    _ value: borrowing Value, isEscaped: Bool, _ place: At, _ out: inout ByteWriter
  ) {
    switch value {
    case .null: break
    case .text(let text): if isEscaped { out.append(html: text) } else { out.append(text) }
    case .address(let path): write(address: path, isEscaped: isEscaped, &out)
    case .html(let fragment): fragment.write(to: &out, root: root)
    case .integer(let number): out.append(decimal: number)
    case .bool(let bool): if bool { out.append("true") } else { out.append("false") }
    case .lambda(let lambda): interpolate(lambda, isEscaped: isEscaped, place, &out)
    case .list: if set.checking == .strict { reportNotText(isList: true, place) }
    case .object: if set.checking == .strict { reportNotText(isList: false, place) }
    }
  }

  private func write(address path: String, isEscaped: Bool, _ out: inout ByteWriter) {
    if root.isEmpty, path.isEmpty { return out.append("./") }
    if isEscaped {
      out.append(html: root)
      out.append(html: path)
    } else {
      out.append(root)
      out.append(path)
    }
  }

  // MARK: Sections

  private mutating func renderSection(
    _ path: NamePath, _ place: At, _ end: Int32, _ out: inout ByteWriter
  ) {
    guard let item = unsafe find(path, place.program) else { return }
    let body = Body(start: Int32(place.instruction + 1), end: end)
    unsafe renderSection(over: item, place, body, &out)
  }

  mutating func renderSection(
    over item: UnsafePointer<Value>, _ place: At, _ body: Body, _ out: inout ByteWriter
  ) {
    switch unsafe item.pointee {
    case .list(let items):
      unsafe items.withUnsafeBufferPointer { items in
        for index in items.indices where !limits.isExceeded {
          guard let first = items.baseAddress else { return }
          unsafe within(first + index, &out) { $0.run(place.program, body, &$1) }
        }
      }
    case .lambda(let lambda): renderSection(lambda, place, body, &out)
    default:
      guard unsafe item.pointee.isTrue else { return }
      unsafe within(item, &out) { $0.run(place.program, body, &$1) }
    }
  }
}

extension Value {
  /// Whether a section of this value is rendered.
  var isTrue: Bool {
    switch self {
    case .null: false
    case .bool(let bool): bool
    case .text(let text): !text.isEmpty
    case .html(let fragment): !fragment.isEmpty
    case .list(let items): !items.isEmpty
    case .lambda(let lambda): lambda.isTrue
    case .integer, .address, .object: true
    }
  }
}

/// An instruction of a program.
struct At {
  let program: Program
  let instruction: Int

  init(_ program: Program, _ instruction: Int) {
    self.program = program
    self.instruction = instruction
  }

  var span: SourceSpan { program.spans[instruction] }
  var place: Place { Place(program.file, span.tag) }
}
