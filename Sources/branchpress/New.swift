import ArgumentParser
import Content
import Portal

struct New: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: say("新建一篇文档。", "Make a document with complete front matter."),
      discussion: say(
        "例如：branchpress new notice \"关于召开党员大会的通知\"",
        "For example: branchpress new notice \"General meeting in July\""))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "种类：study 学习文章、notice 通知、activity 活动、page 单页、directory 支部",
        "The kind: study, notice, activity, page or directory.")))
  var kind: KindArgument

  @Argument(help: ArgumentHelp(say("标题", "The title.")))
  var title: String

  @Option(
    help: ArgumentHelp(
      say("文件名（不带日期和 .md），默认取标题", "The file's name without date and ending; the title by default."),
      valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp(say("学习专栏的文件夹", "The folder of the study column."), valueName: "dir"))
  var column: String?

  @Option(
    help: ArgumentHelp(say("原稿文件夹", "The folder with site.yml and the Markdown."), valueName: "dir")
  )
  var content = "content"

  @Option(help: ArgumentHelp(say("当作今天的日期", "What counts as today."), valueName: "date"))
  var now: NowArgument?

  func run() throws {
    let result = makeDocument(
      NewDocument(
        content: content, kind: kind.kind, title: title, name: name, column: column,
        now: now?.moment ?? .current))
    switch result {
    case .made(let path): printLine(say("已新建 \(path)", "Made \(path)"))
    case .failed(let problems):
      printFindings(Findings(problems), all: true)
      throw ExitCode(1)
    }
  }
}

/// A kind on the command line, by its name in `site.yml`.
struct KindArgument: ExpressibleByArgument {
  let kind: DocumentKind

  init?(argument: String) {
    guard let kind = DocumentKind(rawValue: argument) else { return nil }
    self.kind = kind
  }

  static var allValueStrings: [String] { DocumentKind.allCases.map(\.rawValue) }
}
