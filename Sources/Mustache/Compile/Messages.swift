import Diagnostics

/// The most mistakes of a template, or of a page, that are told before the rest is left for later.
let mostMistakes = 100

/// Mistakes of a template by itself.
extension Diagnostic {
  static func unclosedTag(
    _ start: Int, until end: Int, closing: [UInt8], in template: TokenizedTemplate
  ) -> Diagnostic {
    let close = String(decoding: closing, as: UTF8.self)
    let line = template.file.bytes[start..<end].prefix { $0 != 0x0A && $0 != 0x0D }
    let tag = template.excerpt(line.startIndex..<line.endIndex)
    return Diagnostic(
      .error, "template-unclosed-tag", at: Place(template.file, line.startIndex..<line.endIndex),
      Message("模板标记“\(tag)”没有写完", "the template tag “\(tag)” is not closed"),
      suggestion: Message("在它末尾补上“\(close)”", "write “\(close)” at its end"))
  }

  static func badDelimiters(_ range: Range<Int>, in template: TokenizedTemplate) -> Diagnostic {
    let tag = template.excerpt(range)
    return Diagnostic(
      .error, "template-bad-delimiters", at: Place(template.file, range),
      Message(
        "“\(tag)”没有写对：新的分界符要写两个，中间用空格隔开，不含等号，每个不超过 16 个字节",
        "“\(tag)” does not set delimiters: it needs two, separated by a space, without “=”, of at most 16 bytes each"
      ),
      suggestion: Message("例如“{{=<% %>=}}”", "for example, “{{=<% %>=}}”"))
  }

  static func badName(_ token: Token, in template: TokenizedTemplate) -> Diagnostic {
    let tag = template.excerpt(token.range)
    let name = template.excerpt(token.name)
    let message =
      token.name.isEmpty
      ? Message("模板标记“\(tag)”里没有写名称", "the template tag “\(tag)” has no name")
      : template.file.bytes[token.name].contains(where: isBlankOrNewline)
        ? Message("名称“\(name)”里不能有空格", "the name “\(name)” must not contain spaces")
        : Message("名称“\(name)”里多了一个点号“.”", "the name “\(name)” has a dot too many")
    return Diagnostic(.error, "template-bad-name", at: Place(template.file, token.range), message)
  }

  static func unclosedSection(_ token: Token, in template: TokenizedTemplate) -> Diagnostic {
    let tag = template.excerpt(token.range)
    let closing = template.closingTag(of: token)
    return Diagnostic(
      .error, "template-unclosed-section", at: Place(template.file, token.range),
      Message("“\(tag)”从这里开始，但一直没有结束", "“\(tag)” is opened here and never closed"),
      suggestion: Message("在它的内容后面写上“\(closing)”", "write “\(closing)” after its content"))
  }

  static func crossedSections(
    _ token: Token, closedBefore: Token, closedHere: Token, in template: TokenizedTemplate
  ) -> Diagnostic {
    let (opening, outer) = (template.excerpt(token.range), template.excerpt(closedBefore.range))
    let closing = template.excerpt(closedHere.range)
    return Diagnostic(
      .error, "template-crossed-sections", at: Place(template.file, closedHere.range),
      Message(
        "“\(closing)”写晚了：后开始的要先结束，它应当在“\(outer)”前面",
        "“\(closing)” comes too late: the section opened last is closed first, before “\(outer)”"),
      notes: [
        Note(
          Message("“\(opening)”从这里开始", "“\(opening)” is opened here"),
          at: Place(template.file, token.range)),
        Note(
          Message("“\(outer)”在这里", "“\(outer)” is here"),
          at: Place(template.file, closedBefore.range)),
      ])
  }

  /// `innermost` is what is open there.
  static func strayClose(
    _ token: Token, innermost: Token?, in template: TokenizedTemplate
  ) -> Diagnostic {
    let tag = template.excerpt(token.range)
    var suggestion: Message?
    var notes: [Note] = []
    if let innermost {
      let tag = template.excerpt(innermost.range)
      notes.append(
        Note(
          Message("这里还没有结束的是“\(tag)”", "the section that is open there is “\(tag)”"),
          at: Place(template.file, innermost.range)))
      if template.isNear(token, innermost) {
        suggestion = didYouMean(template.closingTag(of: innermost))
      }
    }
    return Diagnostic(
      .error, "template-stray-close", at: Place(template.file, token.range),
      Message("“\(tag)”没有对应的开头", "“\(tag)” closes nothing that is open"),
      suggestion: suggestion, notes: notes)
  }

