import ArgumentParser
import Content
import Dates
import Diagnostics
import Portal

struct New: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "new",
      abstract: say(
        "新建一篇稿件或者一个学习专栏。", "Create a document with complete front matter, or a column."),
      discussion: say(
        "例如：branchpress new 通知 关于召开党员大会的通知；branchpress new 专栏 党史故事；branchpress new 学习 第一讲 --column 党史故事；branchpress new 通知 --correct content/notice/2026-07-01-大会.md",
        "For example: branchpress new notice General meeting in July; branchpress new column Party history; branchpress new notice --correct content/notice/2026-07-01-meeting.md"
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say(
        "种类：study 学习文章、notice 通知、activity 活动、page 单页、directory 支部、column 学习专栏；写中文也可以",
        "The kind: study (an article), notice, activity, page, directory (a branch), or column (a study column)."
      ),
      valueName: say("种类", "kind")),
    completion: .list(DocumentKind.allCases.map(\.rawValue) + ["column"]),
    transform: NewKind.init(argument:))
  var kind: NewKind

  @Argument(
    help: ArgumentHelp(
      say("标题，不用加引号", "The title; it needs no quotes."), valueName: say("标题", "title")))
  var title: [String] = []

  @Option(
    help: ArgumentHelp(
      say(
        "文件名（不带日期和 .md），默认用标题", "The file name without date and extension; by default the title."),
      valueName: say("名称", "name")))
  var name: String?

  @Option(
    help: ArgumentHelp(
      say("文章放进哪个学习专栏（写它的文件夹）", "The folder of the study column for the article."),
      valueName: folderName))
  var column: String?

  @Option(
    help: ArgumentHelp(
      say(
        "更正哪一篇：新建一份更正通知，不写标题就是“关于更正《……》的通知”",
        "The document to correct: makes a notice of its correction, which needs no title."),
      valueName: say("稿件", "document")), completion: .file())
  var correct: String?

  @OptionGroup var source: ContentArguments

  @Option(help: nowHelp, transform: moment)
  var now: Moment?

  @OptionGroup var common: CommonArguments

  func run() throws {
    if correct != nil, kind != .document(.notice) { throw WrongUse.correctionIsNotice }
    if title.isEmpty, correct == nil { throw WrongUse.missingTitle }
    let result = makeDocument(
      NewDocument(
        content: source.content, kind: kind, title: title.joined(separator: " "), name: name,
        column: column, corrects: correct, now: now ?? .current))
    switch result {
    case .made(let path): printLine(say("已新建 \(path)", "Created \(path)"))
    case .failed(let problems):
      printFindings(Findings(problems), all: true)
      throw ExitCode(1)
    }
  }
}

extension NewKind {
  /// The kind that an argument names, in English or in Chinese.
  init(argument: String) throws {
    if let kind = NewKind(called: argument) {
      self = kind
    } else {
      throw WrongUse.unknownKind(argument)
    }
  }
}
