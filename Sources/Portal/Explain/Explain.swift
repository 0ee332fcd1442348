package import Content
internal import Diagnostics

/// Explains what a path of a site is made from, and whether the next build makes it again and why.
///
/// `path` is an address, a file of the output folder, a file of `content/` or one of the theme. The site is read as a
/// build reads it, and nothing is written. `showsData` adds the values that the templates of pages see; with `isWhole`
/// long lists and all messages are complete.
package func explain(
  _ path: String, of options: BuildOptions, showsData: Bool = false, isWhole: Bool = false
) -> Explanation {
  var run = BuildRun(options, isLookingOnly: true)
  guard let site = ExplainedSite(&run) else { return Explanation(run.ended().diagnostics) }
  let search = PathSearch(path, in: site)
  guard let target = search.target() else {
    return Explanation([search.report()] + site.problems.filter { isWhole || $0.isAlwaysTold })
  }
  let explained = ExplainedOutputs(target, in: site, showsData: showsData)
  var writer = ExplanationWriter(
    site, isWhole: isWhole, isStopped: explained.problems.hasErrors)
  switch target {
  case .outputs(let outputs, _):
    for (number, index) in explained.indices.enumerated() {
      writer.write(index, from: explained.sources[number])
      if showsData { writer.write(explained.data[number], of: index) }
    }
    writer.write(others: outputs.dropFirst(explained.indices.count))
  case .template(let name):
    let use = site.use(ofTemplate: name)
    writer.write(
      site.shownTheme(name + ".mustache"), kind(ofTemplate: name, use.by), madeWith: use.outputs)
  case .words(let path):
    writer.write(
      site.shownTheme(path), Message("主题的文字", "words of the theme"), madeWith: site.pages)
  case .settings(let shown):
    writer.write(
      shown, Message("网站设置", "settings of the site"), madeWith: Array(site.outputs.indices))
  case .unpublished(let shown, let reason): writer.write(unpublished: shown, reason)
  }
  return Explanation(
    explained.problems.filter { isWhole || $0.isAlwaysTold || explained.isAbout($0) },
    writer.lines)
}

private func kind(ofTemplate name: String, _ pages: [String]) -> Message {
  let others = pages.filter { $0 != name }
  if others.isEmpty { return Message("模板", "template") }
  return Message(
    "模板，用到它的模板：" + others.joined(separator: "、"),
    "template, used by " + others.joined(separator: ", "))
}

/// The outputs of a target that are explained one by one, with all problems that concern them.
private struct ExplainedOutputs {
  /// The largest number of outputs that are explained one by one.
  private static let most = 4

  let indices: [Int]
  let sources: [SourceGroups]
  let data: [DataTree?]
  /// All known problems.
  let problems: [Diagnostic]
  /// The files that messages may concern.
  private let names: Set<String>

  init(_ target: ExplainedTarget, in site: ExplainedSite, showsData: Bool) {
    var (outputs, named): ([Int], String?) = ([], nil)
    switch target {
    case .outputs(let all, let source): (outputs, named) = (Array(all.prefix(Self.most)), source)
    case .unpublished(let shown, _), .settings(let shown): named = shown
    case .template(let name): named = site.shownTheme(name + ".mustache")
    case .words(let path): named = site.shownTheme(path)
    }
    let renderer = site.renderer(of: outputs)
    var problems = site.problems
    for index in outputs { problems += site.problems(making: index, by: renderer) }
    indices = outputs
    sources = outputs.map { SourceCollector.sources(of: site.outputs[$0], in: site) }
    data = outputs.map { index in
      guard showsData, let renderer, let theme = site.theme else { return nil }
      var ignored: [Diagnostic] = []
      return DataTree(of: site.outputs[index], by: renderer, in: theme, diagnostics: &ignored)
    }
    self.problems = problems.withoutRepetitions()
    let own = sources.flatMap { group in
      [.document, .introduction, .copied, .scaled].flatMap { group.byRole[$0] ?? [] }
    }
    names = Set(
      own.map { $0.origin == .theme ? site.shownTheme($0.path) : site.shownContent($0.path) }
    )
    .union(named.map { [$0] } ?? [])
  }

  /// Whether a message concerns a file that the answer concerns.
  func isAbout(_ problem: Diagnostic) -> Bool {
    problem.place.map { names.contains($0.file.path) } ?? false
  }
}

extension Diagnostic {
  /// Whether the message is reported in any answer.
  fileprivate var isAlwaysTold: Bool { severity == .error || isOfBuild }
}
