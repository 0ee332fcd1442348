import ArgumentParser
import Diagnostics

// Messages about what the parser of arguments refuses.

extension WrongUse {
  /// A word that is no command.
  static func unknownCommand(_ word: String, of program: CommandDescription) -> WrongUse {
    let names = program.shownCommands.compactMap(\.path.last)
    let meant = commandsInChinese[word] ?? nearMatch(for: word, in: names)
    return WrongUse(
      "unknown-command",
      Message("没有“\(brief(word))”这个命令", "there is no command `\(brief(word))`"),
      meant.map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message(
          "命令有：\(names.joined(separator: "、"))",
          "the commands are: \(names.joined(separator: ", "))"
        ))
  }

  /// A word with dashes that is no option of a command. Of a word such as `-output` the parser names one letter only,
  /// so that the word is looked for among the arguments.
  static func unknownOption(
    _ name: String, of command: CommandDescription, in arguments: [String] = []
  ) -> WrongUse {
    let names = command.options.flatMap(\.names)
    let written =
      arguments.first { $0.utf8.count > 3 && isDashed($0) && !$0.utf8.starts(with: "--".utf8) }
      ?? name
    let word = String(written.drop { dashes.contains($0) }.prefix { $0 != "=" })
    let meant = optionsInChinese[word].flatMap { names.contains($0) ? $0 : nil }
    let near = word.utf8.count > 1 ? nearMatch(for: "--" + word, in: names) : nil
    return WrongUse(
      "unknown-option",
      Message(
        "“\(command.name)”没有“\(brief(written))”这个选项",
        "`\(command.name)` has no option `\(brief(written))`"),
      (meant ?? near).map { Message("是不是“\($0)”？", "did you mean `\($0)`?") }
        ?? Message("运行“\(command.name) --help”看它的选项", "see `\(command.name) --help`"))
  }

  static func missingValue(_ name: String, of command: CommandDescription) -> WrongUse {
    let option = command.options.first { $0.names.contains(name) }
    return WrongUse(
      "missing-value",
      Message("“\(name)”后面没有写内容", "`\(name)` needs a value"),
      Message(
        "写成：\(option?.synopsis ?? name)\(option.map { "；\($0.abstract)" } ?? "")",
        "write `\(option?.synopsis ?? name)`\(option.map { ": \($0.abstract)" } ?? "")"))
  }

  static func valueOfFlag(_ name: String, _ value: String) -> WrongUse {
    WrongUse(
      "unexpected-value",
      Message(
        "“\(name)”后面不写内容，却写了“\(brief(value))”",
        "`\(name)` takes no value, but was given `\(brief(value))`"),
      Message("只写 \(name)", "write `\(name)` alone"))
  }

  static func extraOperands(_ values: [String], of command: CommandDescription) -> WrongUse {
    if let option = values.first(where: isDashed) { return unknownOption(option, of: command) }
    let written = brief(values.joined(separator: " "))
    return WrongUse(
      "unexpected-argument",
      Message("多写了“\(written)”", "unexpected argument: `\(written)`"),
      Message("写成：\(command.usage)", "usage: `\(command.usage)`"))
  }

  /// A value that an option or an operand does not take.
  static func badValue(
    _ value: String, of name: String?, _ command: CommandDescription
  ) -> WrongUse {
    let argument =
      name.map { name in command.options.first { $0.names.contains(name) } }
      ?? command.operands.first
    let written = name ?? "<\(argument?.valueName ?? "")>"
    return WrongUse(
      "invalid-value",
      Message(
        "“\(written)”不能写“\(brief(value))”", "`\(written)` cannot be `\(brief(value))`"),
      Message(
        argument?.abstract ?? "运行“\(command.name) --help”看它的用法",
        argument?.abstract ?? "see `\(command.name) --help`"))
  }

  /// An operand or an option that must be written and is not.
  static func missing(_ key: String, of command: CommandDescription) -> WrongUse {
    let argument =
      command.options.first { $0.names.contains("--" + key) }
      ?? command.operands.first { !$0.isOptional }
    let written = argument?.synopsis ?? "<\(key)>"
    return WrongUse(
      "missing-argument",
      Message("还要写上 \(written)", "\(written) is missing"),
      Message("写成：\(command.usage)", "usage: `\(command.usage)`"))
  }

  /// A shell for which there is no completion script.
  static func unknownShell(_ name: String) -> WrongUse {
    let shells = CompletionShell.allCases.map(\.rawValue)
    return WrongUse(
      "unknown-shell",
      Message("不支持“\(brief(name))”的自动补全", "there are no completions for `\(brief(name))`"),
      Message(
        "可以写：\(shells.joined(separator: "、"))", "write one of: \(shells.joined(separator: ", "))"))
  }

  /// Anything else that the parser of arguments refuses.
  static func other(of command: CommandDescription) -> WrongUse {
    WrongUse(
      "wrong-use",
      Message("命令写得不对", "the command line is wrong"),
      Message(
        "写成：\(command.usage)；运行“\(command.name) --help”看帮助",
        "usage: `\(command.usage)`; see `\(command.name) --help`"))
  }
}

/// The signs that stand in front of options, or that word processors and input methods make of them.
private let dashes: Set<Character> = ["-", "–", "—", "－", "―", "─", "−"]

private func isDashed(_ word: String) -> Bool { word.first.map(dashes.contains) ?? false }

/// The names by which people may call commands in Chinese.
let commandsInChinese = [
  "生成": "build", "构建": "build", "建站": "build", "发布": "build",
  "新建": "new", "新增": "new", "写": "new", "添加": "new",
  "初始化": "init", "建立": "init", "开始": "init",
  "说明": "explain", "解释": "explain", "检查": "check-templates", "检查模板": "check-templates",
  "打印": "pdf", "print": "pdf",
  "帮助": "help", "create": "init", "generate": "build", "make": "build", "add": "new", "修正": "fix",
  "改正": "fix", "改错": "fix", "移动": "move", "改名": "move", "rename": "move", "mv": "move",
]

/// The names by which people may call options in Chinese.
private let optionsInChinese = [
  "草稿": "--drafts", "输出": "--output", "原稿": "--content", "模板": "--templates",
  "语言": "--lang", "全部": "--all", "帮助": "--help", "版本": "--version", "安静": "--quiet",
  "专栏": "--column", "日期": "--now", "language": "--lang", "color": "--color", "colour": "--color",
  "draft": "--drafts", "out": "--output", "force": "--clean", "verbose": "--timings",
]
