internal import Content
internal import Dates
internal import Diagnostics
internal import Pages
internal import SiteModel

/// A writer of the answer about one target.
struct ExplanationWriter {
  let explained: ExplainedSite
  /// Whether lists are written as a whole.
  let isWhole: Bool
  /// Whether the site has errors, so that the next build writes nothing.
  let isStopped: Bool
  private(set) var lines: [ExplanationLine] = []
  /// The largest number of lines of a list.
  private var limit: Int { isWhole ? .max : 20 }

  init(_ explained: ExplainedSite, isWhole: Bool, isStopped: Bool) {
    self.explained = explained
    self.isWhole = isWhole
    self.isStopped = isStopped
  }

  // MARK: - An output

  /// Writes the kind of an output, what the next build does with it, and its sources.
  mutating func write(_ index: Int, from sources: SourceGroups) {
    let output = explained.outputs[index]
    lines.addSpace()
    lines.add(0, output.path)
    write(Message("种类", "Kind"), explained.kind(of: output))
    let url = explained.parsed.config.url + output.address.encoded
    write(Message("网址", "Address"), Message(url, url))
    let state = OutputState(of: index, from: sources, in: explained)
    write(
      Message("文件", "File"),
      state.written.map(fileWritten(explained.shownOutput(output)))
        ?? Message(
          "\(explained.shownOutput(output))，现在还没有",
          "\(explained.shownOutput(output)), which does not exist now"
        ))
    write(Message("下次生成", "Next build"), future(state))
    if let copied = copied(output) { write(Message("隐私信息", "Private data"), copied) }
    lines.add(1, Message("用到的内容：", "Made from:"))
    write(sources)
  }

  /// The words about what the copy of a file does not tell; nil where it is the file itself.
  private func copied(_ output: Output) -> Message? {
    guard case .asset(let asset) = output.content else { return nil }
    let copies = explained.site.copies
    if copies.keeps(asset) {
      return Message(
        "全部保留，因为用到它的稿件写了“strip: false”", "kept, since a document with `strip: false` uses it")
    }
    let names = namesOfKinds(copies.removed(from: asset))
    if names.isEmpty { return nil }
    return Message(
      "去掉了" + names.map(\.chinese).joined(separator: "、"),
      "removed: " + names.map(\.english).joined(separator: ", "))
  }

  private mutating func write(_ label: Message, _ text: Message) {
    lines.add(
      1, Message("\(label.chinese)：\(text.chinese)", "\(label.english): \(text.english)"))
  }

