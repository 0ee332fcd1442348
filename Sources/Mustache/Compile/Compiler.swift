import Diagnostics

/// Turns one template's tokens into instructions, in one walk without recursion.
struct Compiler {
  /// A tag that is open, and what is to be done at its end.
  private struct Open {
    let token: Int
    /// The instruction to which the end is told; the body begins behind it.
    let instruction: Int
    /// The number of blanks that are taken from each of the lines outside of it.
    let outerStrip: Int
    /// The overrides of a parent so far.
    var overrides: [Override] = []
    var overridden: Set<Int32> = []
  }

  let template: TokenizedTemplate
  /// Lent by the caller while the compiler runs.
  private var vocabulary = Vocabulary()
  var draft: Draft
  private var found = FileDiagnostics()
  private var open: [Open] = []
  /// Whether what comes next begins a line of the template.
  var startsLine: Bool
  /// The number of blanks that are taken from each line's start: an overriding block's lines lose their
  /// indentation here and get that of the block's place.
  var strip = 0
  /// Whether the last instruction is text that more text may join.
  var canJoin = false

  /// Compiles a file, or a piece of a line (`hasWholeLines` false) such as a lambda's text.
  /// Gives no draft if there are errors.
  static func compile(
    _ file: SourceFile, vocabulary: inout Vocabulary, delimiters: Delimiters = .standard,
    hasWholeLines: Bool = true
  ) -> (draft: Draft?, diagnostics: [Diagnostic]) {
    let scanner = Scanner.scan(file, delimiters: delimiters)
    let nesting = Nesting.pair(scanner.result)
    let mistakes = scanner.diagnostics + nesting.diagnostics
    guard mistakes.isEmpty else { return (nil, sayingWhereItEnds(mistakes.sortedForPrinting())) }
    var template = nesting.template
    Standalone.mark(&template, hasWholeLines: hasWholeLines)
    var compiler = Compiler(template, startsLine: hasWholeLines)
    swap(&compiler.vocabulary, &vocabulary)
    compiler.run()
    swap(&compiler.vocabulary, &vocabulary)
    return (compiler.draft, compiler.found.list)
  }

  /// After too many mistakes the rest of a file is not read, which the last one says.
  private static func sayingWhereItEnds(_ mistakes: [Diagnostic]) -> [Diagnostic] {
    guard mistakes.count >= mostMistakes, let last = mistakes.last else { return mistakes }
    let note = Diagnostic.Note(
      Message(
        "错误太多，只检查到这里；改正这些以后，再检查后面的",
        "too many mistakes: the rest is checked once these are fixed"))
    return mistakes.dropLast() + [last.adding(note)]
  }

  private init(_ template: TokenizedTemplate, startsLine: Bool) {
    self.template = template
    self.startsLine = startsLine
    draft = Draft(file: template.file, delimiters: template.delimiters)
  }

  private mutating func run() {
    var index = 0
    while index < template.tokens.count {
      let token = template.tokens[index]
      if isDirectlyInParent, !belongsInParent(token) {
        index = skip(index)
      } else {
        compile(token, at: index)
        index += 1
      }
    }
  }

  private mutating func compile(_ token: Token, at index: Int) {
    switch token.kind {
    case .text: return appendText(index)
    case .comment, .delimiters: return startLine(before: token)
    default: break
    }
    startLine(before: token)
    canJoin = false
    switch token.kind {
    case .variable, .unescaped: appendInterpolation(token)
    case .section, .inverted: openSection(token, at: index)
    case .partial: appendPartial(token)
    case .parent: openParent(token, at: index)
    case .block: token.isOverride ? openOverride(token, at: index) : openBlock(token, at: index)
    default: close(token)
    }
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    found.add([diagnostic])
  }

  // MARK: Inside parent tags

  private var isDirectlyInParent: Bool {
    open.last.map { template.tokens[$0.token].kind == .parent } ?? false
  }

  private func belongsInParent(_ token: Token) -> Bool {
    switch token.kind {
    case .block, .close, .comment, .delimiters: true
    default: false
    }
  }

  /// Skips a tag that stands directly in a parent tag and is no block: it is ignored, as the specification has it,
  /// with all that it holds; but the author hears of it. Gives the index behind it.
  private mutating func skip(_ index: Int) -> Int {
    let token = template.tokens[index]
    let parent = template.tokens[open[open.count - 1].token]
    let isBlank =
      token.kind == .text && template.file.bytes[token.range].allSatisfy(isBlankOrNewline)
    if !isBlank { report(.ignoredInParent(token, parent, in: template)) }
    return token.opensBody ? token.partner + 1 : index + 1
  }

  // MARK: Tags

