internal import Content
internal import Diagnostics
internal import Files
internal import FrontMatter
internal import Pictures

/// Finds the targets of all documents' and columns' references, and reports faulty references, also those of documents
/// that are due later, so that they cause no error on their day.
func resolveReferences(
  _ all: inout Collections, scheduled: [ParsedDocument], _ resolver: LinkResolver,
  sources: SourcePlaces, jobs: Int, diagnostics: inout [Diagnostic]
) -> [References] {
  let documents = all.documents
  var found: [Referrer] = []
  let resolved = parallelMap(count: documents.count, jobs: jobs) { index in
    resolveReferences(documents[index].parsed, at: documents[index].address, resolver)
  }
  for (index, resolved) in resolved.enumerated() where !resolved.problems.told.isEmpty {
    found.append(Referrer(parsed: documents[index].parsed, problems: resolved.problems))
  }
  for index in all.columns.indices {
    guard let description = all.columns[index].description else { continue }
    var problems = ReferenceProblems()
    all.columns[index].links = resolver.resolve(
      description, at: all.columns[index].address, problems: &problems)
    if !problems.told.isEmpty { found.append(Referrer(parsed: description, problems: problems)) }
  }
  TemplateIDs(in: resolver.inputs.theme).reportTaken(
    by: documents.lazy.map(\.parsed), sources, diagnostics: &diagnostics)
  let early = parallelMap(count: scheduled.count, jobs: jobs) { index in
    let (_, problems) = resolveReferences(scheduled[index], at: Address(path: ""), resolver)
    return Referrer(parsed: scheduled[index], problems: problems, isScheduled: true)
  }
  diagnostics += tell(
    found + early.filter { !$0.problems.told.isEmpty }, resolver, sources, jobs: jobs)
  return resolved.map(\.references)
}

/// A document and the faults of its references.
private struct Referrer: Sendable {
  let parsed: ParsedDocument
  let problems: ReferenceProblems
  var isScheduled = false
}

private func tell(
  _ referrers: [Referrer], _ resolver: LinkResolver, _ sources: SourcePlaces, jobs: Int
) -> [Diagnostic] {
  if referrers.isEmpty { return [] }
  let missing = referrers.lazy.flatMap(\.problems.told).filter(\.isMissing).compactMap(\.path)
  let reporter = ReferenceReporter(
    sources: sources, nearest: resolver.links.nearest(to: missing), admission: resolver.admission,
    assets: resolver.inputs.assets, templateIDs: TemplateIDs(in: resolver.inputs.theme).all)
  let told = parallelMap(count: referrers.count, jobs: jobs) { index in
    let referrer = referrers[index]
    let diagnostics = reporter.diagnostics(of: referrer.problems, in: referrer.parsed)
    return referrer.isScheduled ? diagnostics.compactMap(notYet) : diagnostics
  }
  return Array(told.joined())
}

/// The warning that takes the place of an error for a document that is due later, on whose day it will be an error; nil
/// for anything but errors.
private func notYet(_ diagnostic: Diagnostic) -> Diagnostic? {
  guard diagnostic.severity == .error else { return nil }
  return diagnostic.adding(
    Diagnostic.Note(
      Message(
        "这篇稿件还没到发布日期，现在只是警告；到了那天就是错误",
        "this is only a warning because the document is scheduled; on its publication date it becomes an error"
      )),
    asWarning: true)
}

/// The files that documents with `strip: false` show, offer or link to, which keep what they tell.
func assetsKept(by all: Collections, _ resolver: LinkResolver, jobs: Int) -> Set<Int> {
  if resolver.assetAddresses.isEmpty { return [] }
  let documents = all.documents.filter { $0.parsed.isStripped == false }
  if documents.isEmpty { return [] }
  let kept = parallelMap(count: documents.count, jobs: jobs) { index in
    let document = documents[index]
    let (references, _) = resolveReferences(document.parsed, at: document.address, resolver)
    return references.links.compactMap(\.asset)
      + ([references.cover].compactMap(\.self) + references.photos).map(\.asset)
      + references.attachments.map(\.asset)
  }
  return Set(kept.joined())
}

