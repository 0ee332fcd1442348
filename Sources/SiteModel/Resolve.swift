package import Content
internal import Dates
package import Diagnostics
internal import Digests
internal import Files
internal import FrontMatter
internal import Metadata
internal import Pictures

/// Runs the Resolve phase, the only one in which documents are related to each other. Pictures that are known from the
/// last build are not read, and documents whose pages had other addresses in `last` are led to from there. Renditions of
/// pictures come from `source`.
package func resolveSite(
  _ schedule: Schedule, addresses book: AddressBook, _ inputs: Inputs, config: SiteConfig,
  options: BuildOptions, knowing known: KnownFiles, since last: LastPages = LastPages(),
  renditions source: RenditionSource = .none,
  diagnostics reported: inout [Diagnostic]
) -> Site {
  let sources = SourcePlaces(content: inputs.content, files: inputs.documents)
  var diagnostics: [Diagnostic] = []
  defer { reported += sources.read(diagnostics, jobs: options.jobs) }
  var all = group(
    schedule, book, config: config, options, sources: sources, diagnostics: &diagnostics)
  let feeds = FeedPlans(&all, config, isPreview: schedule.isPreview)
  let calendars = planCalendars(
    schedule, &all, config: config, now: options.now, sources: sources, diagnostics: &diagnostics)
  let formerPages = FormerPages(
    all, listed: inputs.redirects, schedule: schedule, since: last, config: config,
    sources: sources, diagnostics: &diagnostics)
  let search = SearchPlan(all, config)
  let assetAddresses = inputs.assets.map { book.address(of: $0) }
  let admission = Admission(inputs, config, knowing: known, jobs: options.jobs)
  let (outputs, links) = planFiles(
    all, feeds: feeds, calendars: calendars, inputs, schedule: schedule, admission: admission,
    assetAddresses: assetAddresses, formerPages: formerPages, search: search, config: config,
    sources: sources, jobs: options.jobs, diagnostics: &diagnostics)
  let resolver = makeResolver(
    inputs, links, assetAddresses: assetAddresses, admission, outputs: outputs, knowing: known,
    all: all, hasRenditions: source.isMaking, jobs: options.jobs, diagnostics: &diagnostics)
  let sitePictures = findSitePictures(config, resolver, sources, diagnostics: &diagnostics)
  let references = resolveReferences(
    &all, scheduled: schedule.scheduled, resolver, sources: sources, jobs: options.jobs,
    diagnostics: &diagnostics)
  let renditions = RenditionPlanner(
    all: all, references: references, site: sitePictures, resolver: resolver
  ).make(from: diagnostics.hasErrors ? .none : source, diagnostics: &diagnostics)
  if !diagnostics.hasErrors {
    reportUnused(
      all, references, schedule: schedule, inputs, config: config, sources: sources,
      admission: admission, besides: reported, diagnostics: &diagnostics)
  }
  let documents = makeDocuments(
    all, references, schedule: schedule, config: config, options: options)
  reportReissuesToCome(all, config, now: options.now, sources, diagnostics: &diagnostics)
  return Site(
    config: config, isPreview: schedule.isPreview, documents: documents, reissues: all.reissues,
    sections: markViews(of: all.sections, among: outputs), columns: all.columns,
    branches: all.branches, tags: all.tags,
    authors: all.authors, related: findRelated(all, jobs: options.jobs), feeds: feeds.feeds,
    feedGroups: feeds.groups,
    agendas: calendars.calendars, calendarPage: calendarPage(among: outputs),
    meetings: calendars.meetings,
    homePage: all.documents.firstIndex { $0.section == nil && $0.parsed.path == "index.md" },
    servicePages: ServicePages(all),
    links: planSiteLinks(all, config, resolver, sources: sources, diagnostics: &diagnostics),
    outputs: adding(renditions, to: outputs), assetAddresses: assetAddresses,
    sitePictures: sitePictures, pictures: resolver.pictures, copies: resolver.copies,
    renditions: renditions, search: hasSearchPage(outputs) ? search : nil,
    moved: config.moved == .redirect ? formerPages.moved : [])
}

/// Reports documents that no list shows, and files that nothing uses: a section or a reference that is wrong would have these told for
/// nothing.
private func reportUnused(
  _ all: Collections, _ references: [References], schedule: Schedule, _ inputs: Inputs,
  config: SiteConfig, sources: SourcePlaces, admission: Admission, besides reported: [Diagnostic],
  diagnostics: inout [Diagnostic]
) {
  reportUnlistedDocuments(
    all, references, config: config, sources, in: inputs.content, besides: reported,
    diagnostics: &diagnostics)
  reportUnusedFiles(
    schedule, inputs, config: config, admission: admission, diagnostics: &diagnostics)
}

