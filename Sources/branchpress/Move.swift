import ArgumentParser
import Content
import Diagnostics
import Portal

struct Move: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "move",
      abstract: say(
        "给稿件改名或者换位置，不影响网址、链接和订阅。",
        "Rename or move a document without breaking its address, links and subscriptions."),
      discussion: say(
        "例如：branchpress move content/notice/大会.md content/notice/党员大会.md。旧网址会跳转到新网址，指向它的链接也会改好，每处改动都会列出来。",
        "For example: branchpress move content/notice/a.md content/notice/meeting.md. The former address redirects to the new one, links to the document are changed, and every change is shown."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say("稿件，或者它自己的文件夹", "The document, or its own folder."),
      valueName: say("原来的路径", "old")), completion: .file())
  var old: String

  @Argument(
    help: ArgumentHelp(
      say("新的路径，或者要放进去的文件夹", "Its new path, or the folder to move it into."),
      valueName: say("新的路径", "new")), completion: .file())
  var new: String

  @OptionGroup var changes: ChangeArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    let report = move(old, to: new, of: changes.options, isTrial: changes.dryRun)
    for line in report.files.flatMap(\.diff) { printChange(line) }
    printFindings(Findings(report.problems), all: true)
    if report.problems.hasErrors { throw ExitCode(1) }
    for (from, to) in report.renamings.map(\.shown) {
      printLine(
        changes.dryRun
          ? say("要移动 \(from) → \(to)，没有写入。", "Would move \(from) to \(to); nothing was written.")
          : say("已移动 \(from) → \(to)。", "Moved \(from) to \(to)."))
    }
  }
}