  private func fileWritten(_ shown: String) -> (Moment) -> Message {
    { moment in
      let time = moment.time
      let parts = [time.hour, time.minute, time.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
      let text = "\(moment.date.iso) \(parts.joined(separator: ":"))"
      return Message("\(shown)，\(text) 写入", "\(shown), written \(text)")
    }
  }

  // MARK: - What becomes of it

  private func future(_ state: OutputState) -> Message {
    let next: Message? = state.reasons.map { reasons in
      if reasons.isEmpty {
        return Message(
          "保留不动，用到的内容都没有变", "leaves it as it is, since none of its sources has changed")
      }
      let told = reasons.map(words)
      return Message(
        "要重新生成，因为" + told.map(\.chinese).joined(separator: "；"),
        "makes it again, since " + told.map(\.english).joined(separator: "; "))
    }
    guard isStopped else { return next ?? Message("不知道", "not known") }
    let stop = Message("网站有错误，改正以前什么都不写入", "writes nothing until the errors of the site are fixed")
    return next.map {
      Message("\(stop.chinese)；改正以后，\($0.chinese)", "\(stop.english); then it \($0.english)")
    } ?? stop
  }

  private func words(_ reason: RemakeReason) -> Message {
    switch reason {
    case .noEarlierBuild: Message("没有上次生成的记录", "there is no record of an earlier build")
    case .unusableCache: Message("上次留下的缓存不能用", "the cache of the last build cannot be used")
    case .isNew: Message("上次生成时还没有它", "it is new since the last build")
    case .changedSources(let sources): changed(sources)
    case .changedFile:
      Message("生成以后有人改动过这个文件", "the file was changed after the build")
    case .removedFile:
      Message("生成以后有人删除了这个文件", "the file was removed after the build")
    case .restarted:
      Message("系统重新启动过，要核对这个文件", "the system was restarted, so the file must be checked")
    case .renamedFolders:
      Message(
        "命令里文件夹的写法和上次不同，有关的提示要重写",
        "its messages name folders that the command now writes differently")
    }
  }

  private func changed(_ sources: [NamedSource]) -> Message {
    let names = sources.prefix(3).map(shown)
    guard !names.isEmpty else {
      return Message(
        "用到的内容变了（从文件时间看，下列文件都没有改动：可能是稿件有增减，或者时间、命令的选项不同）",
        "its sources have changed (none of the files below has, by their times: a document was added or removed, or the time or an option differs)"
      )
    }
    let isMore = sources.count > names.count
    return Message(
      "用到的内容变了：" + names.joined(separator: "、") + (isMore ? "等" : ""),
      "these sources have changed: " + names.joined(separator: ", ") + (isMore ? " and others" : "")
    )
  }

  // MARK: - What it is made from

  private mutating func write(_ sources: SourceGroups) {
    let freshness = Freshness(explained)
    for role in SourceRole.allCases {
      guard let group = sources.byRole[role] else { continue }
      let title = role.title
      let names = group.prefix(limit).map { words(of: $0, isNewer: freshness.isNewer($0)) }
      if group.count == 1, let name = names.first {
        lines.add(
          2, Message("\(title.chinese)：\(name.chinese)", "\(title.english): \(name.english)"))
        continue
      }
      lines.add(
        2, Message("\(title.chinese)（\(group.count) 项）：", "\(title.english) (\(group.count)):"))
      for name in names { lines.add(3, name) }
      if group.count > limit { lines.add(3, restOfList(group.count - limit)) }
    }
  }

  private func words(of source: NamedSource, isNewer: Bool) -> Message {
    let name = shown(source)
    return isNewer
      ? Message("\(name)（上次生成以后改过）", "\(name) (changed since the last build)")
      : Message(name, name)
  }

  private func shown(_ source: NamedSource) -> String {
    switch source.origin {
    case .content: explained.shownContent(source.path)
    case .theme: explained.shownTheme(source.path)
    case .none: source.path
    }
  }

  // MARK: - Other targets

  /// Writes that nothing is made from a file.
  mutating func write(unpublished shown: String, _ reason: Message) {
    lines.add(0, shown)
    write(Message("没有写入网站", "Not part of the site"), reason)
  }

  /// Writes the outputs that are made with a file which is no page's own.
  mutating func write(_ shown: String, _ kind: Message, madeWith outputs: [Int]) {
    lines.add(0, shown)
    write(Message("种类", "Kind"), kind)
    if outputs.isEmpty {
      lines.add(1, Message("没有文件用到它。", "No file of the site uses it."))
      return
    }
    lines.add(
      1, Message("用到它的文件 \(outputs.count) 个：", "Files made with it (\(outputs.count)):"))
    lines.add(2, list: outputs.map { explained.outputs[$0].path }, limit: limit)
  }

  /// Writes the names of outputs that are not explained, for lack of room.
  mutating func write(others outputs: ArraySlice<Int>) {
    if outputs.isEmpty { return }
    lines.addSpace()
    lines.add(0, Message("同一来源的其他文件：", "Other files of the same source:"))
    lines.add(1, list: outputs.map { explained.outputs[$0].path }, limit: limit)
  }

  /// Writes the values that the template of an output sees, or why there are none.
  mutating func write(_ data: DataTree?, of index: Int) {
    if let data {
      lines.add(1, data.title)
      lines += data.lines(isWhole: isWhole)
    } else if explained.site.template(of: explained.outputs[index].content) == nil {
      lines.add(
        1, Message("没有模板数据：它不是用模板生成的", "No template data: the file is not made from a template"))
    } else {
      lines.add(
        1, Message("没有模板数据：先改正上面的错误", "No template data: fix the errors above first"))
    }
  }
}