/// The resolver of the documents' links, after the files that are published have been looked into.
private func makeResolver(
  _ inputs: Inputs, _ links: LinkMap, assetAddresses: [Address], _ admission: Admission,
  outputs: [Output], knowing known: KnownFiles, all: Collections, hasRenditions: Bool, jobs: Int,
  diagnostics: inout [Diagnostic]
) -> LinkResolver {
  let parts = findPrivateParts(inputs, admission, knowing: known, jobs: jobs)
  var resolver = LinkResolver(
    inputs: inputs, links: links, assetAddresses: assetAddresses, admission: admission,
    pictures: readPictures(inputs, admission, knowing: known, jobs: jobs),
    hasRenditions: hasRenditions, outputs: outputs, copies: AssetCopies(of: inputs.assets, parts))
  let kept = assetsKept(by: all, resolver, jobs: jobs)
  if !kept.isEmpty {
    resolver.copies = AssetCopies(of: inputs.assets, parts, keeping: kept)
  }
  resolver.copies.report(inputs, publicNames: { namesOf(all) }, diagnostics: &diagnostics)
  return resolver
}

/// The names that the site itself publishes: of branches, authors and bodies that issue notices.
private func namesOf(_ all: Collections) -> Set<String> {
  var names = Set(all.branches.map(\.name))
  for document in all.documents {
    names.insert(document.parsed.header.title)
    names.formUnion(document.parsed.header.authors.map(\.value))
    if case .notice(let notice) = document.parsed.details, let issuer = notice.issuer {
      names.insert(issuer)
    }
  }
  return names
}

/// Groups the documents, and forms the views of sections.
private func group(
  _ schedule: Schedule, _ book: AddressBook, config: SiteConfig, _ options: BuildOptions,
  sources: SourcePlaces, diagnostics: inout [Diagnostic]
) -> Collections {
  var all = collect(
    schedule, book, config: config, options, sources: sources, diagnostics: &diagnostics)
  formViews(&all, config, now: options.now)
  return all
}

private func findRelated(_ all: Collections, jobs: Int) -> RelatedDocuments {
  RelatedDocuments(
    tags: all.documents.map(\.tags), dates: all.keys.dates, columns: all.documents.map(\.column),
    lists: all.tags.map(\.documents), jobs: jobs)
}

/// Plans the calendars, and reports meetings that would be in them twice.
private func planCalendars(
  _ schedule: Schedule, _ all: inout Collections, config: SiteConfig, now: Moment,
  sources: SourcePlaces, diagnostics: inout [Diagnostic]
) -> CalendarPlans {
  let calendars = CalendarPlans(&all, config, isPreview: schedule.isPreview, now: now)
  reportDuplicateMeetings(calendars.meetings, all, sources, diagnostics: &diagnostics)
  reportMovedMeetings(calendars.meetings, all, config: config, sources, diagnostics: &diagnostics)
  return calendars
}

/// The documents with their positions and the targets of their references.
private func makeDocuments(
  _ all: Collections, _ references: [References], schedule: Schedule, config: SiteConfig,
  options: BuildOptions
) -> [Document] {
  let correctedBy = corrections(references)
  let standings = standings(of: all.documents, references, now: options.now)
  return parallelMap(count: references.count, jobs: options.jobs) { index in
    Document(
      all.documents[index], references[index],
      mark: schedule.mark(of: all.documents[index].parsed, config.words),
      correctedBy: correctedBy[index] ?? [], standing: standings[index], now: options.now)
  }
}

/// The sections, whose views are marked where something else has their address.
private func markViews(of sections: [Section], among outputs: [Output]) -> [Section] {
  var sections = sections
  for section in sections.indices {
    for view in sections[section].views.indices {
      let path = sections[section].views[view].address.outputPath
      if let index = outputs.index(of: path, \.path), case .view = outputs[index].content {
        continue
      }
      sections[section].views[view].isPlanned = false
    }
  }
  return sections
}

/// The address of the calendar's page, nil where there is none or where something else has its place.
private func calendarPage(among outputs: [Output]) -> Address? {
  guard let index = outputs.index(of: calendarAddress.outputPath, \.path),
    case .calendarPage = outputs[index].content
  else { return nil }
  return calendarAddress
}

extension ServicePages {
  fileprivate init(_ all: Collections) {
    // Few documents name a template, and each look at one costs.
    let named = all.documents.indices.filter { all.documents[$0].parsed.template != nil }
    func page(_ template: String) -> Int? {
      named.first { all.documents[$0].parsed.template?.value == template }
    }
    (subscribe, updates, map) = (page("subscribe"), page("updates"), page("sitemap"))
  }
}

