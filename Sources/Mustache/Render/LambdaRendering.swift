import ByteText
import Diagnostics

extension Lambda {
  /// A lambda that gives a value is as true as that value; any other is true, such as one that
  /// gives a lambda.
  var isTrue: Bool {
    switch body {
    case .value(let make):
      let value = make()
      if case .lambda = value { return true }
      let row = Row.make([value])
      defer { extendLifetime(row) }
      return row.cells[0].isTrue
    case .template: return true
    }
  }
}

extension Renderer {
  mutating func interpolate(
    _ lambda: Lambda, isEscaped: Bool, _ point: ProgramPoint, _ out: inout ByteWriter
  ) {
    switch lambda.body {
    case .value(let make):
      nest(point) { renderer in
        let row = Row.make([make()])
        renderer.write(row.cells[0], isEscaped: isEscaped, point, &out)
        extendLifetime(row)
      }
    case .template(let make):
      let start = out.count
      render(make(""), point, delimiters: .standard, hasWholeLines: false, &out)
      guard isEscaped else { return }
      let rendered = out.array()[start...]
      out.truncate(to: start)
      out.append(html: Array(rendered))
    }
  }

  mutating func renderSection(
    calling lambda: Lambda, _ point: ProgramPoint, _ body: Body, _ out: inout ByteWriter
  ) {
    switch lambda.body {
    case .value(let make):
      nest(point) { renderer in
        let row = Row.make([make()])
        renderer.renderSection(over: row.cells[0], point, body, &out)
        extendLifetime(row)
      }
    case .template(let make):
      let span = point.span
      let raw = String(decoding: point.program.file.bytes[span.content], as: UTF8.self)
      render(
        make(raw), point, delimiters: point.program.delimiters[span.delimiters],
        hasWholeLines: span.content.lowerBound > span.tag.upperBound, &out)
    }
  }

  /// Renders template text that a lambda gave. It is compiled each time: lambdas are for hosts that
  /// need them, not for speed.
  private mutating func render(
    _ text: String, _ point: ProgramPoint, delimiters: Delimiters, hasWholeLines: Bool,
    _ out: inout ByteWriter
  ) {
    let name = String(decoding: point.program.file.bytes[point.span.tag], as: UTF8.self)
    let file = SourceFile(path: point.program.file.path + " " + name, bytes: Array(text.utf8))
    var vocabulary = set.vocabulary
    let compiled = Compiler.compile(
      file, vocabulary: &vocabulary, delimiters: delimiters, hasWholeLines: hasWholeLines)
    var linker = Linker(
      indices: set.indices, checking: set.checking, names: set.nearNames)
    var draft = compiled.draft ?? Draft(file: file)
    linker.resolveCalls(of: &draft)
    let mistakes = compiled.diagnostics + linker.diagnostics
    if !mistakes.isEmpty, isFirst(point) { mistakes.forEach { report($0) } }
    let program = Program(draft, name: point.program.name)
    nest(point) { renderer in
      renderer.chain.append(Step(program: program, caller: point))
      renderer.run(program, program.body, &out)
      renderer.chain.removeLast()
    }
    extendLifetime(program)
  }

  /// Counts a level, since lambdas may give lambdas without end.
  private mutating func nest(_ point: ProgramPoint, _ render: (inout Renderer) -> Void) {
    guard limits.depth < RenderLimits.deepest, chain.count < RenderLimits.mostTemplates else {
      return reportRecursion(point)
    }
    limits.depth += 1
    render(&self)
    limits.depth -= 1
  }
}
