package import ByteText
package import Content
package import Dates
package import Diagnostics
package import Files
package import Mustache
package import SiteModel

/// The Render phase: it makes the bytes of outputs, each by itself, from immutable values.
package final class Renderer: Sendable {
  private let site: Site
  private let templates: Templates
  private let bodies: Bodies
  private let pages: PageData
  private let feeds: FeedData
  private let calendars: CalendarData
  private let inputs: Inputs
  private let themeAssets: [ThemeFile]
  private let sitemap: SitemapFiles?
  /// The maker of the search's index, nil where the site has none.
  package let search: SearchRenderer?
  /// The store of renditions, nil where there is none.
  private let pictures: Folder?

  /// A renderer of outputs. Values that several of these share are made beforehand. Without a `sitemap` its files are empty.
  package init(
    making outputs: [Output], of site: Site, _ sitemap: SitemapFiles?, _ templates: Templates,
    _ inputs: Inputs, pictures: Folder?, now: Moment, jobs: Int
  ) {
    let wanted = SharedNeeds(outputs, site)
    let data = SiteData(
      site, templates.kinds, words: templates.words, assets: templates.assets, now: now,
      showsMost: wanted.pages > site.documents.count / 8, jobs: jobs)
    self.site = site
    self.templates = templates
    bodies = Bodies(site: site, inputs: inputs)
    pages = PageData(data)
    feeds = FeedData(of: wanted.feeds, bodies, data.documentData, jobs: jobs)
    calendars = CalendarData(site, data.documentData)
    self.inputs = inputs
    themeAssets = inputs.theme.assets
    self.sitemap = sitemap
    search = SearchRenderer(site, inputs)
    self.pictures = pictures
  }

  /// The file of which an output is a copy, and the folder that contains it; nil for outputs that are rendered.
  package func source(of output: Output) -> (file: FoundFile, folder: Folder)? {
    switch output.content {
    case .asset(let index): (inputs.assets[index], inputs.content)
    case .rendition(let index):
      pictures.map { (site.renditions.files[index].file, $0) }
    default: nil
    }
  }

  /// The edits by which the copy of a file differs from it, none for outputs that are no copies.
  package func edits(of output: Output) -> [ByteEdit] {
    if case .asset(let index) = output.content { site.copies.edits(of: index) } else { [] }
  }

  /// The indices in `outputs` of the first output of each template.
  package func firstOfEachTemplate(count: Int, _ output: (Int) -> Output) -> [Int] {
    var seen: Set<String> = []
    var last: String?
    return (0..<count).filter { index in
      let name = site.template(of: output(index).content)
      // Most outputs are made by the template of the one before.
      guard let name, name != last else { return false }
      last = name
      return seen.insert(name).inserted
    }
  }

  /// Appends the bytes of an output that is not a copy, and returns its problems. Mistakes in templates that are `told`
  /// are not reported again.
  package func render(
    _ output: Output, after told: inout ToldMistakes, to writer: inout ByteWriter
  ) -> [Diagnostic] {
    switch output.content {
    case .feed(let index, let format): return feeds.write(feed: index, as: format, to: &writer)
    case .feedArchive(let index, let format, let archive):
      return feeds.write(feed: index, as: format, archive: archive, to: &writer)
    case .calendar(let index): calendars.write(calendar: index, to: &writer)
    case .event(let index): calendars.write(eventOf: index, to: &writer)
    case .feedList: feeds.writeFeedList(to: &writer)
    case .sitemap:
      for file in sitemap.map({ $0.all(of: site) }) ?? [] where file.name == output.path {
        writer.append(file.bytes)
      }
    case .robots: feeds.writeRobots(to: &writer)
    case .manifest: writeManifest(of: site, to: &writer)
    case .themeAsset(let index):
      writer.append(themeAssets[index].published(with: site.config))
    case .search(let file): return search?.write(file, to: &writer) ?? []
    case .home, .calendarPage, .searchPage, .section, .view, .column, .document, .tagIndex, .tag,
      .authorIndex,
      .author, .notFound, .redirect:
      return render(page: output, after: &told, to: &writer)
    case .asset, .rendition: break
    }
    return []
  }

  private func render(
    page output: Output, after told: inout ToldMistakes, to writer: inout ByteWriter
  ) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    guard let page = page(for: output, diagnostics: &diagnostics) else { return diagnostics }
    return diagnostics
      + templates.set.render(
        page.template, stack: [root, page.model.object], root: page.model.root, page: output.path,
        after: &told, into: &writer)
  }

  /// The object that all pages share, below their own.
  package var root: Object { pages.data.root }

  /// The page of an output, with its template and the template's demand; nil if the output is no page. `wanted` demands
  /// more values than the template uses.
  package func page(
    for output: Output, showing wanted: PageDemand? = nil, diagnostics: inout [Diagnostic]
  ) -> (template: Template, demand: PageDemand, model: PageModel)? {
    let body = body(of: output.content, diagnostics: &diagnostics)
    guard let name = site.template(of: output.content),
      let template = templates.set.template(named: name)
    else { return nil }
    let demand = wanted ?? templates.digest(of: name).demand
    return pages.page(for: output, body: body, demand: demand).map { (template, demand, $0) }
  }

  /// The text that a page shows, nil if it shows none.
  private func body(of content: Output.Content, diagnostics: inout [Diagnostic]) -> Body? {
    switch content {
    case .home: site.homePage.flatMap { bodies.body(of: $0, diagnostics: &diagnostics) }
    case .document(let index): bodies.body(of: index, diagnostics: &diagnostics)
    case .column(let index, page: 0): bodies.body(ofColumn: index, diagnostics: &diagnostics)
    default: nil
    }
  }
}

/// The values that the outputs to be rendered need.
private struct SharedNeeds {
  var pages = 0
  /// The indices of feeds in `Site.feeds`, each once.
  var feeds: [Int] = []

  init(_ outputs: [Output], _ site: Site) {
    for output in outputs {
      switch output.content {
      case .feed(let index, _): feeds.append(index)
      default: if site.template(of: output.content) != nil { pages += 1 }
      }
    }
    feeds = Array(Set(feeds)).sorted()
  }
}
