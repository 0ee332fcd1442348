internal import Diagnostics
internal import Digests
internal import FrontMatter
internal import Pictures

/// Finds what documents link to. Each document is resolved alone, from frozen values, so that all can
/// be done in parallel.
struct LinkResolver: Sendable {
  let inputs: Inputs
  let links: LinkMap
  let assetAddresses: [Address]
  let admission: Admission
  /// What the pictures among the assets are, by asset; nil for other files.
  let pictures: [PictureHeader?]
  /// All files of the site, sorted by path: a document may name generated pages and feeds by hand.
  let outputs: [Output]
  let sources: Sources

  /// Where the links of a document lead whose page stands at `address`, in their order.
  func resolve(
    _ parsed: ParsedDocument, at address: Address, diagnostics: inout [Diagnostic]
  ) -> [ResolvedLink] {
    if case .remembered(let record, let place) = parsed.facts.links,
      let found = files(record.knownLinks(at: place), at: address)
    {
      return found
    }
    return parsed.facts.links.all.map { target(of: $0, in: parsed, at: address, &diagnostics) }
  }

  /// The same of an unchanged document, if all of its links lead to the page itself, to documents or to files of
  /// which there is nothing to say.
  private func files(_ links: consuming KnownLinks, at address: Address) -> [ResolvedLink]? {
    var found: [ResolvedLink] = []
    found.reserveCapacity(links.count)
    for _ in 0..<links.count {
      let link = links.next()
      guard let file = file(link, at: address), isPublished(file), isShown(file, as: link) else {
        return nil
      }
      found.append(file)
    }
    return found
  }

  /// Where a link leads, if that is the page itself, a document or a file.
  private func file(_ link: KnownLink, at address: Address) -> ResolvedLink? {
    if link.isFragment { return ResolvedLink(target: .page(address), suffix: link.suffix) }
    guard let path = link.path, let file = links[file: path] else { return nil }
    return ResolvedLink(target: file, suffix: link.suffix)
  }

  /// Whether what a link leads to is published, if it is a file.
  private func isPublished(_ found: ResolvedLink) -> Bool {
    found.asset.map { !admission.refuses($0) } ?? true
  }

  /// Whether browsers can show what a link leads to, if it is a picture.
  private func isShown(_ found: ResolvedLink, as link: KnownLink) -> Bool {
    guard link.isPicture, let asset = found.asset else { return true }
    return pictures[asset] != nil
  }

  private func target(
    of link: LocalLink, in parsed: ParsedDocument, at address: Address,
    _ diagnostics: inout [Diagnostic]
  ) -> ResolvedLink {
    let known = KnownLink(link)
    if let file = file(known, at: address) {
      if let asset = file.asset, admission.refuses(asset) {
        diagnostics.append(notAdmitted(asset, link.written, at: link.range, in: parsed))
      } else if !isShown(file, as: known) {
        diagnostics.append(notAPicture(link.written, at: link.range, in: parsed))
      }
      return file
    }
    let fallback = ResolvedLink(target: .page(address), suffix: "")
    guard let path = link.target.path else {
      diagnostics.append(outside(link, in: parsed))
      return fallback
    }
    switch links[page: path] {
    case .page(let page)?: return ResolvedLink(target: .page(page), suffix: known.suffix)
    case .keptBack(let section)?:
      diagnostics.append(notPublished(link, in: parsed))
      return ResolvedLink(target: .page(section), suffix: "")
    case nil:
      let written = Address(path: path)
      for candidate in [written, written.appending("/")]
      where outputs.place(of: candidate.outputPath, \.path) != nil {
        return ResolvedLink(target: .page(candidate), suffix: known.suffix)
      }
      diagnostics.append(missing(link, path: path, in: parsed))
      return fallback
    }
  }

