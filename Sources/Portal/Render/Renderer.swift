internal import ByteText
internal import Diagnostics
internal import Mustache

/// The Render phase: what every output's bytes are, each alone, from frozen values.
final class Renderer: Sendable {
  /// Every file of the site; the sitemap has as many as its size takes.
  let outputs: [Output]
  private let templates: Templates
  private let pages: PageData
  private let feeds: FeedData
  private let calendars: CalendarData
  private let inputs: Inputs
  private let themeAssets: [ThemeFile]

  init(_ site: Site, _ templates: Templates, _ inputs: Inputs, _ options: BuildOptions) {
    let data = SiteData(
      site, templates.shapes, words: templates.words, now: options.now, jobs: options.jobs)
    self.templates = templates
    pages = PageData(data)
    feeds = FeedData(site, data.documentData, jobs: options.jobs)
    calendars = CalendarData(site, data.documentData)
    self.inputs = inputs
    themeAssets = inputs.theme.assets
    let planned = site.outputs.filter { if case .sitemap = $0.content { false } else { true } }
    let sitemaps = feeds.sitemap.enumerated().map { index, file in
      Output(address: Address(path: file.name), content: .sitemap(index))
    }
    outputs = (planned + sitemaps).sorted { precedes($0.path, $1.path) }
  }

  /// Appends the bytes of an output.
  func render(_ output: Output, to writer: inout ByteWriter) -> [Diagnostic] {
    switch output.content {
    case .feed(let index, let format): feeds.write(feed: index, as: format, to: &writer)
    case .feedArchive(let index, let format, let archive):
      feeds.write(feed: index, as: format, archive: archive, to: &writer)
    case .calendar(let index): calendars.write(calendar: index, to: &writer)
    case .event(let index): calendars.write(eventOf: index, to: &writer)
    case .feedList: feeds.writeFeedList(to: &writer)
    case .sitemap(let index): writer.append(feeds.sitemap[index].bytes)
    case .robots: feeds.writeRobots(to: &writer)
    case .themeAsset(let index): writer.append(themeAssets[index].bytes)
    case .asset(let index): return copy(inputs.assets[index], to: &writer)
    case .home, .section, .column, .document, .tagIndex, .tag, .authorIndex, .author, .notFound,
      .redirect:
      return render(page: output, to: &writer)
    }
    return []
  }

  private func render(page output: Output, to writer: inout ByteWriter) -> [Diagnostic] {
    guard let page = pages.page(for: output),
      let template = templates.set.template(named: page.template)
    else { return [] }
    return templates.set.render(
      template, stack: [pages.data.root, page.object], root: page.root,
      page: output.path, into: &writer)
  }

  private func copy(_ file: ContentFile, to writer: inout ByteWriter) -> [Diagnostic] {
    switch inputs.content.read(file.path) {
    case .success(let bytes):
      writer.append(bytes)
      return []
    case .failure(let error):
      return [
        error.diagnostic(
          path: inputs.content.shown(file.path), doing: Message("读不了", "cannot be read"))
      ]
    }
  }
}
