internal import Digests

/// A file of the site, and whether it is what a clean build would write already.
struct PlannedOutput: Sendable {
  let output: Output
  let fingerprint: Digest
  /// The stamp of the file, if it is made from the same as it would be now and was not touched since.
  let current: FileStamp?
}

/// Tells the outputs to be made from those that the site has.
func plan(
  _ site: Site, _ sitemap: SitemapFiles, _ fingerprints: Fingerprints, _ cache: Cache,
  _ options: BuildOptions
) -> [PlannedOutput] {
  let outputs = site.outputs(with: sitemap)
  return parallelMap(count: outputs.count, jobs: options.jobs) { index in
    let output = outputs[index]
    let fingerprint =
      if case .sitemap = output.content { sitemap.fingerprint } else {
        fingerprints.fingerprint(of: output)
      }
    let known = cache.outputs.place(of: output.path, at: index, \.path)
    let isCurrent =
      known.map { cache.isCurrent[$0] && cache.outputs[$0].fingerprint == fingerprint } ?? false
    return PlannedOutput(
      output: output, fingerprint: fingerprint,
      current: isCurrent ? known.map { cache.outputs[$0].stamp } : nil)
  }
}

/// The sitemap's files, which are made together, in as many as its size takes.
struct SitemapFiles: Sendable {
  let fingerprint: Digest
  /// `sitemap.xml` the last.
  let names: [String]
  /// Empty where the site has them all, or where there is one, which is made when it is written.
  let files: [(name: String, bytes: [UInt8])]

  /// Makes them, unless they are those of the last build, or need not be made to know their names.
  init(_ site: Site, _ fingerprints: Fingerprints, _ cache: Cache) {
    fingerprint = fingerprints.sitemap
    var known: [String] = []
    var isWhole = true
    for (index, output) in cache.outputs.enumerated() where output.fingerprint == fingerprint {
      known.append(output.path)
      isWhole = isWhole && cache.isCurrent[index]
    }
    let isCurrent = isWhole && known.contains(sitemapName)
    let isOne = fitsIntoOneSitemap(site)
    files = isCurrent || isOne ? [] : makeSitemap(site)
    names = isOne ? [sitemapName] : isCurrent ? known : files.map(\.name)
  }
}

extension Site {
  /// The outputs with every file of the sitemap.
  fileprivate func outputs(with sitemap: SitemapFiles) -> [Output] {
    if sitemap.names == [sitemapName] { return outputs }
    let planned = outputs.filter { if case .sitemap = $0.content { false } else { true } }
    let files = sitemap.names.map { Output(address: Address(path: $0), content: .sitemap) }
    return (planned + files).sorted { precedes($0.path, $1.path) }
  }
}
