import ByteText
import Diagnostics

/// Walks the instructions and writes a page.
///
/// Everything that it points to belongs to the objects that it was given or to the set, both of
/// which outlive it and never change; so it copies no value and counts no reference on the way.
struct Renderer {
  let set: Library
  /// Leads from the page to the site's root.
  let root: String
  /// The same, ready to be written.
  let rootText: CellText
  let page: String
  var diagnostics: [Diagnostic] = []
  /// The places of the diagnostics.
  var reported: Set<String> = []
  /// Mistakes that were told of other pages.
  var told = ToldMistakes()
  /// The values that names are looked up in.
  var stack = ContextStack()
  /// The templates that are being rendered, the innermost last.
  var chain: [Step] = []
  /// The blanks before each line of the current template.
  var indentation = Indentation()
  /// The overrides of the parents that are being rendered.
  var scopes = BlockScopes()
  var limits = RenderLimits()

  /// `rootText` is `root`, in bytes that stay while the renderer is used.
  init(set: Library, root: String, rootText: CellText, page: String) {
    self.set = set
    self.root = root
    self.rootText = rootText
    self.page = page
  }

  /// Renders with `values` on the stack, the innermost last. Whoever calls keeps what they point to.
  mutating func render(_ program: Program, over values: [Cell], into out: inout ByteWriter) {
    limits.start = out.count
    chain.append(Step(program: program, caller: nil))
    for value in values { stack.push(value) }
    run(program, program.body, &out)
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
        if indentation.isEmpty {
          program.write(slice, to: &out)
        } else {
          indentation.write(slice, of: program.text, startsLine: startsLine, &out)
        }
        index += 1
      case .lineStart:
        indentation.startLine(&out)
        index += 1
      case .interpolate(let path, let isEscaped):
        interpolate(path, isEscaped: isEscaped, ProgramPoint(program, index), &out)
        index += 1
      case .section(let path, let end):
        if let cell = find(path, program) {
          let body = Body(start: Int32(index + 1), end: end)
          renderSection(over: cell, ProgramPoint(program, index), body, &out)
        }
        index = Int(end)
      case .inverted(let path, let end):
        if find(path, program)?.isTrue != true {
          run(program, Body(start: Int32(index + 1), end: end), &out)
        }
        index = Int(end)
      case .call(let call, let end):
        renderCall(program.calls[Int(call)], ProgramPoint(program, index), &out)
        index = Int(end)
      case .block(let block, let end):
        let body = Body(start: Int32(index + 1), end: end)
        renderBlock(program.blocks[Int(block)], of: program, otherwise: body, &out)
        index = Int(end)
      }
    }
    limits.depth -= 1
  }

  /// The value of a name, or nothing if no object has it.
  mutating func find(_ path: NamePath, _ program: Program) -> Cell? {
    if path.first < 0 {
      return path.first == NamePath.item ? stack.item : stack.listValue(path.first)
    }
    guard let found = stack.find(path.first) else { return nil }
    return path.tail < 0 ? found : follow(program.tails[Int(path.tail)], from: found)
  }

  // MARK: Interpolation

  private mutating func interpolate(
    _ path: NamePath, isEscaped: Bool, _ point: ProgramPoint, _ out: inout ByteWriter
  ) {
    if let cell = find(path, point.program) {
      write(cell, isEscaped: isEscaped, point, &out)
    } else if set.checking == .strict {
      reportUnknownName(path, point)
    }
  }

  mutating func write(_ cell: Cell, isEscaped: Bool, _ point: ProgramPoint, _ out: inout ByteWriter)
  {
    switch cell {
    case .null: break
    case .text(let text): text.write(to: &out, isEscaped: isEscaped)
    case .address(let path): write(address: path, isEscaped: isEscaped, &out)
    case .html(let box):
      unsafe box.takeUnretainedValue().fragment.write(to: &out, root: root)
    case .integer(let number): out.append(decimal: number)
    case .bool(let bool): if bool { out.append("true") } else { out.append("false") }
    case .lambda(let lambda):
      unsafe interpolate(lambda.takeUnretainedValue(), isEscaped: isEscaped, point, &out)
    case .list: if set.checking == .strict { reportNotText(isList: true, point) }
    case .object: if set.checking == .strict { reportNotText(isList: false, point) }
    }
  }

  private func write(address path: CellText, isEscaped: Bool, _ out: inout ByteWriter) {
    if rootText.count == 0, path.count == 0 { return out.append("./") }
    rootText.write(to: &out, isEscaped: isEscaped)
    path.write(to: &out, isEscaped: isEscaped)
  }

  // MARK: Sections

  mutating func renderSection(
    over cell: Cell, _ point: ProgramPoint, _ body: Body, _ out: inout ByteWriter
  ) {
    switch cell {
    case .list(let items):
      for index in 0..<items.count where !limits.isExceeded {
        stack.push(items[index], position: index, count: items.count)
        run(point.program, body, &out)
        stack.pop()
      }
    case .lambda(let lambda):
      unsafe renderSection(calling: lambda.takeUnretainedValue(), point, body, &out)
    default:
      guard cell.isTrue else { return }
      stack.push(cell)
      run(point.program, body, &out)
      stack.pop()
    }
  }
}

/// An instruction of a program, to which a message or a call refers.
struct ProgramPoint {
  let program: Program
  let instruction: Int

  init(_ program: Program, _ instruction: Int) {
    self.program = program
    self.instruction = instruction
  }

  var span: SourceSpan { program.spans[instruction] }
  var place: Place { Place(program.file, span.tag) }
}
