import ArgumentParser
import Diagnostics
import Portal

struct Init: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: say("新建一个网站，里面有样板稿件。", "Create a new site with starter content."))
  }

  @Argument(
    help: ArgumentHelp(say("新网站放在哪个文件夹", "The folder of the new site."), valueName: folderName),
    completion: .directory)
  var folder: String

  @OptionGroup var common: CommonArguments

  func run() throws {
    let problems = makeSite(in: folder)
    printFindings(Findings(problems), all: true)
    if problems.hasErrors { throw ExitCode(1) }
    printLine(
      say(
        "已在 \(folder) 建好网站。先改 \(folder)/content/site.yml 里的名称和网址，再在 \(folder) 里运行 branchpress build。",
        "Made a site in \(folder). Edit \(folder)/content/site.yml, then run `branchpress build` in \(folder)."
      ))
  }
}
