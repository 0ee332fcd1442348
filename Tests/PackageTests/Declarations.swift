/// A function, initializer, subscript or computed property as it is written.
struct Callable {
  /// `init` for an initializer; in backquotes where it is written so.
  let name: String
  /// The argument labels in order, nil for parameters without one.
  let labels: [String?]
  /// The number of the line on which it begins, from 1.
  let line: Int
  /// How many lines it takes from its name to its closing brace, 1 where it has no body.
  let length: Int
  let isPrivate: Bool
  /// Whether it is no part of a type.
  let isFree: Bool
}

/// A declaration that other targets or other programs may use, or a type anywhere.
struct Declaration {
  let name: String
  let line: Int
  let isType: Bool
  /// `public` or `package`.
  let crossesTargets: Bool
  let isPrivate: Bool
  /// Whether a documentation comment stands above it or its attributes.
  let hasComment: Bool
}

extension SwiftSource {
  private static let types: Set<Substring> = [
    "struct", "enum", "class", "protocol", "actor", "typealias",
  ]
  private static let others: Set<Substring> = ["func", "var", "let", "init", "subscript", "case"]
  private static let modifiers: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private", "open", "static", "final",
    "mutating", "nonmutating", "consuming", "borrowing", "indirect", "override", "convenience",
    "required", "lazy", "weak", "unowned", "nonisolated", "isolated", "prefix", "postfix", "infix",
    "dynamic", "optional", "class", "unsafe", "async",
  ]

  /// The modules that the file imports, however it does.
  var imports: [String] {
    let kinds: Set<Substring> = [
      "typealias", "struct", "class", "enum", "protocol", "let", "var", "func",
    ]
    return tokens.indices.filter { tokens[$0] == "import" }.compactMap { index in
      let behind = tokens[(index + 1)...]
      return behind.first { !kinds.contains($0.text) }.map { String($0.text) }
    }
  }

  /// The words before a token that belong to its declaration: modifiers, and those in brackets.
  private func modifiers(before index: Int) -> (words: [Substring], first: Int) {
    var (found, current) = ([Substring](), index - 1)
    while current >= 0 {
      let token = tokens[current]
      if token == ")", let open = opening(of: current), open > 0 {
        // `private(set)` says nothing of who reads it; attributes have their names before an at sign.
        let name = tokens[open - 1]
        if open > 1, tokens[open - 2] == "@" {
          current = open - 3
        } else if Self.modifiers.contains(name.text) {
          current = open - 2
        } else {
          break
        }
      } else if current > 0, tokens[current - 1] == "@" {
        current -= 2
      } else if Self.modifiers.contains(token.text) {
        found.append(token.text)
        current -= 1
      } else {
        break
      }
    }
    return (found, current + 1)
  }

  private func opening(of close: Int) -> Int? {
    var depth = 0
    for index in stride(from: close, through: 0, by: -1) {
      if tokens[index] == ")" { depth += 1 }
      if tokens[index] == "(" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  /// Where the bracket that opens at `open` closes.
  private func closing(of open: Int) -> Int {
    let pairs: [Substring: Substring] = ["(": ")", "{": "}", "[": "]", "<": ">"]
    let (opens, closes) = (tokens[open].text, pairs[tokens[open].text])
    var depth = 0
    for index in open..<tokens.count {
      if tokens[index].text == opens { depth += 1 }
      if tokens[index].text == closes { depth -= 1 }
      if depth == 0 { return index }
    }
    return tokens.count - 1
  }

  /// Every type, and every declaration that says who may use it, in order.
  var declarations: [Declaration] {
    tokens.indices.compactMap { index in
      let keyword = tokens[index].text
      let isType = Self.types.contains(keyword)
      guard isType || Self.others.contains(keyword), index + 1 < tokens.count,
        index == 0 || tokens[index - 1] != ".", index == 0 || tokens[index - 1] != "import"
      else { return nil }
      let (words, first) = modifiers(before: index)
      let name = tokens[index + 1]
      // `class func`, and a constraint to `class`.
      if isType && (!name.isWord || Self.others.contains(name.text)) { return nil }
      let crosses = words.contains("public") || words.contains("package")
      guard isType || crosses else { return nil }
      return Declaration(
        name: Self.hasName(keyword) ? String(name.text) : String(keyword),
        line: tokens[index].line, isType: isType, crossesTargets: crosses,
        isPrivate: words.contains("private") || words.contains("fileprivate"),
        hasComment: lines[..<(tokens[first].line - 1)].last?.isComment ?? false)
    }
  }

  private static func hasName(_ keyword: Substring) -> Bool {
    keyword != "init" && keyword != "subscript"
  }

  /// Every function, initializer, subscript and computed property, those within others too.
  var callables: [Callable] {
    tokens.indices.compactMap { index in
      guard index == 0 || tokens[index - 1] != "." else { return nil }
      switch tokens[index].text {
      case "func", "init", "subscript": return function(at: index)
      case "var": return computed(at: index)
      default: return nil
      }
    }
  }

  private func function(at index: Int) -> Callable? {
    let keyword = tokens[index].text
    guard let open = parameterList(from: index + 1) else { return nil }
    let close = closing(of: open)
    let words = modifiers(before: index).words
    return Callable(
      name: String(Self.hasName(keyword) ? tokens[index + 1].text : keyword),
      labels: labels(within: (open + 1)..<close, isSubscript: keyword == "subscript"),
      line: tokens[index].line, length: length(from: index, behind: close),
      isPrivate: words.contains("private") || words.contains("fileprivate"),
      isFree: !code[tokens[index].line - 1].hasPrefix(" "))
  }

  private func computed(at index: Int) -> Callable? {
    guard index + 2 < tokens.count, tokens[index + 2] == ":" else { return nil }
    let length = length(from: index, behind: index + 2)
    guard length > 1 else { return nil }
    return Callable(
      name: String(tokens[index + 1].text), labels: [], line: tokens[index].line, length: length,
      isPrivate: false, isFree: false)
  }

  /// The parenthesis that opens a function's parameters, behind its name and its generic ones.
  private func parameterList(from start: Int) -> Int? {
    var index = start
    while index < tokens.count, tokens[index] != "(" {
      if tokens[index] == "{" || tokens[index] == "}" { return nil }
      // An operator may be a `<`; the generic parameters of anything else come behind a word.
      let isGeneric =
        tokens[index] == "<" && tokens[index - 1].isWord && tokens[index - 1] != "func"
      index = (isGeneric ? closing(of: index) : index) + 1
    }
    return index < tokens.count ? index : nil
  }

  private func labels(within range: Range<Int>, isSubscript: Bool) -> [String?] {
    var (labels, depth, isAtStart) = ([String?](), 0, true)
    for index in range {
      switch tokens[index].text {
      case "(", "[", "{", "<": depth += 1
      case ")", "]", "}", ">": depth -= 1
      case "," where depth == 0: isAtStart = true
      case "@": break
      case let word where isAtStart && depth == 0 && tokens[index - 1] != "@":
        isAtStart = false
        let hasOneName = tokens[index + 1] == ":"
        labels.append(word == "_" || isSubscript && hasOneName ? nil : String(word))
      default: break
      }
    }
    return labels
  }

  /// How many lines a declaration takes whose body, if it has one, comes behind `last`.
  private func length(from first: Int, behind last: Int) -> Int {
    let ends: Set<Substring> = ["}", "=", "@", ";"]
    var index = last + 1
    while index < tokens.count, tokens[index] != "{" {
      let text = tokens[index].text
      let isNext =
        tokens[index].isFirstOfLine
        && (Self.types.contains(text) || Self.others.contains(text)
          || Self.modifiers.contains(text))
      if isNext || ends.contains(text) { return 1 }
      index = (["(", "["].contains(text) ? closing(of: index) : index) + 1
    }
    guard index < tokens.count else { return 1 }
    return tokens[closing(of: index)].line - tokens[first].line + 1
  }
}

extension String {
  /// Whether it is a line of a documentation comment.
  var isComment: Bool { drop { $0 == " " }.hasPrefix("///") }
}
