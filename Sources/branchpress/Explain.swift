internal import Content

import ArgumentParser
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
        "网址、输出文件夹里的文件、稿件，或者模板", "An address, a file of the output folder, a document or a template."
      )))
  var path: String

  @Flag(
    help: ArgumentHelp(say("列出模板能看到的名称和值", "Print the names and values that the template sees.")))
  var data = false

  @Option(
    help: ArgumentHelp(say("原稿文件夹", "The folder with site.yml and the Markdown."), valueName: "dir")
  )
  var content = "content"

  @Option(
    help: ArgumentHelp(say("自己的模板文件夹，可以没有", "The site's own templates, if any."), valueName: "dir"))
  var templates = "templates"

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(say("输出文件夹", "Where the site is written."), valueName: "dir"))
  var output = "site"

  @Option(
    help: ArgumentHelp(
      say("发布网址，代替 site.yml 里的 url", "The site's address, in place of `url` in site.yml."),
      valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      say(
        "当作现在的时间，如 2026-07-01（北京时间）或 2026-07-01T09:00+06:00",
        "What counts as now: 2026-07-01 (in China) or 2026-07-01T09:00+06:00."),
      valueName: "date"))
  var now: NowArgument?

  @Flag(help: ArgumentHelp(say("连草稿和未到日期的一起说明", "Count drafts and future documents as published.")))
  var drafts = false

  @Flag(
    help: ArgumentHelp(
      say("列出全部：长的列表和网站的全部问题", "Print long lists and all messages of the site as a whole.")))
  var all = false

  func validate() throws {
    if let baseURL, !isBaseAddress(baseURL) { throw ValidationError(baseAddressAdvice) }
  }

  func run() throws {
    let options = BuildOptions(
      content: content, templates: templates, output: output, baseURL: baseURL,
      now: now?.moment ?? .current, includesDrafts: drafts, jobs: coreCount())
    let answer = explain(path, of: options, showsData: data, isWhole: all)
    printFindings(answer.findings, all: all)
    for line in answer.lines(in: messageLanguage) { printLine(line) }
    if answer.findings.hasErrors { throw ExitCode(1) }
  }
}
