import ArgumentParser
import Content
import Diagnostics
import Portal

struct Explain: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "explain",
      abstract: say(
        "说明一个网页或文件由哪些内容生成，下次会不会重新生成。",
        "Explain the sources of a page or file, and whether the next build makes it again."),
      discussion: say(
        "例如：branchpress explain notice/；branchpress explain content/about.md --data。只说明，不写入；没有生成过也能用。",
        "For example: branchpress explain notice/; branchpress explain content/about.md --data. Nothing is written."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "网址、网站里的文件、稿件，或者模板",
        "An address, a file of the output folder, a document or a template."),
      valueName: say("路径", "path")), completion: .file())
  var path: String

  @Flag(
    help: ArgumentHelp(say("列出模板能看到的各项和它们的值", "Show the names and values that the template sees.")))
  var data = false

  @OptionGroup var site: SiteArguments

  @Flag(
    help: ArgumentHelp(say("连草稿和未到日期的稿件一起说明", "Treat drafts and scheduled documents as published."))
  )
  var drafts = false

  @Flag(
    help: ArgumentHelp(
      say("列出全部提示；长的列表也全部列出", "Show long lists and all messages of the site in full.")))
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
