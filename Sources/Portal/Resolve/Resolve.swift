internal import FrontMatter
internal import Dates
internal import Diagnostics
internal import Digests
internal import Files
internal import Pictures

/// The Resolve phase: the one place where documents meet. Pictures that are known from the last build
/// are not read.
func resolve(
  _ schedule: Schedule, _ book: AddressBook, _ inputs: Inputs, _ config: SiteConfig,
  _ options: BuildOptions, knowing known: [PictureMemory], diagnostics: inout [Diagnostic]
) -> Site {
  let sources = Sources(content: inputs.content)
  var all = collect(
    schedule.documents, book, config: config, options, sources: sources,
    diagnostics: &diagnostics)
  let feeds = FeedPlans(&all, config)
  let calendars = CalendarPlans(&all, config)
  reportDuplicateMeetings(calendars.meetings, all, sources, &diagnostics)
  let assetAddresses = inputs.assets.map { book.address(of: $0) }
  let admission = Admission(inputs, config, knowing: known, jobs: options.jobs)
  let (outputs, links) = planFiles(
    all, feeds, calendars, inputs, schedule, admission, assetAddresses, config, sources,
    jobs: options.jobs, diagnostics: &diagnostics)
  let pictures = readPictures(inputs, admission, knowing: known, jobs: options.jobs)
  let resolver = LinkResolver(
    inputs: inputs, links: links, assetAddresses: assetAddresses, admission: admission,
    pictures: pictures, outputs: outputs, sources: sources)
  resolveReferences(&all, resolver, jobs: options.jobs, &diagnostics)
  checkScheduled(schedule.scheduled, resolver, &diagnostics)
  let pages = all.documents.indices.filter { all.documents[$0].section == nil }
  return Site(
    config: config, documents: all.documents, sections: all.sections, columns: all.columns,
    branches: all.branches, tags: all.tags, authors: all.authors, feeds: feeds,
    calendars: calendars,
    homePage: pages.first { all.documents[$0].parsed.path == "index.md" },
    subscribePage: all.documents.firstIndex {
      $0.parsed.header.template?.value == "subscribe"
    },
    menuPages: pages.filter { pageOrder(all.documents[$0]) != .max }.sorted {
      (pageOrder(all.documents[$0]), $0) < (pageOrder(all.documents[$1]), $1)
    },
    outputs: outputs, assetAddresses: assetAddresses, pictures: pictures)
}

/// Names the site's files, and at the same time all that can be linked to.
private func planFiles(
  _ all: Collections, _ feeds: FeedPlans, _ calendars: CalendarPlans, _ inputs: Inputs,
  _ schedule: Schedule, _ admission: Admission, _ assetAddresses: [Address], _ config: SiteConfig,
  _ sources: Sources, jobs: Int, diagnostics: inout [Diagnostic]
) -> (outputs: [Output], links: LinkMap) {
  both(
    jobs: jobs, diagnostics: &diagnostics,
    { diagnostics in
      let outputs = planOutputs(
        all, feeds: feeds.feeds, calendars: calendars.calendars, inputs,
        assetAddresses: assetAddresses, without: assetsKeptBack(schedule, inputs.assets),
        admission, config: config, sources: sources, diagnostics: &diagnostics)
      admission.report(inputs, assetAddresses, outputs, &diagnostics)
      config.publish.reportUnused(inputs.assets.map(\.path), sources, &diagnostics)
      return outputs
    },
    { diagnostics in
      reportDuplicateIDs(all, sources, &diagnostics)
      return LinkMap(all, inputs, keptBack: schedule.keptBack)
    })
}

/// Two documents with one id would be one item to every feed reader.
private func reportDuplicateIDs(
  _ all: Collections, _ sources: Sources, _ diagnostics: inout [Diagnostic]
) {
  let documents = all.documents
  var ids = DigestSet(capacity: documents.count)
  var first: [Int] = []
  first.reserveCapacity(documents.count)
  for (index, id) in all.keys.ids.enumerated() {
    let (place, isNew) = ids.insert(id)
    if isNew {
      first.append(index)
      continue
    }
    let (document, other) = (documents[index], first[place])
    let path = document.parsed.path
    let otherField = documents[other].parsed.header.id
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-id", at: sources.place(path, document.parsed.header.id?.range ?? 0..<0),
        Message("“id”和另一篇文档重复：\(document.id)", "another document has the `id` \(document.id)"),
        suggestion: Message(
          "给新的那一篇换一个 id；已发布过的不要改", "give the newer one another id, never the published one"),
        notes: [
          Diagnostic.Note(
            Message("另一篇在这里", "the other one is here"),
            at: sources.place(documents[other].parsed.path, otherField?.range ?? 0..<0))
        ]))
  }
}

