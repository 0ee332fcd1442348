package import Content
internal import Dates
package import Digests
internal import Mustache
internal import Search
package import SiteModel

/// The fingerprints of outputs, each a digest of everything that the output is made from: while it is the same, so are
/// the output's bytes.
///
/// A fingerprint is made of the digests of the parts that the output shows, in the same way as `PageData`, `FeedData`
/// and `CalendarData` make the output; a developer who has a page show more must add it here. The `PageDemand` of a
/// page's template lists the parts that it shows, so that a value shown on few pages changes few. Tests compare the
/// trees of incremental builds with those of clean ones after random changes, with themes that show random parts, and
/// `build --verify` does the same for a site.
package struct Fingerprints: Sendable {
  let site: Site
  let inputs: Inputs
  let now: Moment
  let documents: DocumentDigests
  private let templates: Templates
  /// The digest of the input that all outputs share: the program, `site.yml`, the address.
  let common: Digest
  /// The digest of the input that all pages share: the menu and the properties of the whole site.
  private let root: Digest
  /// The digest of all texts of the search's index.
  let searchTexts: Digest
  /// The digest of all feeds and calendars, for pages that list them.
  private let feeds: Digest

  /// The date of each document's last change.
  var changes: [Moment?] { documents.changes }

  /// Makes the digests of a site's parts; `program` is the digest of the program itself.
  package init(
    _ site: Site, _ templates: Templates, _ inputs: Inputs, options: BuildOptions,
    program: Digest
  ) {
    self.site = site
    self.templates = templates
    self.inputs = inputs
    now = options.now
    var parts = DigestBuilder()
    parts.add(program)
    parts.add(inputs.settings)
    parts.add(site.config.url)
    parts.add(site.isPreview)
    let pictures = site.sitePictures
    for picture in [pictures.logo, pictures.feedLogo, pictures.band] {
      parts.add(picture?.address.path)
      if let picture { site.renditions[picture.asset]?.add(to: &parts) }
      parts.add(picture?.size?.width)
      parts.add(picture?.size?.height)
    }
    common = parts.digest()
    root = rootDigest(site, common)
    feeds = feedsDigest(site)
    searchTexts = site.search?.digestOfTexts ?? .none
    documents = DocumentDigests(site, inputs, options)
  }

  /// The fingerprint of an output.
  package func fingerprint(of output: Output) -> Digest {
    var parts = DigestBuilder()
    parts.add(output.path)
    if let template = site.template(of: output.content) {
      let digest = templates.digest(of: template)
      parts.add(template)
      parts.add(digest.text)
      parts.add(root)
      if digest.demand.listsFeeds { parts.add(feeds) }
      addPage(output.content, digest.demand, to: &parts)
    } else {
      parts.add(common)
      addFile(output.content, &parts)
    }
    return parts.digest()
  }

  /// The fingerprint of the sitemap's files, which are made together, from all that they contain, in its order.
  func fingerprintOfSitemap() -> Digest {
    var parts = DigestBuilder()
    parts.add(common)
    for output in site.outputs {
      guard let change = site.change(of: output.content, changes) else { continue }
      if case .document(let index) = output.content {
        parts.add(documents.addresses[index])
      } else {
        parts.add(output.address.path)
      }
      parts.add(change?.seconds)
      guard let change else { continue }
      parts.add(change.offsetMinutes)
      parts.add(change.hasTime)
    }
    return parts.digest()
  }

  // MARK: - Feeds and other files

  private func addFile(_ content: Output.Content, _ parts: inout DigestBuilder) {
    switch content {
    case .feed(let index, let format): addFeed(index, as: format, archive: nil, to: &parts)
    case .feedArchive(let index, let format, let archive):
      addFeed(index, as: format, archive: archive, to: &parts)
    case .feedList: parts.add(feeds)
    case .calendar(let index): addCalendar(site.calendars[index], &parts)
    case .event(let document): parts.add(documents.items[document])
    case .asset(let index):
      // What is removed from a file follows from its bytes and the program, which `common` contains.
      parts.add(inputs.assets[index].stamp)
      parts.add(site.copies.keeps(index))
    case .rendition(let index): parts.add(site.renditions.files[index].digest)
    case .themeAsset(let index): parts.add(Digest(of: inputs.theme.assets[index].bytes))
    case .manifest: for icon in site.sitePictures.icons.manifest { parts.add(icon.size) }
    case .search(let file): addSearch(file, to: &parts)
    case .robots: parts.add(site.search?.layout.folder)
    case .sitemap, .home, .calendarPage, .searchPage, .section, .view, .column, .document,
      .tagIndex,
      .tag,
      .authorIndex,
      .author, .notFound, .redirect:
      break
    }
  }

  private func addFeed(
    _ index: Int, as format: FeedFormat, archive: Int?, to parts: inout DigestBuilder
  ) {
    let plan = site.feeds[index]
    parts.add(plan.title)
    parts.add(plan.description)
    parts.add(plan.page.path)
    parts.add(format.rawValue)
    // JSON Feed has no link to a newer archive.
    let next = format == .json ? nil : plan.next(of: archive)
    for neighbour in [archive, plan.previous(of: archive), next] {
      parts.add(neighbour.map { plan.archives[$0].name })
    }
    let isWhole = site.text(of: plan, format, isArchive: archive != nil) == .whole
    for item in plan.items(of: archive) {
      let source = site.source(ofItem: item)
      if let reissue = source.reissue { parts.add(reissue) }
      parts.add(documents.items[source.document])
      if isWhole { parts.add(documents.texts[source.document]) }
    }
  }

  private func addCalendar(_ plan: CalendarPlan, _ parts: inout DigestBuilder) {
    parts.add(plan.title)
    parts.add(plan.description)
    parts.add(plan.page.path)
    add(events: plan.documents, &parts)
    for announced in plan.meetings {
      let meeting = site.meetings[announced.index]
      parts.add(meeting.name)
      parts.add(meeting.branch != nil)
      if let branch = meeting.branch {
        parts.add(documents.entries[site.branches[branch].document])
      }
      add(events: announced.announcements, &parts)
    }
  }

  private func add(events: [Int], _ parts: inout DigestBuilder) {
    parts.add(events.count)
    for index in events { parts.add(documents.items[index]) }
  }
}

