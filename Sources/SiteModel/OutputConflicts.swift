internal import Content
internal import Diagnostics
internal import Files

/// Reports of outputs that would have the same address.
extension OutputPlan {
  /// Whether an output may replace another: a file of `content/` replaces `robots.txt` and the manifest, which contain nothing
  /// that a page needs, and a former address replaces itself where it is written twice.
  func mayReplace(_ first: Int, _ second: Int) -> Bool {
    switch (outputs[first].content, outputs[second].content) {
    case (.asset, .robots), (.asset, .manifest): true
    case (.redirect(let document), .redirect(let other)): document == other
    default: false
    }
  }

  /// The aliases among outputs, which are sorted by path, whose page would be below a file, such as `/rss.xml` as a
  /// folder; each with that file's index.
  func blockedAliases(among kept: [Int]) -> [(index: Int, other: Int)] {
    var blocked: [(index: Int, other: Int)] = []
    for index in kept {
      guard case .redirect = outputs[index].content else { continue }
      var path = parentFolder(of: outputs[index].path)
      while !path.isEmpty {
        if let blocker = kept.index(of: path, { outputs[$0].path }) {
          blocked.append((index, kept[blocker]))
          break
        }
        path = parentFolder(of: path)
      }
    }
    return blocked
  }

  /// Reports an output whose path another output already has.
  mutating func reportConflict(_ output: Output, _ other: Output) {
    if case .redirect(let document) = output.content {
      reportTakenAlias(output, of: document, other)
    } else if case .redirect(let document) = other.content {
      reportTakenAlias(other, of: document, output)
    } else if case .asset(let asset) = other.content, owner(of: output) == nil {
      reportReplacement(of: output, by: asset)
    } else {
      reportDuplicate(output, other)
    }
  }

  /// Reports files in the place of an output that are kept out anyway, and files whose names differ from those of the
  /// theme in letter case alone, which Windows takes for one file.
  mutating func reportReplacements(
    by refused: [(asset: Int, address: Address)], _ planned: [Output]
  ) {
    for (asset, address) in refused {
      if let found = planned.index(of: address.outputPath, \.path) {
        reportReplacement(of: planned[found], by: asset)
      }
    }
    var names: [String: Output] = [:]
    for output in planned where isFixed(output) { names[lowercasedASCII(output.path)] = output }
    for output in planned {
      guard case .asset(let asset) = output.content,
        endsIn(parentFolder(of: output.path), "assets") || !output.path.utf8.contains(slash),
        let other = names[lowercasedASCII(output.path)], other.path != output.path
      else { continue }
      reportReplacement(of: other, by: asset)
    }
  }

  /// Whether an output has the same name in every site.
  func isFixed(_ output: Output) -> Bool {
    switch output.content {
    case .themeAsset, .notFound, .feedList, .sitemap, .home: true
    default: false
    }
  }

  /// The file of `content/` from which an output is made, nil if there is none.
  private func owner(of output: Output) -> String? { owner(of: output.content) }

  func owner(of content: Output.Content) -> String? {
    switch content {
    case .document(let index), .redirect(let index): all.documents[index].parsed.path
    case .asset(let index): inputs.assets[index].path
    default: nil
    }
  }

  /// The place of the file, or of the former address in a document, that an output is made from; nil if there is none.
  func place(of content: Output.Content, at address: Address) -> Place? {
    switch content {
    case .redirect(let document): placeOfAlias(address, of: document)
    case .asset(let index): Place(path: inputs.content.shown(inputs.assets[index].path))
    default: owner(of: content).map { sources.place($0) }
    }
  }

  // MARK: - Messages

  mutating func reportBadAddress(_ address: Address, _ place: Place?) {
    let start = String(String.UnicodeScalarView(address.path.unicodeScalars.prefix(60)))
    diagnostics.append(
      Diagnostic(
        .error, "unusable-address", at: place,
        Message(
          "网址太长，或者含有不能用的字符：/\(start)……",
          "the address is too long or contains characters that are not allowed: /\(start)…"),
        suggestion: Message(
          "缩短文件夹名和文件名，或者用“slug”写一个短的；太长的旧网址（aliases），删去",
          "shorten the names of the folders and the file, write a short `slug`, or remove such a long alias"
        )))
  }

