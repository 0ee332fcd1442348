import ArgumentParser
import Content
import Diagnostics
import Portal

struct Fix: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "fix",
      abstract: say(
        "按提示的改法修改稿件。", "Apply the corrections that messages suggest."),
      discussion: say(
        "例如：branchpress fix --dry-run；branchpress fix content/notice。每处改动都会列出来，其余的文字一个不动。",
        "For example: branchpress fix --dry-run; branchpress fix content/notice. Every change is shown, and nothing else is touched."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say("稿件或文件夹，默认全部", "Documents or folders; by default all documents."),
      valueName: say("路径", "path")), completion: .file())
  var paths: [String] = []

  @OptionGroup var changes: ChangeArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    let report = fix(paths, of: changes.options, isTrial: changes.dryRun)
    for line in report.files.flatMap(\.diff) { printChange(line) }
    for renaming in report.renamings {
      printLine(say("改名：", "Renamed: ") + "\(renaming.shown.from) → \(renaming.shown.to)")
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
          "\(counted(report.left, "problem")) left for you to fix; `branchpress build` lists \(report.left == 1 ? "it" : "them")."
        )
      ]
    if files == 0, report.renamings.isEmpty {
      return [say("没有要改的。", "There is nothing to fix.")] + left
    }
    let names = report.renamings.count
    let renamed =
      names == 0 ? "" : say("，\(names) 个名字的编码", ", and the encoding of \(counted(names, "name"))")
    let english =
      "\(counted(files, "file")), \(counted(lines, "line"))"
    return [
      changes.dryRun
        ? say(
          "要改 \(files) 个文件、\(lines) 行\(renamed)，没有写入。",
          "Would change \(english)\(renamed); nothing was written.")
        : say("已改 \(files) 个文件、\(lines) 行\(renamed)。", "Changed \(english)\(renamed).")
    ] + left
  }
}
