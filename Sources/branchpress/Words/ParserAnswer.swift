import ArgumentParser
import Diagnostics

/// The reason for which the parser of arguments gave no command to run.
enum ParserAnswer {
  /// Help was asked for, of the command called by these words.
  case help([String])
  /// Something else was asked for, of which the parser has the text: the version, a completion script.
  case text
  case wrong(WrongUse)
}

/// The parser keeps the types of its errors to itself, and their texts are English; hence they are looked into. A case
/// that is not known is told as wrong use in general, never in the parser's words.
extension ParserAnswer {
  init(_ error: any Error, to arguments: [String], of program: CommandDescription) {
    if let use = error as? WrongUse {
      self = .wrong(use)
      return
    }
    let parts = Parts(of: error)
    let stack = parts["commandStack"] as? [any ParsableCommand.Type] ?? []
    let words = stack.dropFirst().compactMap { $0.configuration.commandName }
    let unknown = unknownCommand(in: arguments, of: program)
    let problem = Parts(of: parts["parserError"] ?? error)
    switch problem.name {
    case "helpRequested":
      self = unknown.map { .wrong(.unknownCommand($0, of: program)) } ?? .help(words)
    case "versionRequested", "dumpHelpRequested", "completionScriptCustomResponse": self = .text
    case "completionScriptRequested":
      self =
        problem.texts.first.map { CompletionShell(rawValue: $0) != nil } ?? false
        ? .text : .wrong(.unknownShell(problem.texts.first ?? ""))
    default:
      // Whatever else is wrong with a command that does not exist need not be said.
      self = .wrong(
        unknown.map { WrongUse.unknownCommand($0, of: program) }
          ?? WrongUse(
            problem, of: program.command(called: words), arguments))
    }
  }
}

/// The first word that should name a command and does not, behind `help`, too.
private func unknownCommand(
  in arguments: [String], of program: CommandDescription
) -> String? {
  var command = program
  var isValue = false
  for argument in arguments where !command.subcommands.isEmpty {
    if isValue {
      isValue = false
    } else if argument.utf8.first == UInt8(ascii: "-") {
      isValue = command.options.contains {
        $0.valueName != nil && $0.names.contains(argument)
      }
    } else if let next = command[argument] {
      command = next
    } else if argument != "help" {
      return argument
    }
  }
  return nil
}

extension WrongUse {
  fileprivate init(_ problem: Parts, of command: CommandDescription, _ arguments: [String]) {
    let texts = problem.texts
    func text(_ index: Int) -> String { index < texts.count ? texts[index] : "" }
    if let use = problem.values.lazy.compactMap({ $0 as? WrongUse }).first {
      self = use
      return
    }
    switch problem.name {
    case "unknownOption", "invalidOption", "nonAlphanumericShortOption":
      let name = text(0)
      self = .unknownOption(
        name.utf8.first == UInt8(ascii: "-") ? name : "-" + name, of: command, in: arguments)
    case "missingValueForOption", "missingValueOrUnknownCompositeOption":
      self = .missingValue(text(0), of: command)
    case "unexpectedValueForOption": self = .valueOfFlag(text(0), text(1))
    case "unexpectedExtraValues": self = .extraOperands(texts, of: command)
    case "unableToParseValue":
      // The name is missing of an operand.
      let isOption = texts.count > 1 && text(0).utf8.first == UInt8(ascii: "-")
      self = .badValue(isOption ? text(1) : text(0), of: isOption ? text(0) : nil, command)
    case "noValue": self = .missing(problem.keys.first ?? "", of: command)
    case "noArguments":
      self =
        problem.values.first.map { WrongUse(Parts(of: $0), of: command, arguments) }
        ?? .other(of: command)
    default: self = .other(of: command)
    }
  }
}

/// The parts of a value, by reflection: the properties of a structure, or a case with the values that belong to it.
private struct Parts {
  /// The case's name.
  let name: String
  /// The values that belong to the case, those of a tuple one by one.
  let values: [Any]
  private let properties: Mirror

  init(of value: Any) {
    properties = Mirror(reflecting: value)
    let content = properties.displayStyle == .enum ? properties.children.first : nil
    name = content?.label ?? String(describing: value)
    values = content.map { unfolded($0.value) } ?? []
  }

  subscript(property: String) -> Any? {
    properties.children.first { $0.label == property }?.value
  }

  /// The texts and the names of options among the values, in their order.
  var texts: [String] { values.flatMap(writtenTexts) }

  /// The names of properties that the values are keys of.
  var keys: [String] {
    values.compactMap { value in
      let parts = Mirror(reflecting: value).children
      return parts.contains { $0.label == "path" }
        ? parts.first { $0.label == "name" }.map { "\($0.value)" } : nil
    }
  }
}

/// The elements of a tuple, or the value itself; none of an absent one.
private func unfolded(_ value: Any) -> [Any] {
  let mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .tuple: return mirror.children.flatMap { unfolded($0.value) }
  case .optional: return mirror.children.first.map { unfolded($0.value) } ?? []
  default: return [value]
  }
}

/// The texts that a value contains: a text itself, the texts of a list, an option's name with its dashes.
private func writtenTexts(_ value: Any) -> [String] {
  if let text = value as? String { return [text] }
  if let character = value as? Character { return [String(character)] }
  let mirror = Mirror(reflecting: value)
  switch (mirror.displayStyle, mirror.children.first?.label) {
  case (.collection, _):
    return mirror.children.flatMap { unfolded($0.value).flatMap(writtenTexts) }
  case (.enum, "long"): return mirror.children.flatMap { writtenTexts($0.value) }.map { "--" + $0 }
  case (.enum, "short"), (.enum, "longWithSingleDash"):
    return mirror.children.flatMap { unfolded($0.value).flatMap(writtenTexts) }.map { "-" + $0 }
  default: return []
  }
}
