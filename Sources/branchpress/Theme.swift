import ArgumentParser
import Diagnostics
import Portal

struct Theme: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "theme",
      abstract: say(
        "列出主题的文件，把要改的复制到 templates 文件夹。",
        "List the files of the theme, and copy those to be changed into `templates`."),
      discussion: say(
        "例如：branchpress theme；branchpress theme notice；branchpress theme --diff notice。",
        "For example: branchpress theme; branchpress theme notice; branchpress theme --diff notice."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say("要复制的文件；不写就列出全部", "The files to copy; without any, all are listed."),
      valueName: say("文件", "file")))
  var files: [String] = []

  @Flag(
    help: ArgumentHelp(
      say("不复制，列出自己的文件和主题的文件不同的地方", "Show how your files differ from the theme's.")))
  var diff = false

  @Option(
    help: ArgumentHelp(
      say("自定义模板所在的文件夹", "The folder of the site's own templates."), valueName: folderName),
    completion: .directory)
  var templates = "templates"

  @OptionGroup var common: CommonArguments

  func run() throws {
    let listed = replaceableFiles(in: templates)
    if files.isEmpty, !diff { return listed.forEach { printLine(line($0)) } }
    let own = listed.lazy.filter { $0.own != nil }.map(\.path)
    let problems = diff ? compare(files.isEmpty ? Array(own) : files) : copy()
    printFindings(Findings(problems), all: true)
    if problems.hasErrors { throw ExitCode(1) }
  }

  /// A line of the list: the path, the site's own file, and what the file makes.
  private func line(_ file: ReplaceableFile) -> String {
    let padding = String(repeating: " ", count: max(1, 34 - file.path.utf8.count))
    let about = say(file.about.chinese, file.about.english)
    let own: String =
      switch file.own {
      case nil: ""
      case .copy: say("［已复制，没有改动］", " [copied, not edited]")
      case .edited: say("［已改］", " [edited]")
      case .outdated(let version):
        say(
          "［\(version) 版的，主题的文件后来改过：branchpress theme --diff \(file.path)］",
          " [of version \(version); the theme's file has changed since: branchpress theme --diff \(file.path)]"
        )
      case .other: say("［用自己的文件］", " [your own file]")
      }
    return file.path + padding + about + own
  }

  private func copy() -> [Diagnostic] {
    files.compactMap { name in
      switch copyThemeFile(name, into: templates) {
      case .made(let path):
        printLine(
          say("已复制到 \(path)，可以修改了。", "Copied to \(path), ready to be edited."))
        return nil
      case .failed(let problem): return problem
      }
    }
  }

  private func compare(_ names: [String]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var isSame = true
    for name in names {
      guard let lines = themeDifference(name, in: templates, diagnostics: &problems) else {
        continue
      }
      isSame = isSame && lines.isEmpty
      for line in lines { printChange(line) }
    }
    if isSame, problems.isEmpty {
      printLine(
        say("自己的文件和主题的文件没有不同。", "Your files are the same as the theme's."))
    }
    return problems
  }
}
