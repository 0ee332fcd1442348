import ArgumentParser
import Content

/// The folders that a site is read from.
struct SourceArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(say("原稿文件夹", "The folder with site.yml and the Markdown."), valueName: "dir")
  )
  var content = "content"

  @Option(
    help: ArgumentHelp(say("自己的模板文件夹，可以没有", "The site's own templates, if any."), valueName: "dir"))
  var templates = "templates"
}

/// The folders of a site, its address, and the moment for which it is built.
struct SiteArguments: ParsableArguments {
  @OptionGroup var sources: SourceArguments

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(say("输出文件夹", "Where the site is written."), valueName: "dir"))
  var output = "site"

  @Option(
    help: ArgumentHelp(
      say("发布网址，代替 site.yml 里的 url", "The site's address, in place of `url` in site.yml."),
      valueName: "url"))
  var baseURL: String?

  @Option(
    help: ArgumentHelp(
      say(
        "当作现在的时间，如 2026-07-01（北京时间）或 2026-07-01T09:00+06:00",
        "What counts as now: 2026-07-01 (in China) or 2026-07-01T09:00+06:00."),
      valueName: "date"))
  var now: NowArgument?

  func validate() throws {
    if let baseURL, !isBaseAddress(baseURL) { throw ValidationError(baseAddressAdvice) }
  }

  /// The options of a build of that site.
  func options(includesDrafts: Bool, jobs: Int) -> BuildOptions {
    BuildOptions(
      content: sources.content, templates: sources.templates, output: output, baseURL: baseURL,
      now: now?.moment ?? .current, includesDrafts: includesDrafts, jobs: jobs)
  }
}
