import ArgumentParser
import Content
import Dates
import Diagnostics
import Files
import Glibc

/// The folder that documents are in.
struct ContentArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      say(
        "原稿所在的文件夹，里面有 site.yml 和稿件",
        "The folder of the source files, with site.yml and the documents."),
      valueName: folderName), completion: .directory)
  var content = "content"
}

/// The options of commands that change documents.
struct ChangeArguments: ParsableArguments {
  @Flag(help: ArgumentHelp(say("只列出改动，不写入文件", "Show the changes without writing them.")))
  var dryRun = false

  @OptionGroup var source: ContentArguments

  /// The options by which the site is read.
  var options: BuildOptions {
    BuildOptions(content: source.content, now: .current, jobs: coreCount()).withPrograms
  }
}

/// The folders that a site is read from.
struct SourceArguments: ParsableArguments {
  @OptionGroup var documents: ContentArguments

  @Option(
    help: ArgumentHelp(
      say("自定义模板所在的文件夹；没有，就用自带的模板", "The folder of the site's own templates, if it has any."),
      valueName: folderName), completion: .directory)
  var templates = "templates"
}

/// The folders of a site, its address, and the moment for which it is built.
struct SiteArguments: ParsableArguments {
  @OptionGroup var sources: SourceArguments

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      say(
        "网站写入哪个文件夹（默认 \(BuildOptions.defaultOutput)，加 --drafts 时默认 \(BuildOptions.previewOutput)）",
        "The folder for the site (default: \(BuildOptions.defaultOutput), or \(BuildOptions.previewOutput) with --drafts)."
      ),
      valueName: folderName), completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      say("网站的网址，代替 site.yml 里的 url", "The site's address, in place of `url` in site.yml."),
      valueName: say("网址", "url")), transform: baseAddress)
  var baseURL: String?

  @Option(help: nowHelp, transform: moment)
  var now: Moment?

  /// The options of a build of that site.
  func options(includesDrafts: Bool, jobs: Int) -> BuildOptions {
    BuildOptions(
      content: sources.documents.content, templates: sources.templates,
      output: output
        ?? (includesDrafts ? BuildOptions.previewOutput : BuildOptions.defaultOutput),
      baseURL: baseURL,
      now: now ?? .current, includesDrafts: includesDrafts, jobs: jobs
    ).withPrograms
  }
}

extension BuildOptions {
  /// The same options for a site whose pictures the installed programs make smaller.
  var withPrograms: BuildOptions {
    var options = self
    options.programs = programFolders
    return options
  }
}

/// The folders in which programs are looked for, divided by colons.
var programFolders: String { environment("PATH") ?? "" }

/// The name of a value that is a folder.
var folderName: String { say("文件夹", "folder") }

/// The help of `--now`.
var nowHelp: ArgumentHelp {
  ArgumentHelp(
    say(
      "把哪个时间当作“现在”，如 2026-07-01（北京时间）或 2026-07-01T09:00+06:00",
      "The date or time to treat as now: 2026-07-01 (Beijing time) or 2026-07-01T09:00+06:00."),
    valueName: say("日期", "date"))
}

/// The moment that `--now` names.
func moment(_ argument: String) throws -> Moment {
  if let moment = Moment(argument, zone: .shanghai) { return moment }
  throw WrongUse(
    "invalid-value",
    Message("“--now”的日期不对：\(brief(argument))", "`--now` is not a date: \(brief(argument))"),
    Message(
      "写成 2026-07-01 或 2026-07-01T09:00+08:00", "write 2026-07-01 or 2026-07-01T09:00+08:00"))
}

private func baseAddress(_ argument: String) throws -> String {
  if isBaseAddress(argument) { return argument }
  throw WrongUse(
    "invalid-value",
    Message(
      "“--base-url”不是完整的网址：\(brief(argument))",
      "`--base-url` is not a complete address: \(brief(argument))"),
    Message(
      "写成 https://example.org/portal/", "write an address such as https://example.org/portal/"))
}

/// The number of threads that `--jobs` names.
func jobNumber(_ argument: String) throws -> Int {
  if let number = Int(argument), number >= 1 { return number }
  throw WrongUse(
    "invalid-value",
    Message("“--jobs”不能写“\(brief(argument))”", "`--jobs` cannot be `\(brief(argument))`"),
    Message("写不小于 1 的整数", "write a whole number of 1 or more"))
}

extension Moment {
  /// The moment that the clock says.
  static var current: Moment { Moment(seconds: Glibc.time(nil), offsetMinutes: 0) }
}

/// The number of threads that a command uses if nothing else is said.
func coreCount() -> Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
