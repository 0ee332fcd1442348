package import Content
package import Diagnostics
internal import Files
internal import SiteModel

/// The pages of a built site that are to be printed.
package struct PrintedPages: Sendable {
  /// A page of a document.
  package struct Page: Sendable {
    /// The path of its file below the output folder.
    package let file: String
    /// Its file as messages name it.
    package let shown: String
    /// The path of its PDF file: that of the page's folder, with an ending.
    package let pdf: String
  }

  /// The pages, in the order in which they were asked for; with all of them, that of their paths.
  package let pages: [Page]
  /// The mistakes in the paths, or in the site.
  package let problems: [Diagnostic]

  /// The pages that paths name, which are those of documents or addresses; no path stands for all notices, articles and
  /// activity records. The site is read as a build reads it; its pages must have been built.
  package init(_ paths: [String], of options: BuildOptions) {
    var run = BuildRun(options, isLookingOnly: true)
    guard let site = ExplainedSite(&run) else {
      (pages, problems) = ([], run.ended().diagnostics.filter { $0.severity == .error })
      return
    }
    var (found, problems): ([Page], [Diagnostic]) = ([], [])
    let folder = Folder(path: options.output)
    for index in paths.isEmpty
      ? Self.all(of: site)
      : paths.flatMap({
        Self.outputs($0, of: site, &problems)
      })
    {
      let output = site.outputs[index]
      guard !found.contains(where: { $0.file == output.path }) else { continue }
      let shown = site.shownOutput(output)
      if folder.kind(of: output.file) != .regular {
        problems.append(notBuilt(shown))
        continue
      }
      found.append(Page(file: output.path, shown: shown, pdf: pdfName(of: output.path)))
    }
    pages = found
    self.problems = problems
  }

  /// The pages of all documents that are published with a date.
  private static func all(of site: ExplainedSite) -> [Int] {
    site.outputs.indices.filter { index in
      guard case .document(let document) = site.outputs[index].content else { return false }
      return site.site.documents[document].parsed.kind.hasFeed
    }
  }

  /// The pages that a path names; none after a report.
  private static func outputs(
    _ path: String, of site: ExplainedSite, _ problems: inout [Diagnostic]
  ) -> [Int] {
    let search = PathSearch(path, in: site)
    switch search.target() {
    case nil: problems.append(search.report())
    case .unpublished(let shown, _): problems.append(unpublished(shown))
    case .outputs(let outputs, _):
      let pages = outputs.filter { endsIn(site.outputs[$0].path, ".html") && isPage($0, of: site) }
      if let page = pages.first { return [page] }
      problems.append(noPage(path))
    case .template, .words, .settings: problems.append(noPage(path))
    }
    return []
  }

  private static func isPage(_ index: Int, of site: ExplainedSite) -> Bool {
    if case .redirect = site.outputs[index].content { false } else { true }
  }
}

/// The path of a page's PDF file: `notice/a.pdf` for `notice/a/index.html`, `index.pdf` for the home page.
private func pdfName(of page: String) -> String {
  let ending = endsIn(page, "/index.html") ? "/index.html" : ".html"
  return (String(page.utf8.dropLast(ending.utf8.count)) ?? page) + ".pdf"
}

private func noPage(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "no-page", at: nil,
    Message("这不是网页：\(brief(path))", "this is not a page: \(brief(path))"),
    suggestion: Message(
      "写一篇稿件，例如 content/notice/大会.md，或者一个网址，例如 notice/",
      "write a document, such as content/notice/meeting.md, or an address, such as notice/"))
}

private func notBuilt(_ shown: String) -> Diagnostic {
  Diagnostic(
    .error, "page-not-built", at: nil,
    Message("还没有生成这个网页：\(shown)", "this page has not been built: \(shown)"),
    suggestion: Message("先运行 branchpress build", "run `branchpress build` first"))
}

private func unpublished(_ shown: String) -> Diagnostic {
  Diagnostic(
    .error, "page-not-published", at: nil,
    Message("没有发布，没有网页可以打印：\(shown)", "this is not published and has no page to print: \(shown)"),
    suggestion: Message(
      "发布以后再打印；运行 branchpress explain \(shown) 看没有发布的原因",
      "print it once it is published; `branchpress explain \(shown)` gives the reason"))
}
