import ArgumentParser
import Content
import Diagnostics
import Files
import Glibc
import Portal
import Printing

struct PDF: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pdf",
      abstract: say("把生成好的网页打印成 PDF 文件。", "Print built pages as PDF files."),
      discussion: say(
        "例如：branchpress pdf content/notice/大会.md；branchpress pdf --all。通知按公文格式打印。要用电脑上装好的 Chromium、Chrome 或 Edge。",
        "For example: branchpress pdf content/notice/meeting.md; branchpress pdf --all. Notices have the form of official documents. An installed Chromium, Chrome or Edge is needed."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      say("稿件或者网址，可以写几个", "Documents or addresses."), valueName: say("网页", "page")),
    completion: .file())
  var pages: [String] = []

  @Flag(
    help: ArgumentHelp(
      say("打印全部通知、文章和活动记录", "Print all notices, articles and activity records.")))
  var all = false

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      say("PDF 文件写入哪个文件夹", "The folder for the PDF files."), valueName: folderName),
    completion: .directory)
  var output = "pdf"

  @Option(
    help: ArgumentHelp(
      say("网站在哪个文件夹", "The folder of the site."), valueName: folderName),
    completion: .directory)
  var site = BuildOptions.defaultOutput

  @OptionGroup var browser: BrowserArguments

  @OptionGroup var sources: SourceArguments

  @OptionGroup var common: CommonArguments

  func run() throws {
    guard pages.isEmpty == all else { throw all ? WrongUse.pagesAndAll : .noPages }
    let found = PrintedPages(pages, of: options)
    printFindings(Findings(found.problems), all: true)
    if found.problems.hasErrors { throw ExitCode(1) }
    let browser = try self.browser.chosen() ?? installed()
    let folder: Folder
    do throws(FileError) { folder = try Folder.make(output) } catch {
      try end([failure(output, .file(error))])
    }
    var problems: [Diagnostic] = []
    for page in found.pages {
      do throws(Chromium.Failure) {
        try print(page, with: browser, into: folder)
        printLine(say("已打印 \(folder.shown(page.pdf))。", "Printed \(folder.shown(page.pdf))."))
      } catch {
        problems.append(failure(folder.shown(page.pdf), error))
        // A browser that does not work for one page works for none.
        if error.isOfBrowser { break }
      }
    }
    if !problems.isEmpty { try end(problems) }
  }

  private var options: BuildOptions {
    BuildOptions(
      content: sources.documents.content, templates: sources.templates, output: site, now: .current,
      jobs: coreCount()
    ).withPrograms
  }

  private func print(
    _ page: PrintedPages.Page, with browser: Chromium, into folder: Folder
  ) throws(Chromium.Failure) {
    guard let path = FilePath(page.pdf), let file = resolvedPath(of: page.shown) else {
      throw .file(.missing)
    }
    try browser.print(page: file, as: path, in: folder)
  }

  private func installed() throws -> Chromium {
    if let browser = Chromium.installed(in: programFolders) { return browser }
    throw WrongUse.noBrowser
  }

  private func end(_ problems: [Diagnostic]) throws -> Never {
    printFindings(Findings(problems), all: true)
    throw ExitCode(1)
  }
}

extension Chromium.Failure {
  /// Whether the browser, and not the file, is at fault.
  fileprivate var isOfBrowser: Bool {
    switch self {
    case .notStarted, .outOfTime, .noFile: true
    case .foreign, .file: false
    }
  }
}

/// A message that a file was not made.
private func failure(_ file: String, _ failure: Chromium.Failure) -> Diagnostic {
  switch failure {
  case .notStarted:
    Diagnostic(
      .error, "browser-failed", at: nil,
      Message("浏览器不能启动", "the browser could not be started"),
      suggestion: Message("用 --browser 指定另一个浏览器", "name another one with --browser"))
  case .outOfTime(let seconds):
    Diagnostic(
      .error, "browser-failed", at: nil,
      Message(
        "浏览器 \(seconds) 秒内没有打印好 \(file)",
        "the browser did not print \(file) within \(seconds) seconds"),
      suggestion: Message(
        "关掉占用电脑的程序，再运行一次", "close other programs and run the command again"))
  case .noFile(let status):
    Diagnostic(
      .error, "browser-failed", at: nil,
      Message(
        "浏览器没有打印出 \(file)（退出码 \(status)）",
        "the browser did not print \(file) (exit status \(status))"),
      suggestion: Message(
        "更新浏览器，或者用 --browser 指定另一个", "update the browser, or name another one with --browser"))
  case .foreign:
    Diagnostic(
      .error, "foreign-pdf", at: nil,
      Message(
        "这个文件不是 BranchPress 打印的，没有覆盖：\(file)",
        "BranchPress did not print this file and left it untouched: \(file)"),
      suggestion: Message(
        "移走它，或者用 --output 写入别的文件夹", "move it away, or write to another folder with --output"))
  case .file(let error): error.notWritten(file)
  }
}

extension WrongUse {
  /// That `pdf` was given no page.
  fileprivate static var noPages: WrongUse {
    WrongUse(
      "missing-argument",
      Message("还要写上打印哪几个网页", "the pages to print are missing"),
      Message(
        "写成：branchpress pdf content/notice/大会.md，全部打印写 --all",
        "write `branchpress pdf content/notice/meeting.md`, or `branchpress pdf --all` for all of them"
      ))
  }

  /// That `pdf` was given pages, and `--all`.
  fileprivate static var pagesAndAll: WrongUse {
    WrongUse(
      "invalid-value",
      Message("写了网页，又写了“--all”", "both pages and `--all` are given"),
      Message("只留一样", "keep one of them"))
  }

  /// That no browser is installed.
  fileprivate static var noBrowser: WrongUse {
    WrongUse(
      "no-browser",
      Message(
        "打印 PDF 要用 Chromium，这台电脑上没有找到",
        "printing needs Chromium, which was not found on this computer"),
      Message(
        "在 Debian、Ubuntu 上运行 sudo apt install chromium；已经装了的，用 --browser 写上它的路径",
        "on Debian or Ubuntu run `sudo apt install chromium`; if it is installed, give its path with --browser"
      ))
  }
}
