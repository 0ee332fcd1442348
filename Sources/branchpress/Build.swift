import ArgumentParser
import Content
import Dates
import Diagnostics
import Glibc
import Portal

struct Build: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "build",
      abstract: say("生成站点。", "Build the site."))
  }

  @OptionGroup var site: SiteArguments

  @Flag(help: ArgumentHelp(say("连草稿和未到日期的一起生成", "Publish drafts and future documents too.")))
  var drafts = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      say("线程数，默认为处理器核数", "Threads to use; one a core by default."), valueName: "n"))
  var jobs: Int?

  @Flag(
    help: ArgumentHelp(
      say("不用上次留下的缓存，全部重新生成", "Build everything anew, whatever is remembered of the last build.")))
  var clean = false

  @Flag(
    help: ArgumentHelp(
      say("生成之后，再和全部重新生成的逐个文件比较", "Then prove that the site is what a clean build writes.")))
  var verify = false

  @Flag(
    help: ArgumentHelp(
      say("打印各阶段用时，最慢的文件和模板", "Print where the time went, the slowest files and templates.")))
  var timings = false

  @Flag(
    help: ArgumentHelp(
      say("列出全部问题；平时多了只列出一部分", "Print all messages, however many; else a part of many.")))
  var all = false

  @Flag(name: [.short, .long], help: ArgumentHelp(say("不打印小结", "Do not print the summary.")))
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 {
      throw ValidationError(say("--jobs 至少为 1", "--jobs must be at least 1"))
    }
  }

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
      let errors = report.findings.tally.count(of: .error)
      if report.isHalfPublished { throw ExitCode(1) }
      printError("")
      printError(
        say(
          "共 \(errors) 处错误，没有发布；原来的站点没有改动。",
          "\(errors) errors: nothing was published, the old site is as it was."))
      throw ExitCode(1)
    }
    if !quiet { printLine(summary(of: report, seconds: monotonicSeconds() - start)) }
    if timings { for line in lines(of: report.timings) { printLine(line) } }
    if verify {
      let proof = Portal.verify(options)
      line?.clear()
      try told(proof)
    }
    fflush(nil)
    withExtendedLifetime(report) { Glibc.exit(0) }
  }

  /// Says what the comparison with a clean build showed.
  private func told(_ proof: (files: Int, diagnostics: [Diagnostic])) throws {
    printFindings(Findings(proof.diagnostics), all: all)
    guard proof.diagnostics.isEmpty else { throw ExitCode(1) }
    if quiet { return }
    printLine(
      say(
        "已核对：\(proof.files) 个文件和全部重新生成的一样。",
        "Verified: \(proof.files) files are what a clean build writes."))
  }

  private func lines(of timings: Timings) -> [String] {
    var lines = timings.phases.map { "  \(milliseconds($0.seconds))  \($0.name)" }
    if !timings.slowestTemplates.isEmpty {
      lines.append(say("最慢的模板：", "Slowest templates:"))
      lines += timings.slowestTemplates.map {
        "  \(milliseconds($0.seconds))  \($0.name) × \($0.pages)"
      }
      lines.append(say("最慢的文件：", "Slowest files:"))
      lines += timings.slowestFiles.map { "  \(milliseconds($0.seconds))  \($0.name)" }
    }
    return lines
  }

  /// With two decimals, in ten columns.
  private func milliseconds(_ seconds: Double) -> String {
    let hundredths = Int(seconds * 100_000)
    let text = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10) ms"
    return String(repeating: " ", count: max(0, 12 - text.utf8.count)) + text
  }

  private func summary(of report: BuildReport, seconds: Double) -> String {
    let documents = report.documents.map {
      "\(say($0.kind.chineseName, $0.kind.rawValue)) \($0.count)"
    }
    let milliseconds = Int(seconds * 1000)
    let kept = [
      report.drafts > 0 ? say("草稿 \(report.drafts) 篇", "\(report.drafts) drafts") : nil,
      report.scheduled > 0
        ? say("未到日期 \(report.scheduled) 篇", "\(report.scheduled) not yet due") : nil,
    ].compactMap { $0 }
    return say(
      "已生成到 \(site.output)：\(documents.joined(separator: "、"))；页面 \(report.pages) 个、订阅源 \(report.feeds) 个、"
        + "其他文件 \(report.otherFiles) 个，写入 \(report.written) 个，删除 \(report.removed) 个"
        + (kept.isEmpty ? "" : "；未发布：" + kept.joined(separator: "、")) + "。用时 \(milliseconds) 毫秒。",
      "Built into \(site.output): \(documents.joined(separator: ", ")); \(report.pages) pages, "
        + "\(report.feeds) feeds, \(report.otherFiles) other files; \(report.written) written, "
        + "\(report.removed) removed"
        + (kept.isEmpty ? "" : "; kept back: " + kept.joined(separator: ", "))
        + ". \(milliseconds) ms.")
  }
}

/// A date on the command line.
struct NowArgument: ExpressibleByArgument {
  let moment: Moment

  init?(argument: String) {
    guard let moment = Moment(argument, zone: .shanghai) else { return nil }
    self.moment = moment
  }
}

extension Moment {
  /// The moment that the clock says.
  static var current: Moment { Moment(seconds: Glibc.time(nil), offsetMinutes: 0) }
}

/// The way out where `--base-url` is no address of a site.
var baseAddressAdvice: String {
  say(
    "--base-url 要写完整网址，如 https://example.org/portal/",
    "--base-url must be an absolute address")
}

/// The number of threads that a command uses if nothing else is said.
func coreCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
