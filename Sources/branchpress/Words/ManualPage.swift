import Pages

extension CommandDescription {
  /// The manual page of the program, in the form that `man` reads (man(7)).
  func manualPage() -> String {
    var page = [
      ".TH BRANCHPRESS 1 \"\" \"\(generatorName) \(generatorVersion)\"",
      ".SH \(say("名称", "NAME"))",
      "branchpress \\- \(escaped(abstract.withoutStop))",
      ".SH \(say("用法", "SYNOPSIS"))",
    ]
    for (index, command) in shownCommands.enumerated() {
      if index > 0 { page.append(".br") }
      page += [".B \(escaped(command.name))", synopsis(of: command)]
    }
    page += [".SH \(say("说明", "DESCRIPTION"))", escaped(abstract)]
    if let discussion { page += [".PP", escaped(discussion)] }
    page += [".SH \(say("命令", "COMMANDS"))"]
    for command in shownCommands {
      page += [".SS \(escaped(command.name))", escaped(command.abstract)]
      if let discussion = command.discussion { page += [".PP", escaped(discussion)] }
      for argument in command.arguments where !isCommon(argument) { page += item(argument) }
    }
    page += [".SH \(say("各命令都有的选项", "COMMON OPTIONS"))"]
    for argument in options { page += item(argument) }
    page += sections(
      [
        (
          say("退出状态", "EXIT STATUS"),
          [
            ("0", say("完成。", "Success.")),
            ("1", say("原稿有错误，没有写入。", "The source files have errors; nothing was written.")),
            ("2", say("命令写得不对。", "The command line is wrong.")),
          ]
        ),
        (
          say("环境变量", "ENVIRONMENT"),
          [
            (
              "LC_ALL, LC_MESSAGES, LANG",
              say(
                "显示用的语言；都没有写明语言（C、POSIX），就用 site.yml 的 language。",
                "The language of messages; if they name none (C, POSIX), `language` in site.yml decides."
              )
            ),
            ("NO_COLOR", say("设置后，不用颜色。", "If it is set, no colours are used.")),
          ]
        ),
        (
          say("文件", "FILES"),
          [
            ("content/site.yml", say("网站的设置。", "The site's settings.")),
            (
              ".branchpress/",
              say("每次生成的记录，请保留。", "The records of builds; keep this folder.")
            ),
          ]
        ),
      ])
    return page.joined(separator: "\n") + "\n"
  }

  private func isCommon(_ argument: ArgumentDescription) -> Bool {
    options.contains { $0.names == argument.names }
  }
}

private func synopsis(of command: CommandDescription) -> String {
  let words = command.operands.map(\.usage) + [say("[选项]", "[options]")]
  return escaped(words.joined(separator: " "))
}

private func item(_ argument: ArgumentDescription) -> [String] {
  [".TP", ".B \(escaped(argument.heading))", escaped(argument.explanation)]
}

private func sections(_ list: [(head: String, items: [(String, String)])]) -> [String] {
  list.flatMap { head, items in
    [".SH \(head)"] + items.flatMap { [".TP", ".B \(escaped($0))", escaped($1)] }
  }
}

/// A text in which nothing is a request or an escape of roff.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\e"
    case "-": result += "\\-"
    case "\"": result += "\\(dq"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result.utf8.first == UInt8(ascii: ".") || result.utf8.first == UInt8(ascii: "'")
    ? "\\&" + result : result
}

extension String {
  /// The text without the full stop at its end.
  fileprivate var withoutStop: String {
    last == "。" || last == "." ? String(dropLast()) : self
  }
}
