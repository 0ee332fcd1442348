internal import Dates
internal import Diagnostics
internal import Digests
internal import Files

/// The files of the site, and which of them are what a clean build would write already.
struct Plan: Sendable {
  /// Sorted by path.
  let outputs: [Output]
  /// Indices of the outputs to be made.
  var waiting: [Int]
  /// Whether nothing can be published, so that outputs are made only to see what is wrong with them.
  let isTrial: Bool
  private let states: [State]
  let cache: Cache

  private struct State: Sendable {
    let fingerprint: Digest
    /// Which of the cache's outputs it is, if it is made from the same as it would be now and was not
    /// touched since.
    let current: Int?
    /// What there was to say when it was made from the same, if that is known.
    let problems: [Diagnostic]?
  }

  init(
    _ site: Site, _ sitemap: SitemapFiles, _ fingerprints: Fingerprints, _ cache: Cache,
    isTrial: Bool, _ options: BuildOptions
  ) {
    let outputs = site.outputs(with: sitemap)
    let states = parallelMap(count: outputs.count, jobs: options.jobs) { index in
      let output = outputs[index]
      let fingerprint =
        if case .sitemap = output.content { sitemap.fingerprint } else {
          fingerprints.fingerprint(of: output)
        }
      let known = cache.outputs.place(of: output.path, at: index, \.path).flatMap { place in
        cache.isCurrent[place] && cache.outputs[place].fingerprint == fingerprint ? place : nil
      }
      return State(
        fingerprint: fingerprint, current: known,
        problems: cache.seen.problems(of: fingerprint))
    }
    let isTrial = isTrial || states.contains { $0.problems?.hasErrors == true }
    self.outputs = outputs
    self.states = states
    self.cache = cache
    self.isTrial = isTrial
    waiting = states.indices.filter {
      states[$0].current == nil && !(isTrial && states[$0].problems != nil)
    }
  }

  func fingerprint(of output: Int) -> Digest { states[output].fingerprint }

  /// The stamp of an output that need not be made.
  func stamp(of output: Int) -> FileStamp? {
    states[output].current.map { cache.outputs[$0].stamp }
  }

  /// What there is to say about an output that need not be made.
  func problems(of output: Int) -> [Diagnostic] {
    states[output].problems ?? []
  }
}

/// The sitemap's files, which are made together, in as many as its size takes.
struct SitemapFiles: Sendable {
  /// By document: when it last changed.
  let changes: [Moment?]
  let fingerprint: Digest
  /// `sitemap.xml` the last.
  let names: [String]
  /// Empty where the site has them all, or where there is one, which is made when it is written.
  let files: [(name: String, bytes: [UInt8])]

  /// Makes them, unless they are those of the last build, or need not be made to know their names.
  init(_ site: Site, _ fingerprints: Fingerprints, _ cache: Cache) {
    changes = fingerprints.changes
    fingerprint = fingerprints.fingerprintOfSitemap()
    var known: [String] = []
    var isWhole = true
    for (index, output) in cache.outputs.enumerated() where output.fingerprint == fingerprint {
      known.append(output.path)
      isWhole = isWhole && cache.isCurrent[index]
    }
    let isCurrent = isWhole && known.contains(sitemapName)
    let isOne = fitsIntoOneSitemap(site)
    files = isCurrent || isOne ? [] : makeSitemap(site, changes)
    names = isOne ? [sitemapName] : isCurrent ? known : files.map(\.name)
  }
}

extension Site {
  /// The outputs with every file of the sitemap.
  fileprivate func outputs(with sitemap: SitemapFiles) -> [Output] {
    if sitemap.names == [sitemapName] { return outputs }
    let planned = outputs.filter { if case .sitemap = $0.content { false } else { true } }
    let files = sitemap.names.compactMap { name in
      FilePath(name).map { Output(address: Address(path: name), content: .sitemap, file: $0) }
    }
    return (planned + files).sorted { precedes($0.path, $1.path) }
  }
}