/// The digest of the addresses that every page has.
private func rootDigest(_ site: Site, _ common: Digest) -> Digest {
  var parts = DigestBuilder()
  parts.add(common)
  parts.add(site.digestOfNamesInTitles)
  for section in site.sections { parts.add(section.address.path) }
  for links in [site.links.menu, site.links.footer, site.links.related] {
    parts.add(links.count)
    for link in links {
      parts.add(link.title)
      parts.add(site.address(of: link)?.path)
    }
  }
  parts.add(site.tags.isEmpty)
  parts.add(site.authors.isEmpty)
  site.sitePictures.addShared(to: &parts)
  parts.add(site.manifest != nil)
  parts.add(site.calendars.first?.address.path)
  parts.add(site.calendarPage?.path)
  parts.add(site.search != nil)
  for page in site.servicePages.all { parts.add(page.map { site.documents[$0].address.path }) }
  return parts.digest()
}

extension SitePictures {
  /// Adds the card and the icons, which every page names.
  fileprivate func addShared(to parts: inout DigestBuilder) {
    parts.add(card?.address.path)
    for icon in [icons.favicon, icons.touch, icons.drawing] { parts.add(icon?.path) }
    parts.add(icons.manifest.count)
    for icon in icons.manifest { parts.add(icon.size) }
  }
}

private func feedsDigest(_ site: Site) -> Digest {
  var parts = DigestBuilder()
  for feed in site.feeds {
    parts.add(feed.title, feed.page)
    parts.add(feed.description)
  }
  for group in site.feedGroups {
    parts.add(group.kind.rawValue)
    parts.add(group.feeds.count)
  }
  for calendar in site.calendars { parts.add(calendar.title, calendar.address) }
  return parts.digest()
}