private func resolveReferences(
  _ parsed: ParsedDocument, at address: Address, _ resolver: LinkResolver
) -> (references: References, problems: ReferenceProblems) {
  var problems = ReferenceProblems()
  let links = resolver.resolve(parsed, at: address, problems: &problems)
  func picture(_ reference: FileReference, _ key: String) -> Picture? {
    let file = reference.file
    guard let asset = resolver.asset(file, key: key, in: parsed, problems: &problems)
    else { return nil }
    let picture = resolver.picture(asset, caption: reference.title)
    guard let picture, picture.played == nil || key == "photos" else {
      problems.add(
        ReferenceProblem(kind: .notAPicture, written: file.value, range: file.range))
      return nil
    }
    return picture
  }
  let cover = parsed.cover.flatMap { picture(FileReference(file: $0, title: nil), "cover") }
  var shown: [Picture] = []
  var attachments: [Attachment] = []
  var (corrects, replaces): (Int?, Int?)
  switch parsed.details {
  case .activity(let activity):
    shown =
      activity.photos.scope == .named
      ? activity.photos.named.compactMap { picture($0, "photos") }
      : photos(beside: parsed, activity.photos.scope, shown: links, resolver, &problems)
  case .notice(let notice):
    attachments = notice.attachments.compactMap { reference in
      resolver.asset(reference.file, key: "attachments", in: parsed, problems: &problems)
        .map { attachment(reference, asset: $0, resolver) }
    }
    corrects = notice.corrects.flatMap {
      resolver.document($0, key: "corrects", in: parsed, problems: &problems)
    }
    replaces = notice.replaces.flatMap {
      resolver.document($0, key: "replaces", in: parsed, problems: &problems)
    }
  default: break
  }
  let isEmpty =
    links.isEmpty && cover == nil && shown.isEmpty && attachments.isEmpty && corrects == nil
    && replaces == nil
  return (
    isEmpty
      ? .none
      : References(
        links: links, cover: cover, photos: shown, attachments: attachments, corrects: corrects,
        replaces: replaces),
    problems
  )
}

/// The photographs of an activity that names none: the pictures, videos and sounds in its folder that its text does not
/// refer to, in the order of their names, where numbers count as such. Files that browsers do not show are reported.
private func photos(
  beside parsed: ParsedDocument, _ scope: Photos.Scope, shown links: [ResolvedLink],
  _ resolver: LinkResolver, _ problems: inout ReferenceProblems
) -> [Picture] {
  guard scope == .folder || isIndex(parsed.path) else { return [] }
  let folder = parentFolder(of: parsed.path)
  let assets = resolver.inputs.assets
  let start = firstIndex(among: assets.count) { !precedes(assets[$0].path, folder + "/") }
  let inText = Set(links.compactMap(\.asset))
  let found = assets[start...].prefix { isBelow($0.path, folder) }.indices.filter { asset in
    let type = MediaType(fileName: assets[asset].name)
    return isRightBelow(assets[asset].path, folder) && (type.isPicture || type.isPlayed)
      && !inText.contains(asset) && !resolver.admission.refuses(asset)
  }
  let sorted = found.sorted { naturallyPrecedes(assets[$0].name, assets[$1].name) }
  let pictures = sorted.prefix(longestList).compactMap { asset in
    let picture = resolver.picture(asset, caption: nil)
    if picture == nil {
      problems.add(
        ReferenceProblem(kind: .notShown, written: assets[asset].name, range: 0..<0))
    }
    return picture
  }
  let posters = Set(pictures.compactMap(\.poster?.asset))
  return pictures.filter { !posters.contains($0.asset) }
}

private func attachment(
  _ reference: FileReference, asset: Int, _ resolver: LinkResolver
) -> Attachment {
  let file = resolver.inputs.assets[asset]
  let type = MediaType(fileName: file.name)
  return Attachment(
    asset: asset, address: resolver.assetAddresses[asset],
    title: reference.title ?? stem(of: file.path),
    mediaType: type.text, typeName: type.name, size: resolver.copies.size(of: asset))
}
