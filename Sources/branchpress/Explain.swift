import ArgumentParser
import Content
import Diagnostics
import Portal

struct Explain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain",
      abstract: say(
        "说明一个网页或文件由什么生成，下次会不会重新生成。",
        "Say what a page or a file is made from, and whether it would be made again."),
      discussion: say(
        "例如：branchpress explain notice/；branchpress explain content/about.md --data。只看不写，没有生成过也能用。",
        "For example: branchpress explain notice/; branchpress explain content/about.md --data. Nothing is written."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "网页的路径、输出文件夹里的文件、稿件，或者模板",
        "An address, a file of the output folder, a document or a template."),
      valueName: say("路径", "path")), completion: .file())
  var path: String

  @Flag(
    help: ArgumentHelp(say("列出模板能看到的名称和值", "Print the names and values that the template sees.")))
  var data = false

  @OptionGroup var site: SiteArguments

  @Flag(help: ArgumentHelp(say("连草稿和未到日期的一起说明", "Count drafts and future documents as published.")))
  var drafts = false

  @Flag(
    help: ArgumentHelp(
      say("列出全部：长的列表和网站的全部问题", "Print long lists and all messages of the site as a whole.")))
  var all = false

  @OptionGroup var common: CommonArguments

  func run() throws {
    let answer = explain(
      path, of: site.options(includesDrafts: drafts, jobs: coreCount()), showsData: data,
      isWhole: all)
    printFindings(answer.findings, all: all)
    for line in answer.lines(in: messageLanguage) { printLine(line) }
    if answer.findings.hasErrors { throw ExitCode(1) }
  }
}
