package import Content
internal import Dates
package import Digests
internal import Mustache
package import SiteModel

/// What every output is made from, as one digest: while it is the same, so are the output's bytes.
///
/// Each digest is made of those of what the output shows, in the way in which `PageData`, `FeedData`
/// and `CalendarData` go about it; whoever has a page show more must add it here. A page's template tells
/// by its `PageDemand` what it shows, so that a value that few pages show changes few. Tests hold the
/// trees of incremental builds to those of clean ones after random changes, with themes that show
/// random parts of what there is, and `build --verify` does the same for a site.
package struct Fingerprints: Sendable {
  let site: Site
  let inputs: Inputs
  let now: Moment
  let documents: DocumentDigests
  private let templates: Templates
  /// Of what all outputs share: the program, `site.yml`, the address.
  private let common: Digest
  /// Of what all pages share: the menu, what the site as a whole has.
  private let root: Digest
  /// Of all feeds and calendars, for the pages that list them.
  private let feeds: Digest

  /// When each document last changed.
  var changes: [Moment?] { documents.changes }

  package init(
    _ site: Site, _ templates: Templates, _ inputs: Inputs, options: BuildOptions,
    program: Digest
  ) {
    self.site = site
    self.templates = templates
    self.inputs = inputs
    now = options.now
    var parts = Ingredients()
    parts.add(program)
    parts.add(inputs.settings)
    parts.add(site.config.url)
    common = parts.digest()
    root = rootDigest(site, common)
    feeds = feedsDigest(site)
    documents = DocumentDigests(site, inputs, options)
  }

  /// The fingerprint of an output.
  package func fingerprint(of output: Output) -> Digest {
    var parts = Ingredients()
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

  /// The fingerprint of the sitemap's files, which are made together: of all that they say, in their order.
  func fingerprintOfSitemap() -> Digest {
    var parts = Ingredients()
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

  private func addFile(_ content: Output.Content, _ parts: inout Ingredients) {
    switch content {
    case .feed(let index, let format): addFeed(index, as: format, archive: nil, to: &parts)
    case .feedArchive(let index, let format, let archive):
      addFeed(index, as: format, archive: archive, to: &parts)
    case .feedList: parts.add(feeds)
    case .calendar(let index): addCalendar(site.calendars[index], &parts)
    case .event(let document): parts.add(documents.items[document])
    case .asset(let index): parts.add(inputs.assets[index].stamp)
    case .themeAsset(let index): parts.add(Digest(of: inputs.theme.assets[index].bytes))
    case .robots, .sitemap, .home, .section, .column, .document, .tagIndex, .tag, .authorIndex,
      .author, .notFound, .redirect:
      break
    }
  }

  private func addFeed(
    _ index: Int, as format: FeedFormat, archive: Int?, to parts: inout Ingredients
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
    for document in plan.items(of: archive) {
      parts.add(documents.items[document])
      if isWhole { parts.add(documents.texts[document]) }
    }
  }

  private func addCalendar(_ plan: CalendarPlan, _ parts: inout Ingredients) {
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

  private func add(events: [Int], _ parts: inout Ingredients) {
    parts.add(events.count)
    for index in events { parts.add(documents.items[index]) }
  }
}

/// The addresses that every page is given.
private func rootDigest(_ site: Site, _ common: Digest) -> Digest {
  var parts = Ingredients()
  parts.add(common)
  for section in site.sections { parts.add(section.address.path) }
  for page in site.menuPages {
    parts.add(site.documents[page].parsed.header.title, site.documents[page].address)
  }
  parts.add(site.tags.isEmpty)
  parts.add(site.authors.isEmpty)
  parts.add(site.calendars.first?.address.path)
  parts.add(site.subscribePage.map { site.documents[$0].address.path })
  return parts.digest()
}

private func feedsDigest(_ site: Site) -> Digest {
  var parts = Ingredients()
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
