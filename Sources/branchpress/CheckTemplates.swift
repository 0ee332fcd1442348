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
        "检查模板，列出写错的、用不到的和可以省去的。",
        "Check the templates for errors and for unused or unnecessary parts."))
  }

  @OptionGroup var sources: SourceArguments

  @Flag(help: allHelp)
  var all = false

  @OptionGroup var common: CommonArguments

  func run() throws {
    let problems = checkTemplates(
      BuildOptions(content: sources.documents.content, templates: sources.templates, now: .current))
    printFindings(Findings(problems), all: all)
    if problems.hasErrors { throw ExitCode(1) }
    printLine(
      problems.isEmpty
        ? say("模板没有问题。", "No problems found in the templates.")
        : say(
          "模板可以用，有 \(problems.count) 处可以改进。",
          "The templates work; \(counted(problems.count, "improvement")) possible."))
  }
}
