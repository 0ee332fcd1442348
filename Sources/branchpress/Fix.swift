import ArgumentParser
import Content
import Diagnostics
import Portal

struct Fix: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fix",
      abstract: say(
        "把提示的改法写进稿件。", "Write what messages suggest into the files."),
      discussion: say(
        "例如：branchpress fix --dry-run；branchpress fix content/notice。每处改动都会列出来，别的字一个不动。",
        "For example: branchpress fix --dry-run; branchpress fix content/notice. Every change is shown, and nothing else is touched."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say("稿件或文件夹，不写就是全部", "Documents or folders; all by default."),
      valueName: say("路径", "path")), completion: .file())
  var paths: [String] = []

  @OptionGroup var changes: ChangeArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    let report = fix(paths, of: changes.options, isTrial: changes.dryRun)
    for line in report.files.flatMap(\.diff) { printChange(line) }
    for renaming in report.renamings {
      printLine(say("改名：", "rename ") + "\(renaming.shown.from) → \(renaming.shown.to)")
    }
    printFindings(Findings(report.problems), all: true)
    if report.problems.hasErrors { throw ExitCode(1) }
    for line in summary(of: report) { printLine(line) }
  }

  private func summary(of report: FixReport) -> [String] {
    let (files, lines) = (report.files.count, report.files.reduce(0) { $0 + $1.lines })
    let left =
      report.left == 0
      ? []
      : [
        say(
          "还有 \(report.left) 处要您自己改，运行 branchpress build 会逐条列出。",
          "\(report.left) \(report.left == 1 ? "message is" : "messages are") left for you to deal with; `branchpress build` lists them."
        )
      ]
    if files == 0, report.renamings.isEmpty {
      return [say("没有要改的。", "There is nothing to fix.")] + left
    }
    let names = report.renamings.count
    let renamed = names == 0 ? "" : say("，\(names) 个名字的编码", ", and the form of \(names) names")
    let english =
      "\(files) \(files == 1 ? "file" : "files"), \(lines) \(lines == 1 ? "line" : "lines")"
    return [
      changes.dryRun
        ? say(
          "要改 \(files) 个文件、\(lines) 行\(renamed)，没有写入。",
          "Would change \(english)\(renamed); nothing was written.")
        : say("已改 \(files) 个文件、\(lines) 行\(renamed)。", "Changed \(english)\(renamed).")
    ] + left
  }
}