/// Documents that are due later are checked now, so that their day brings no surprise.
private func checkScheduled(
  _ documents: [ParsedDocument], _ resolver: LinkResolver, _ diagnostics: inout [Diagnostic]
) {
  for parsed in documents {
    let document = Document(parsed: parsed, address: Address(path: ""), id: "")
    let found = resolveReferences(document, resolver).diagnostics
    diagnostics += found.filter { $0.severity == .error }.map { error in
      Diagnostic(
        .warning, error.id, at: error.place, error.message, suggestion: error.suggestion,
        notes: error.notes + [
          Diagnostic.Note(
            Message("这篇还没到发布日期；到那天会成为错误", "it is not due yet; on its day this will be an error"))
        ])
    }
  }
}

/// The headers of all pictures that are published.
private func readPictures(
  _ inputs: Inputs, _ admission: Admission, knowing known: [PictureMemory], jobs: Int
) -> [PictureHeader?] {
  parallelMap(count: inputs.assets.count, jobs: jobs) { index in
    let file = inputs.assets[index]
    guard MediaType(fileName: file.name).isPicture, !admission.refuses(index) else { return nil }
    if let place = known.place(of: file.path, at: index, \.path),
      known[place].stamp == file.stamp
    {
      return known[place].header
    }
    return PictureHeader(
      inputs.content.readPrefix(file.file, limit: PictureHeader.usualLength))
  }
}

private func resolveReferences(
  _ all: inout Collections, _ resolver: LinkResolver, jobs: Int,
  _ diagnostics: inout [Diagnostic]
) {
  let documents = all.documents
  let problems = parallelMap(count: documents.count, jobs: jobs) { index in
    let (references, problems) = resolveReferences(documents[index], resolver)
    documents[index].references = references
    return problems
  }
  diagnostics += problems.joined()
  for index in all.columns.indices {
    guard let description = all.columns[index].description else { continue }
    all.columns[index].links = resolver.resolve(
      description, at: all.columns[index].address, diagnostics: &diagnostics)
  }
}

private func resolveReferences(
  _ document: Document, _ resolver: LinkResolver
) -> (found: References, diagnostics: [Diagnostic]) {
  let parsed = document.parsed
  var diagnostics: [Diagnostic] = []
  let links = resolver.resolve(parsed, at: document.address, diagnostics: &diagnostics)
  func picture(_ reference: FileReference, _ key: String) -> Picture? {
    let file = reference.file
    guard let asset = resolver.asset(file, key: key, in: parsed, diagnostics: &diagnostics)
    else { return nil }
    guard let header = resolver.pictures[asset] else {
      diagnostics.append(resolver.notAPicture(file.value, at: file.range, in: parsed))
      return nil
    }
    return Picture(
      address: resolver.assetAddresses[asset], caption: reference.title,
      size: header.size.map { ($0.width, $0.height) })
  }
  let cover = parsed.header.cover.flatMap { picture(FileReference(file: $0, title: nil), "cover") }
  var photos: [Picture] = []
  var attachments: [Attachment] = []
  switch parsed.details {
  case .activity(let activity): photos = activity.photos.compactMap { picture($0, "photos") }
  case .notice(let notice):
    attachments = notice.attachments.compactMap { reference in
      resolver.asset(reference.file, key: "attachments", in: parsed, diagnostics: &diagnostics)
        .map { attachment(reference, asset: $0, resolver) }
    }
  default: break
  }
  let isEmpty = links.isEmpty && cover == nil && photos.isEmpty && attachments.isEmpty
  return (
    isEmpty
      ? .none
      : References(links: links, cover: cover, photos: photos, attachments: attachments),
    diagnostics
  )
}

private func attachment(
  _ reference: FileReference, asset: Int, _ resolver: LinkResolver
) -> Attachment {
  let file = resolver.inputs.assets[asset]
  let type = MediaType(fileName: file.name)
  return Attachment(
    address: resolver.assetAddresses[asset], title: reference.title ?? stem(of: file.path),
    mediaType: type.text, typeName: type.name, size: file.size)
}