/// Plans the site's files, and at the same time gathers the targets of links.
private func planFiles(
  _ all: Collections, feeds: FeedPlans, calendars: CalendarPlans, _ inputs: Inputs,
  schedule: Schedule, admission: Admission, assetAddresses: [Address], formerPages: FormerPages,
  search: SearchPlan?, config: SiteConfig, sources: SourcePlaces, jobs: Int,
  diagnostics: inout [Diagnostic]
) -> (outputs: [Output], links: LinkMap) {
  both(
    jobs: jobs, diagnostics: &diagnostics,
    { diagnostics in
      let outputs = planOutputs(
        all, feeds: feeds.feeds, calendars: calendars, isPreview: schedule.isPreview, inputs,
        assetAddresses: assetAddresses, formerPages: formerPages,
        without: assetsKeptBack(schedule, inputs.assets), search: search,
        admission, config: config, sources: sources, diagnostics: &diagnostics)
      admission.report(inputs, at: assetAddresses, besides: outputs, diagnostics: &diagnostics)
      config.publish.reportUnused(inputs.assets.map(\.path), sources, &diagnostics)
      return outputs
    },
    { diagnostics in
      reportDuplicateIDs(all, sources, &diagnostics)
      return LinkMap(all, inputs, schedule)
    })
}

/// Reports two documents with the same id, which feed readers would take for one item. The newer one is mostly a copy of
/// the other.
private func reportDuplicateIDs(
  _ all: Collections, _ sources: SourcePlaces, _ diagnostics: inout [Diagnostic]
) {
  var ids = DigestSet(capacity: all.documents.count)
  var oldest: [Int] = []
  oldest.reserveCapacity(all.documents.count)
  for (index, id) in all.keys.ids.enumerated() {
    let (number, isNew) = ids.insert(id)
    if isNew {
      oldest.append(index)
      continue
    }
    let isOlder = all.keys.dates[index] < all.keys.dates[oldest[number]]
    let (older, newer) = isOlder ? (index, oldest[number]) : (oldest[number], index)
    oldest[number] = older
    diagnostics.append(duplicateID(of: all.documents[newer], all.documents[older], sources))
  }
}

private func duplicateID(
  of document: PlacedDocument, _ other: PlacedDocument, _ sources: SourcePlaces
) -> Diagnostic {
  func place(_ document: PlacedDocument) -> Place {
    sources.place(document.parsed.path, document.parsed.header.id?.range ?? 0..<0)
  }
  let own = withoutEnding(document.parsed.path)
  let isWritten = document.parsed.header.id != nil && own != document.id
  return Diagnostic(
    .error, "duplicate-id", at: place(document),
    Message(
      "永久编号“id”和另一篇稿件重复：\(brief(document.id))",
      "another document has the same `id`: \(brief(document.id))"),
    suggestion: isWritten
      ? Message(
        "如果这一篇是后写的，就写成“id: \(brief(own))”；已经发布的那一篇不要改",
        "if this is the newer document, write `id: \(brief(own))`; never change the id of a published document"
      )
      : Message(
        "如果这一篇是后写的，就写一个别的 id，如“id: \(brief(own))-2”；已经发布的那一篇不要改",
        "if this is the newer document, write another id, such as `id: \(brief(own))-2`; never change the id of a published document"
      ),
    notes: [
      Diagnostic.Note(Message("另一篇在这里", "the other one is here"), at: place(other))
    ])
}

/// The outputs with those of renditions, sorted by path.
private func adding(_ renditions: SiteRenditions, to outputs: [Output]) -> [Output] {
  let more = renditions.files.enumerated().compactMap { index, file in
    FilePath(file.address.outputPath).map {
      Output(address: file.address, content: .rendition(index), file: $0)
    }
  }
  return more.isEmpty ? outputs : (outputs + more).sorted { precedes($0.path, $1.path) }
}

/// The notices that correct each document, in the order of their paths.
private func corrections(_ references: [References]) -> [Int: [Int]] {
  var correctedBy: [Int: [Int]] = [:]
  for (index, references) in references.enumerated() {
    if let corrected = references.corrects { correctedBy[corrected, default: []].append(index) }
  }
  return correctedBy
}

/// Tells of corrections whose date has not come: they become items of feeds when the site is built on that day.
private func reportReissuesToCome(
  _ all: Collections, _ config: SiteConfig, now: Moment, _ sources: SourcePlaces,
  diagnostics: inout [Diagnostic]
) {
  for document in all.documents {
    guard let next = document.parsed.reissues.first(where: { $0.date > now }) else {
      continue
    }
    let day = next.date.on(config.zone).written
    diagnostics.append(
      Diagnostic(
        .note, "reissue-to-come", at: sources.place(document.parsed.path),
        Message(
          "更正日期“reissue”是 \(day)，还没有到",
          "`reissue`, the date of a correction, is \(day), which has not come yet"),
        suggestion: Message(
          "到那天再生成一次，订阅的人才会收到；要现在就通知，改成今天的日期",
          "build again on that day, and subscribers will receive it; write today's date to send it now"
        )))
  }
}
