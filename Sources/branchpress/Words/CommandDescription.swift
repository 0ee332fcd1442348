/// A command as the parser of arguments describes it. Help, the manual page and messages about wrong use are written
/// from that, in the words of `say`; the parser's own are English.
struct CommandDescription {
  /// The words by which it is called, the program's name first.
  let path: [String]
  let abstract: String
  let discussion: String?
  /// Whether help lists it.
  let isShown: Bool
  let arguments: [ArgumentDescription]
  let subcommands: [CommandDescription]

  /// The program with all its commands, from what the parser says of itself.
  init(dump: String) {
    self.init(JSONValue(dump)?["command"] ?? .word("null"), below: [])
  }

  private init(_ value: JSONValue, below path: [String]) {
    self.path = path + [value["commandName"]?.text ?? ""]
    abstract = value["abstract"]?.text ?? ""
    discussion = value["discussion"]?.text
    isShown = value["shouldDisplay"]?.isTrue == true
    arguments = (value["arguments"]?.items ?? []).map(ArgumentDescription.init)
      .filter { $0.isShown && (path.isEmpty || $0.names != ["--version"]) }
    let ownPath = self.path
    // The parser describes its command `help` in English; `--help` of the program tells of it.
    subcommands = (value["subcommands"]?.items ?? [])
      .filter { $0["commandName"]?.text != "help" }
      .map { CommandDescription($0, below: ownPath) }
  }

  /// The name by which it is called in full: `branchpress build`.
  var name: String { path.joined(separator: " ") }

  /// The command of this name below it; nil if there is none.
  subscript(name: String) -> CommandDescription? { subcommands.first { $0.path.last == name } }

  /// The command that words on the command line name, as far as they name commands.
  func command(called words: some Sequence<String>) -> CommandDescription {
    words.reduce(self) { $0[$1] ?? $0 }
  }

  var shownCommands: [CommandDescription] { subcommands.filter(\.isShown) }
  var operands: [ArgumentDescription] { arguments.filter { $0.names.isEmpty } }
  var options: [ArgumentDescription] { arguments.filter { !$0.names.isEmpty } }

  /// The way to call it: `branchpress new <kind> <title> … [options]`.
  var usage: String {
    let words =
      subcommands.isEmpty
      ? operands.map(\.usage) + [say("[选项]", "[options]")]
      : [say("<命令>", "<command>")]
    return ([name] + words).joined(separator: " ")
  }
}

/// An option, a flag or an operand of a command.
struct ArgumentDescription {
  /// Its names with their dashes, the short one first; none of an operand.
  let names: [String]
  /// The name of its value, as help shows it; nil of a flag.
  let valueName: String?
  let defaultValue: String?
  let isOptional: Bool
  let isRepeating: Bool
  let isShown: Bool
  let abstract: String

  init(_ value: JSONValue) {
    let names = (value["names"]?.items ?? []).map { name in
      (name["kind"]?.text == "long" ? "--" : "-") + (name["name"]?.text ?? "")
    }
    self.names = names.sorted { $0.utf8.count < $1.utf8.count }
    valueName = value["kind"]?.text == "flag" ? nil : value["valueName"]?.text
    defaultValue = value["defaultValue"]?.text
    isOptional = value["isOptional"]?.isTrue == true
    isRepeating = value["isRepeating"]?.isTrue == true
    isShown = value["shouldDisplay"]?.isTrue == true
    // The two flags that the parser adds.
    abstract =
      names.contains("--help")
      ? say("显示帮助。", "Show this help.")
      : names.contains("--version")
        ? say("显示版本。", "Show the version.") : value["abstract"]?.text ?? ""
  }

  /// An operand or an option as it is written: `<title> …`, `--output <folder>`.
  var synopsis: String {
    let value = valueName.map { "<\($0)>" + (isRepeating ? " …" : "") }
    let words = (names.last.map { [$0] } ?? []) + (value.map { [$0] } ?? [])
    return words.joined(separator: " ")
  }

  /// An operand as the usage of its command shows it, in brackets if it may be left out: `[<path> …]`.
  var usage: String { isOptional ? "[\(synopsis)]" : synopsis }

  /// All its names with its value, as a list of options shows them: `-o, --output <folder>`.
  var heading: String {
    let value = valueName.map { "<\($0)>" + (isRepeating ? " …" : "") }
    return (names.isEmpty ? [] : [names.joined(separator: ", ")] + (value.map { [$0] } ?? []))
      .joined(separator: " ") + (names.isEmpty ? value ?? "" : "")
  }

  /// The sentence about it, with its default value.
  var explanation: String {
    guard let defaultValue, valueName != nil else { return abstract }
    return abstract + say("（默认 \(defaultValue)）", " (default: \(defaultValue))")
  }
}
