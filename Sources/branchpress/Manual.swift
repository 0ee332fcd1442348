import ArgumentParser

struct Manual: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "manual",
      abstract: say("显示手册页，供 man 命令使用。", "Show the manual page, for `man`."),
      shouldDisplay: false)
  }

  @OptionGroup var common: CommonArguments

  func run() { print(Branchpress.description.manualPage(), terminator: "") }
}
