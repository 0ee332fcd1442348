import ArgumentParser
import Content
import Diagnostics
import Pages
import Portal

struct CheckTemplates: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check-templates",
      abstract: say(
        "检查模板：写错的、没人用的、没人改写的。", "Check the templates: what is wrong, unused or never overridden."))
  }

  @OptionGroup var sources: SourceArguments

  @Flag(
    help: ArgumentHelp(
      say("列出全部问题；平时多了只列出一部分", "Print all messages, however many; else a part of many.")))
  var all = false

  func run() throws {
    let problems = checkTemplates(
      BuildOptions(content: sources.content, templates: sources.templates, now: .current))
    printFindings(Findings(problems), all: all)
    if problems.hasErrors { throw ExitCode(1) }
    printLine(
      problems.isEmpty
        ? say("模板没有问题。", "The templates are in order.")
        : say(
          "模板可以用，有 \(problems.count) 处可以改进。",
          "The templates work; \(problems.count) places could be better."))
  }
}