  mutating func append(_ instruction: Instruction, at token: Token? = nil) {
    draft.code.append(instruction)
    draft.spans.append(
      SourceSpan(tag: token?.range ?? 0..<0, delimiters: token?.delimiters ?? 0))
  }

  private mutating func refer(_ kind: TemplateReference.Kind, _ token: Token) {
    draft.references.append(
      TemplateReference(
        kind: kind, name: template.text(token.name), place: Place(template.file, token.range)))
  }

  private mutating func path(_ token: Token) -> NamePath {
    let name = template.text(token.name)
    if name == "." { return NamePath(first: NamePath.item) }
    if let special = NamePath.listNames.first(where: { $0.key == name }) {
      return NamePath(first: special.value)
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: true)
    let numbers = parts.map { vocabulary.number(of: String($0)) }
    guard numbers.count > 1 else { return NamePath(first: numbers.first ?? NamePath.item) }
    draft.tails.append(Array(numbers.dropFirst()))
    return NamePath(first: numbers[0], tail: Int32(draft.tails.count - 1))
  }

  private mutating func appendInterpolation(_ token: Token) {
    refer(.interpolation, token)
    append(.interpolate(path(token), isEscaped: token.kind == .variable), at: token)
  }

  private mutating func openSection(_ token: Token, at index: Int) {
    refer(.test, token)
    let path = path(token)
    append(token.kind == .section ? .section(path, end: 0) : .inverted(path, end: 0), at: token)
    pushOpen(index)
    let closing = template.tokens[token.partner]
    draft.spans[draft.spans.count - 1].content =
      token.range.upperBound + token.blanksAfter..<closing.range.lowerBound - closing.blanksBefore
  }

  private mutating func appendPartial(_ token: Token) {
    refer(token.isDynamic ? .dynamicName : .partial, token)
    appendCall(token)
  }

  private mutating func openParent(_ token: Token, at index: Int) {
    refer(token.isDynamic ? .dynamicName : .parent, token)
    appendCall(token)
    pushOpen(index)
  }

  private mutating func appendCall(_ token: Token) {
    var call = Call(target: token.isDynamic ? .dynamic(path(token)) : .template(nil))
    call.isStandalone = token.isStandalone
    if token.isStandalone { call.indent = indent(before: token) }
    append(.call(Int32(draft.calls.count), end: Int32(draft.code.count + 1)), at: token)
    draft.calls.append(call)
  }

  private mutating func openBlock(_ token: Token, at index: Int) {
    refer(.block, token)
    let block = Block(
      name: vocabulary.number(of: template.text(token.name)),
      indent: token.isStandalone
        ? indent(ofLineAt: firstLine(from: token.range.upperBound)) : indent(before: token),
      isStandalone: token.isStandalone)
    append(.block(Int32(draft.blocks.count), end: 0), at: token)
    draft.blocks.append(block)
    pushOpen(index)
  }

  private mutating func openOverride(_ token: Token, at index: Int) {
    let parent = template.tokens[open[open.count - 1].token]
    refer(.override(parent: parent.isDynamic ? nil : template.text(parent.name)), token)
    pushOpen(index)
    startsLine = token.isStandalone
    guard token.isStandalone else { return }
    let line = firstLine(from: token.range.upperBound + token.blanksAfter)
    strip = template.file.bytes[line...].prefix(while: isBlank).count
  }

  private mutating func pushOpen(_ index: Int) {
    open.append(Open(token: index, instruction: draft.code.count - 1, outerStrip: strip))
  }

  private mutating func close(_ token: Token) {
    let closed = open.removeLast()
    let opening = template.tokens[closed.token]
    let end = Int32(draft.code.count)
    strip = closed.outerStrip
    if opening.isOverride {
      let body = Body(start: Int32(closed.instruction + 1), end: end)
      let override = Override(
        name: vocabulary.number(of: template.text(opening.name)), body: body,
        isInline: !opening.isStandalone)
      return add(override, opening)
    }
    switch draft.code[closed.instruction] {
    case .section(let path, _): draft.code[closed.instruction] = .section(path, end: end)
    case .inverted(let path, _): draft.code[closed.instruction] = .inverted(path, end: end)
    case .block(let block, _): draft.code[closed.instruction] = .block(block, end: end)
    case .call(let call, _):
      draft.code[closed.instruction] = .call(call, end: end)
      let start = Int32(draft.overrides.count)
      draft.overrides += closed.overrides
      draft.calls[Int(call)].overrides = OverrideRange(
        start: start, end: Int32(draft.overrides.count))
      startsLine = token.isStandalone
    default: break
    }
  }

  private mutating func add(_ override: Override, _ opening: Token) {
    let last = open.count - 1
    if !open[last].overridden.insert(override.name).inserted {
      report(.duplicateOverride(opening, template.tokens[open[last].token], in: template))
    }
    open[last].overrides.append(override)
  }
}
