internal import Content
internal import Pages

import ArgumentParser
import Diagnostics
import Portal

struct CheckTemplates: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check-templates",
      abstract: say(
        "检查模板：写错的、没人用的、没人改写的。", "Check the templates: what is wrong, unused or never overridden."))
  }

  @Option(
    help: ArgumentHelp(say("原稿文件夹", "The folder with site.yml and the Markdown."), valueName: "dir")
  )
  var content = "content"

  @Option(
    help: ArgumentHelp(say("自己的模板文件夹，可以没有", "The site's own templates, if any."), valueName: "dir"))
  var templates = "templates"

  @Flag(
    help: ArgumentHelp(
      say("列出全部问题；平时多了只列出一部分", "Print all messages, however many; else a part of many.")))
  var all = false

  func run() throws {
    let problems = checkTemplates(
      BuildOptions(content: content, templates: templates, now: .current))
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
