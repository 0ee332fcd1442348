import Diagnostics

/// Mistakes of a template on a page.
extension Renderer {
  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostics.count >= mostMistakes { limits.isExceeded = true }
  }

  /// Whether nothing has been said of this tag yet: a list meets the same mistake many times.
  mutating func isFirst(_ point: ProgramPoint) -> Bool {
    let key = mistakeKey(point.program.file.path, point.span.tag.lowerBound)
    return reported.insert(key).inserted && !told.meet(key)
  }

  private var pageNote: Diagnostic.Note {
    Diagnostic.Note(Message("生成网页“\(page)”时发现", "found while rendering the page “\(page)”"))
  }

  mutating func reportUnknownName(_ path: NamePath, _ point: ProgramPoint) {
    guard isFirst(point) else { return }
    let names = names(of: path, point.program)
    var known = 0
    var objects = stack.objects
    if path.first >= 0 {
      // Where the first part is known, the mistake lies in a later one, below its value.
      for name in names {
        guard let value = objects.lazy.compactMap({ $0[name] }).first else { break }
        known += 1
        if case .object(let object) = value { objects = [object] } else { objects = [] }
      }
    }
    let name = shortened(names[min(known, names.count - 1)])
    let parent = names.prefix(known).joined(separator: ".")
    let message =
      known == 0
      ? Message("这里没有“\(name)”这一项", "there is no “\(name)” here")
      : Message("“\(parent)”里没有“\(name)”这一项", "there is no “\(name)” in “\(parent)”")
    report(
      Diagnostic(
        .error, "template-unknown-name", at: point.place, message,
        suggestion: nearMatch(for: name, in: objects.flatMap(\.shape.names)).map(didYouMean),
        notes: holdings(objects) + [pageNote]))
  }

  private func names(of path: NamePath, _ program: Program) -> [String] {
    guard path.first >= 0 else {
      return [NamePath.listNames.first { $0.value == path.first }?.key ?? "."]
    }
    let tail = path.tail >= 0 ? program.tails[Int(path.tail)] : []
    let known = set.vocabulary.names
    return ([path.first] + tail).map { Int($0) < known.count ? known[Int($0)] : "?" }
  }

  /// A note for each kind of object that is open.
  private func holdings(_ objects: [Object]) -> [Diagnostic.Note] {
    var seen: Set<ObjectIdentifier> = []
    return objects.filter { seen.insert(ObjectIdentifier($0.shape)).inserted }.prefix(4).map {
      let (label, names) = ($0.shape.label, $0.shape.names.sorted())
      return Diagnostic.Note(
        names.isEmpty
          ? Message("“\(label)”里什么也没有", "“\(label)” is empty")
          : Message(
            "“\(label)”里有：\(enumeration(names, "、"))",
            "“\(label)” contains \(enumeration(names, ", "))"))
    }
  }

  mutating func reportNotText(isList: Bool, _ point: ProgramPoint) {
    guard isFirst(point) else { return }
    let name = point.program.sourceName(point.instruction)
    report(
      isList
        ? Diagnostic(
          .error, "template-not-text", at: point.place,
          Message("“\(name)”是一个列表，不能直接显示", "“\(name)” is a list and cannot be shown as text"),
          suggestion: Message(
            "写成“{{#\(name)}}……{{/\(name)}}”，逐项显示",
            "write “{{#\(name)}}…{{/\(name)}}” to show each of its items"),
          notes: [pageNote])
        : Diagnostic(
          .error, "template-not-text", at: point.place,
          Message(
            "“\(name)”包含好几项，不能直接显示", "“\(name)” has several fields and cannot be shown as text"),
          notes: partsNote(point) + [pageNote]))
  }

  private func partsNote(_ point: ProgramPoint) -> [Diagnostic.Note] {
    guard case .interpolate(let path, _) = point.program.code[point.instruction] else { return [] }
    var objects = stack.objects
    for name in path.first == NamePath.item ? [] : names(of: path, point.program) {
      let value = objects.lazy.compactMap { $0[name] }.first
      if case .object(let object)? = value { objects = [object] } else { return [] }
    }
    return holdings(Array(objects.prefix(1)))
  }

  mutating func reportNotAName(_ point: ProgramPoint) {
    guard isFirst(point) else { return }
    let name = point.program.sourceName(point.instruction)
    report(
      Diagnostic(
        .error, "template-not-text", at: point.place,
        Message("“\(name)”不是文字，不能当作模板的名称", "“\(name)” is not text, so it cannot name a template"),
        notes: [pageNote]))
  }

  mutating func reportUnknownPartial(_ name: String, _ point: ProgramPoint) {
    guard isFirst(point) else { return }
    report(.unknownPartial(name, at: point.place, known: set.nearNames, notes: [pageNote]))
  }

  /// Ends rendering.
  mutating func reportRecursion(_ point: ProgramPoint?) {
    limits.isExceeded = true
    let point = point ?? chain.last?.caller
    report(
      Diagnostic(
        .error, "template-recursion",
        at: point?.place ?? chain.first.map { Place($0.program.file, 0..<0) },
        Message(
          "模板互相套用，没有尽头，套到第 \(chain.count) 层停了下来",
          "templates include each other without end: rendering stopped \(chain.count) levels deep"),
        notes: [
          Diagnostic.Note(
            Message("套用的顺序：\(chainText)", "they are included in this order: \(chainText)")),
          pageNote,
        ]))
  }

  /// The names of the templates through which it went round the last time, or else of the innermost ones.
  private var chainText: String {
    let names = chain.suffix(12).map(\.program.name)
    let before = names.dropLast().lastIndex(of: names.last ?? "")
    let shown = before.map { names[$0...] } ?? names.suffix(6)
    return (shown.count < chain.count ? "… → " : "") + shown.joined(separator: " → ")
  }

  mutating func reportTooLarge() {
    limits.isExceeded = true
    report(
      Diagnostic(
        .error, "template-too-large",
        at: chain.last?.caller?.place ?? chain.first.map { Place($0.program.file, 0..<0) },
        Message("这个网页太大，生成到一半停了下来", "the page grows too large: rendering stopped part-way"),
        notes: [pageNote]))
  }
}

extension Program {
  /// The name in an instruction's tag, as it is written.
  fileprivate func sourceName(_ instruction: Int) -> String {
    let span = spans[instruction]
    let marks = delimiters[span.delimiters]
    let inner = file.bytes[span.tag].dropFirst(marks.open.count).dropLast(marks.close.count)
    let name = inner.drop { isBlankOrNewline($0) || $0 == 0x26 || $0 == 0x7B || $0 == 0x3E }
      .prefix { !isBlankOrNewline($0) && $0 != 0x7D }
    return shortened(String(decoding: name, as: UTF8.self))
  }
}
