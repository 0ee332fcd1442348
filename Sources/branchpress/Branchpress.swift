import ArgumentParser
import Files
import Glibc
import Pages
import Portal

/// The command line: flags in, messages out. Each subcommand has a file of its own.
@main
struct Branchpress: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "branchpress",
      abstract: say(
        "把一个文件夹的 Markdown 生成静态门户和订阅源。", "Turns a folder of Markdown into a portal with feeds."),
      discussion: say(
        "常用：branchpress init 我的站点；cd 我的站点；branchpress build",
        "To begin: branchpress init my-site; cd my-site; branchpress build"),
      version: "\(generatorName) \(generatorVersion)",
      subcommands: [Build.self, Init.self, New.self, Fix.self, Explain.self, CheckTemplates.self])
  }

  /// Exit status: 0 done, 1 errors in the input, 2 wrong use.
  static func main() {
    reportFilesThatAreTooLarge()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as ExitCode {
      Glibc.exit(error.rawValue)
    } catch {
      let status = exitCode(for: error)
      let text = fullMessage(for: error)
      if status.isSuccess {
        printLines(text, isError: false)
        Glibc.exit(0)
      }
      printLines(text, isError: true)
      Glibc.exit(2)
    }
  }
}