  static func tooDeep(
    _ token: Token, outermost: Token, in template: TokenizedTemplate
  ) -> Diagnostic {
    Diagnostic(
      .error, "template-too-deep", at: Place(template.file, token.range),
      Message(
        "模板标记一层套一层，超过了 \(Nesting.deepest) 层",
        "template tags are nested more than \(Nesting.deepest) levels deep"),
      notes: [
        Note(
          Message("最外层从这里开始", "the outermost section is opened here"),
          at: Place(template.file, outermost.range))
      ])
  }

  static func duplicateOverride(
    _ token: Token, _ parent: Token, in template: TokenizedTemplate
  ) -> Diagnostic {
    let (tag, parent) = (template.excerpt(token.range), template.excerpt(parent.range))
    return Diagnostic(
      .error, "template-duplicate-block", at: Place(template.file, token.range),
      Message("“\(parent)”里已经写过一个“\(tag)”", "“\(parent)” already has a “\(tag)”"))
  }

  static func ignoredInParent(
    _ token: Token, _ parent: Token, in template: TokenizedTemplate
  ) -> Diagnostic {
    let tag = template.excerpt(parent.range)
    return Diagnostic(
      .warning, "template-ignored-in-parent", at: Place(template.file, template.trim(token.range)),
      Message(
        "“\(tag)”里只有“{{$块}}”起作用，这里写的不会显示",
        "“\(tag)” takes only blocks, “{{$block}}”, so this is never shown"))
  }
}

/// Mistakes between templates.
extension Diagnostic {
  static func unknownPartial(_ reference: TemplateReference, known: NearWords) -> Diagnostic {
    unknownPartial(reference.name, at: reference.place, known: known)
  }

  static func unknownPartial(
    _ name: String, at place: Place, known: NearWords, notes: [Note] = []
  ) -> Diagnostic {
    Diagnostic(
      .error, "template-unknown-partial", at: place,
      Message("没有模板“\(shortened(name))”", "there is no template “\(shortened(name))”"),
      suggestion: known.nearest(to: name).map(didYouMean), notes: notes)
  }

  static func unknownBlock(
    _ reference: TemplateReference, parent: String, known: Set<String>
  ) -> Diagnostic {
    let name = shortened(reference.name)
    let list = known.sorted()
    let note =
      list.isEmpty
      ? Message("“\(parent)”里一个块也没有", "“\(parent)” has no blocks")
      : Message(
        "“\(parent)”里有这些块：\(enumeration(list, "、"))",
        "“\(parent)” has these blocks: \(enumeration(list, ", "))")
    return Diagnostic(
      .error, "template-unknown-block", at: reference.place,
      Message("模板“\(parent)”里没有“\(name)”这一块", "the template “\(parent)” has no block “\(name)”"),
      suggestion: nearMatch(for: reference.name, in: known).map(didYouMean), notes: [Note(note)])
  }
}

func didYouMean(_ name: String) -> Message { Message("是不是“\(name)”？", "did you mean “\(name)”?") }

/// At most 60 names, for a message.
func enumeration(_ names: [String], _ separator: String) -> String {
  names.prefix(60).map(shortened).joined(separator: separator) + (names.count > 60 ? "…" : "")
}

/// A name of at most 40 characters, for a message.
func shortened(_ name: String) -> String {
  let scalars = name.unicodeScalars
  guard scalars.count > 40 else { return name }
  return String(String.UnicodeScalarView(scalars.prefix(40))) + "…"
}

extension TokenizedTemplate {
  /// Whether a closing tag was probably meant for this opening one.
  func isNear(_ closing: Token, _ opening: Token) -> Bool {
    nearMatch(for: shortened(text(closing.name)), in: [shortened(text(opening.name))]) != nil
  }

  fileprivate func closingTag(of token: Token) -> String {
    let marks = delimiters[token.delimiters]
    let name = (token.isDynamic ? "*" : "") + shortened(text(token.name))
    return String(decoding: marks.open, as: UTF8.self) + "/" + name
      + String(decoding: marks.close, as: UTF8.self)
  }

  /// The range without the blanks and line ends around it.
  fileprivate func trim(_ range: Range<Int>) -> Range<Int> {
    let bytes = file.bytes[range]
    let start = bytes.firstIndex { !isBlankOrNewline($0) } ?? range.lowerBound
    let end = bytes.lastIndex { !isBlankOrNewline($0) }.map { $0 + 1 } ?? range.upperBound
    return start..<end
  }
}
