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
        "把一个文件夹里的 Markdown 稿件生成静态网站和订阅源。",
        "Build a static site with feeds from a folder of Markdown."),
      discussion: say(
        "先运行 branchpress init 我的网站 和 cd 我的网站；再运行 branchpress serve 预览，branchpress build 生成。",
        "To begin: branchpress init my-site; cd my-site; then branchpress serve to look at the site, and branchpress build to build it"
      ),
      version: "\(generatorName) \(generatorVersion)",
      subcommands: [
        Build.self, Serve.self, Init.self, New.self, Move.self, Fix.self, Explain.self,
        CheckTemplates.self,
        Theme.self, Card.self, PDF.self, Manual.self,
      ])
  }

  @OptionGroup var common: CommonArguments

  /// The program with all its commands, for help and messages.
  static var description: CommandDescription { CommandDescription(dump: _dumpHelp()) }

  func run() throws { printHelp(of: []) }

  /// Exit status: 0 done, 1 errors in the input, 2 wrong use.
  static func main() {
    reportFilesThatAreTooLarge()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as ExitCode {
      Glibc.exit(error.rawValue)
    } catch {
      let arguments = Array(CommandLine.arguments.dropFirst())
      switch ParserAnswer(error, to: arguments, of: description) {
      case .help(let words): printHelp(of: words)
      case .text: print(fullMessage(for: error))
      case .wrong(let use):
        printFindings(Findings([use.diagnostic]), all: true)
        Glibc.exit(2)
      }
    }
  }
}

/// Prints the help of the command that is called by these words.
private func printHelp(of words: [String]) {
  printLines(Branchpress.description.command(called: words).help(columns: terminalColumns()))
}