  /// An asset that front matter names, by its index, or nil after reporting that it is not there.
  func asset(
    _ field: Field<String>, key: String, in parsed: ParsedDocument,
    diagnostics: inout [Diagnostic]
  ) -> Int? {
    let destination = LocalDestination(field.value, from: parentFolder(of: parsed.path))
    if let path = destination.path, case .asset(let asset)? = links[file: Digest(of: path)] {
      guard admission.refuses(asset) else { return asset }
      diagnostics.append(notAdmitted(asset, field.value, at: field.range, in: parsed))
      return nil
    }
    let near = destination.path.flatMap { links.nearest(to: $0, in: parsed.path, assetsOnly: true) }
    diagnostics.append(
      Diagnostic(
        .error, "missing-file", at: sources.place(parsed.path, field.range),
        Message(
          "“\(key)”里的文件不存在：\(field.value)",
          "`\(key)` names a file that is not there: \(field.value)"),
        suggestion: suggestion(near, in: parsed)
          ?? Message("把文件放到这篇文档旁边，再写它的文件名", "put the file beside the document and write its name")))
    return nil
  }

  /// A file that is kept out, since it could run.
  private func notAdmitted(
    _ asset: Int, _ written: String, at range: Range<Int>, in parsed: ParsedDocument
  ) -> Diagnostic {
    let reason = admission.reason(asset)
    return Diagnostic(
      .error, "not-admitted-target", at: sources.place(parsed.path, range),
      Message(
        "这里用到的文件没有发布：\(written)；\(reason.chinese)",
        "this file is not published: \(written); \(reason.english)"),
      suggestion: admission.wayOut(of: asset, listing: inputs.assets[asset].path))
  }

  /// A file that browsers cannot show as a picture.
  func notAPicture(
    _ written: String, at range: Range<Int>, in parsed: ParsedDocument
  ) -> Diagnostic {
    Diagnostic(
      .error, "not-a-picture", at: sources.place(parsed.path, range),
      Message("网页显示不了这个图片：\(written)", "browsers cannot show this as a picture: \(written)"),
      suggestion: Message(
        "另存为 JPG 或 PNG；文件损坏的重新导出", "save it as JPEG or PNG, or export it again if it is damaged"))
  }

  private func suggestion(_ near: String?, in parsed: ParsedDocument) -> Message? {
    near.map {
      let path = relativePath(to: $0, from: parentFolder(of: parsed.path))
      return Message("是不是“\(path)”？", "did you mean `\(path)`?")
    }
  }

  private func missing(
    _ link: LocalLink, path: String, in parsed: ParsedDocument
  ) -> Diagnostic {
    let isImage = link.isPicture
    return Diagnostic(
      .error, isImage ? "missing-picture" : "missing-link-target",
      at: sources.place(parsed.path, link.range),
      isImage
        ? Message("图片不存在：\(link.written)", "there is no such picture: \(link.written)")
        : Message("链接的文件不存在：\(link.written)", "the link leads to no file: \(link.written)"),
      suggestion: suggestion(
        links.nearest(to: path, in: parsed.path, assetsOnly: isImage), in: parsed)
        ?? Message(
          "核对文件名和文件夹；网址要以 https:// 开头",
          "check the name and the folder; a web address begins with https://"))
  }

  private func outside(_ link: LocalLink, in parsed: ParsedDocument) -> Diagnostic {
    Diagnostic(
      .error, "link-outside", at: sources.place(parsed.path, link.range),
      Message(
        "链接指到了 content 文件夹外面：\(link.written)",
        "the link leads out of the content folder: \(link.written)"),
      suggestion: Message("把文件放进 content 文件夹", "put the file into the content folder"))
  }

  private func notPublished(_ link: LocalLink, in parsed: ParsedDocument) -> Diagnostic {
    Diagnostic(
      .warning, "link-to-unpublished", at: sources.place(parsed.path, link.range),
      Message(
        "链接的文档还没有发布，先指向它所在的栏目：\(link.written)",
        "the link leads to a document that is not published yet; it points to its section for now: \(link.written)"
      ),
      suggestion: Message("等它发布后重新生成，链接会自动接上", "build again when it is published"))
  }
}

/// The path from a folder to a file, both relative to `content/`.
func relativePath(to path: String, from folder: String) -> String {
  var target = path.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }
  var base = folder.utf8.split(separator: UInt8(ascii: "/")).map { String($0) ?? "" }
  while target.count > 1, let first = base.first, first == target.first {
    target.removeFirst()
    base.removeFirst()
  }
  return (base.map { _ in ".." } + target).joined(separator: "/")
}
