import ArgumentParser
import Content
import Diagnostics
import Glibc
import Portal

struct Build: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "build",
      abstract: say("生成网站。", "Build the site."))
  }

  @OptionGroup var site: SiteArguments

  @Flag(
    help: ArgumentHelp(
      say(
        "生成预览，连草稿和未到日期的稿件一起，写入另一个文件夹；不要上传",
        "Build a preview with drafts and scheduled documents in a separate folder, which must not be uploaded."
      )))
  var drafts = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      say("用几个线程，默认每个处理器核心一个", "The number of threads; one per core by default."),
      valueName: say("个数", "number")), transform: jobNumber)
  var jobs: Int?

  @Flag(
    help: ArgumentHelp(
      say("不用上次留下的缓存，从头生成", "Ignore the cache and rebuild everything.")))
  var clean = false

  @Flag(
    help: ArgumentHelp(
      say("生成后再从头生成一遍，逐个文件核对", "Afterwards, compare the site with a clean build.")))
  var verify = false

  @Flag(
    help: ArgumentHelp(
      say("显示各阶段用时，以及最慢的文件和模板", "Show the time of each phase, and the slowest files and templates.")
    ))
  var timings = false

  @Flag(help: allHelp)
  var all = false

  @Flag(name: [.short, .long], help: ArgumentHelp(say("不显示结果", "Do not show the summary.")))
  var quiet = false

  @OptionGroup var common: CommonArguments

  func run() throws {
    let start = monotonicSeconds()
    var options = site.options(includesDrafts: drafts, jobs: jobs ?? coreCount())
    options.ignoresCache = clean
    options.notesSlowest = timings
    let line = ProgressLine()
    options.progress = line?.progress
    let report = build(options)
    line?.clear()
    printFindings(report.findings, all: all)
    guard report.succeeded else {
      if !report.isHalfPublished {
        printError("")
        printError(failure(of: report, output: options.output))
      }
      throw ExitCode(1)
    }
    let summary = BuildSummary(
      report, output: options.output, content: site.sources.documents.content,
      seconds: monotonicSeconds() - start)
    if !quiet {
      printLines(summary.lines.joined(separator: "\n"))
      if drafts {
        printLine(
          say(
            "\(options.output) 是带草稿的预览，没有订阅源，请不要上传。",
            "\(options.output) is a preview with drafts and without feeds; do not upload it."))
      }
    }
    if timings { for line in timingLines(report.timings) { printLine(line) } }
    if verify {
      let proof = Portal.verify(options)
      line?.clear()
      try told(proof)
    }
    fflush(nil)
    withExtendedLifetime(report) { Glibc.exit(0) }
  }

  private func failure(of report: BuildReport, output: String) -> String {
    let errors = report.findings.tally.count(of: .error)
    return say(
      "共 \(errors) 处错误，没有写入 \(output)；上次生成的内容没有改动。",
      "\(counted(errors, "error")). Nothing was written; the previous site is unchanged."
    )
  }

  /// Says what the comparison with a clean build showed.
  private func told(_ proof: (files: Int, diagnostics: [Diagnostic])) throws {
    printFindings(Findings(proof.diagnostics), all: all)
    guard proof.diagnostics.isEmpty else { throw ExitCode(1) }
    if quiet { return }
    printLine(
      say(
        "已核对 \(proof.files) 个文件，与从头生成的结果一致。",
        "Verified: \(counted(proof.files, "file")) compared with a clean build, no difference found."
      ))
  }
}

/// The help of `--all`.
var allHelp: ArgumentHelp {
  ArgumentHelp(
    say(
      "列出全部提示；不写这一项，提示太多时只列出一部分",
      "Show all messages; if there are many, only some are shown by default."))
}
