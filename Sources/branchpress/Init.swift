import ArgumentParser
import Diagnostics
import Portal

struct Init: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "init",
      abstract: say("用样板新建一个网站。", "Create a new site with starter content."))
  }

  @Argument(
    help: ArgumentHelp(say("新网站放在哪个文件夹", "The folder for the new site."), valueName: folderName),
    completion: .directory)
  var folder: String

  @OptionGroup var common: CommonArguments

  func run() throws {
    let problems = makeSite(in: folder)
    printFindings(Findings(problems), all: true)
    if problems.hasErrors { throw ExitCode(1) }
    printLine(
      say(
        "已在 \(folder) 建好网站。先改 \(folder)/content/site.yml 里的名称和网址，再在 \(folder) 里运行：branchpress serve 预览，branchpress build 生成。",
        "Created a site in \(folder). Edit the title and address in \(folder)/content/site.yml, then run `branchpress serve` in \(folder) to look at it, and `branchpress build` to build it."
      ))
    printLine(
      say(
        "名称和标志定下以后，运行 branchpress card 生成分享图和图标。",
        "Once the title and the logo are settled, run `branchpress card` for the share card and the icons."
      ))
  }
}