  /// Reports a file whose path other outputs need as a folder.
  mutating func reportFolder(_ file: Output, _ below: Output) {
    let (source, other) = (owner(of: file), owner(of: below))
    diagnostics.append(
      Diagnostic(
        .error, "file-and-folder", at: (source ?? other).map { sources.place($0) },
        Message(
          "网址 /\(file.path) 不能既是文件，又是 /\(below.path) 的文件夹",
          "the address /\(file.path) cannot be both a file and the folder of /\(below.path)"),
        suggestion: Message("给其中一个改名", "rename one of the two"),
        notes: [
          Diagnostic.Note(
            source == nil || other == nil
              ? Message(
                "另一个是栏目、标签页、作者页或订阅源", "the other one is a section, a tag, an author or a feed")
              : Message("另一个在这里", "the other one is here"),
            at: source == nil ? nil : other.map { sources.place($0) })
        ]))
  }

  private mutating func reportTakenAlias(_ alias: Output, of document: Int, _ other: Output) {
    let shown = "/" + alias.address.path
    let note: Diagnostic.Note
    switch other.content {
    case .redirect(let index):
      note = Diagnostic.Note(
        Message("另一个在这里", "the other one is here"), at: placeOfAlias(other.address, of: index))
    default:
      let owner = owner(of: other)
      note =
        owner == nil
        ? Diagnostic.Note(what(other))
        : Diagnostic.Note(
          Message("正在用这个网址的在这里", "the address is used here"), at: owner.map { sources.place($0) })
    }
    diagnostics.append(
      Diagnostic(
        .error, "taken-alias", at: placeOfAlias(alias.address, of: document),
        Message("旧网址 \(shown) 已经有别的内容", "the former address \(shown) is already in use"),
        suggestion: Message("从“aliases”里删去它", "remove it from `aliases`"), notes: [note]))
  }

  private mutating func reportReplacement(of output: Output, by asset: Int) {
    let file = inputs.assets[asset].path
    let what = what(output)
    diagnostics.append(
      Diagnostic(
        .error, "replaces-output", at: Place(path: inputs.content.shown(file)),
        Message(
          "这个文件不能写入 /\(output.path)：\(what.chinese)",
          "this file cannot be written to /\(output.path): \(what.english)"),
        suggestion: wayOut(output)))
  }

  private mutating func reportDuplicate(_ output: Output, _ first: Output) {
    let shown = "/" + output.address.path
    let source = owner(of: output)
    let owner = owner(of: first)
    let other = source == nil ? nil : owner
    diagnostics.append(
      Diagnostic(
        .error, "duplicate-address", at: (source ?? owner).map { sources.place($0) },
        Message("网址 \(shown) 已经有别的内容", "the address \(shown) is already in use"),
        suggestion: Message(
          "改文件名，或者在开头信息里用“slug”另写一个", "rename the file, or write another `slug` in its front matter"
        ),
        notes: [
          Diagnostic.Note(
            other == nil
              ? Message(
                "这个网址已用于栏目、标签页、作者页或订阅源", "a section, a tag, an author or a feed uses this address")
              : Message("另一个在这里", "the other one is here"), at: other.map { sources.place($0) })
        ]))
  }

  /// The description of an output that is made from no file of `content/`.
  func what(_ output: Output) -> Message {
    switch output.content {
    case .themeAsset: Message("那里要放主题的文件", "a file of the theme belongs there")
    case .notFound: Message("那里要放“页面不存在”的网页", "the page for missing addresses belongs there")
    case .feed, .feedArchive, .feedList: Message("那里要放订阅源", "a feed belongs there")
    case .calendar, .event: Message("那里要放日历", "a calendar belongs there")
    case .sitemap: Message("那里要放网站地图", "the sitemap belongs there")
    case .manifest: Message("那里要放图标清单", "the manifest belongs there")
    case .robots: Message("那里要放给搜索引擎的说明", "the rules for search engines belong there")
    default: Message("那里要放生成的网页", "a generated page belongs there")
    }
  }

  /// Advice on a file in the place of an output.
  private func wayOut(_ output: Output) -> Message {
    switch output.content {
    case .themeAsset(let index):
      let path = inputs.theme.assets[index].path
      return Message(
        "要代替主题的文件，就移到 \(inputs.templates.shown(path))；不是，就改一个名字",
        "to replace the theme's file, move it to \(inputs.templates.shown(path)); otherwise rename it"
      )
    case .notFound:
      let path = inputs.templates.shown("not-found.mustache")
      return Message(
        "要改那个网页，就写 \(path)；这个文件删去或改名",
        "to change that page, write \(path); remove or rename this file")
    default: return Message("改一个名字，或者删去", "rename it, or remove it")
    }
  }
}
