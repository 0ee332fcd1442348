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
  _ site: Site, _ fingerprints: Fingerprints, _ cache: Cache, _ options: BuildOptions
) -> [PlannedOutput] {
  let sitemap = fingerprints.sitemap
  let outputs = withSitemap(site, cache, sitemap)
  let run = 64
  let runs = parallelMap(count: (outputs.count + run - 1) / run, jobs: options.jobs) { index in
    var parts = Ingredients()
    return (index * run..<min((index + 1) * run, outputs.count)).map { index -> PlannedOutput in
      let output = outputs[index]
      let fingerprint =
        if case .sitemap = output.content { sitemap } else {
          fingerprints.fingerprint(of: output, &parts)
        }
      let known = cache.outputs.place(of: output.path, at: index, \.path)
      let isCurrent =
        known.map { cache.isCurrent[$0] && cache.outputs[$0].fingerprint == fingerprint } ?? false
      return PlannedOutput(
        output: output, fingerprint: fingerprint,
        current: isCurrent ? known.map { cache.outputs[$0].stamp } : nil)
    }
  }
  return Array(runs.joined())
}

/// The outputs with every file of the sitemap, which is in as many as its size takes. Where it is the
/// last build's, their names are known from that.
private func withSitemap(_ site: Site, _ cache: Cache, _ fingerprint: Digest) -> [Output] {
  var names = cache.outputs.filter { $0.fingerprint == fingerprint }.map(\.path)
  if !names.contains(sitemapName) { names = makeSitemap(site).map(\.name) }
  if names == [sitemapName] { return site.outputs }
  let planned = site.outputs.filter { if case .sitemap = $0.content { false } else { true } }
  let files = names.map { Output(address: Address(path: $0), content: .sitemap) }
  return (planned + files).sorted { precedes($0.path, $1.path) }
}
