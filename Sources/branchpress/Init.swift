import ArgumentParser
import Diagnostics
import Portal

struct Init: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: say("新建一个站点的样板。", "Lay down a small starter portal."))
  }

  @Argument(help: ArgumentHelp(say("放站点的文件夹", "The folder for the site."), valueName: "dir"))
  var folder: String

  func run() throws {
    let problems = makeSite(in: folder)
    printFindings(Findings(problems), all: true)
    if problems.hasErrors { throw ExitCode(1) }
    printLine(
      say(
        "已在 \(folder) 建好站点。先改 \(folder)/content/site.yml 里的名称和网址，再在 \(folder) 里运行 branchpress build。",
        "Made a site in \(folder). Edit \(folder)/content/site.yml, then run `branchpress build` in \(folder)."
      ))
  }
}
