internal import Content
internal import Dates
package import Diagnostics
package import Digests
package import Files
package import Pages
package import SiteModel

/// The plan of a build: the files of the site, and which of them are already what a clean build would write.
package struct Plan: Sendable {
  /// The outputs, sorted by path.
  package let outputs: [Output]
  /// The indices of the outputs to be made.
  package let waiting: [Int]
  /// Whether nothing can be published, so that outputs are made only to find problems in them.
  let isTrial: Bool
  private let states: [State]
  /// The outputs of the last build.
  package let known: KnownOutputs

  private struct State: Sendable {
    let fingerprint: Digest
    /// The index among the last build's outputs, if the output was made from the same sources and its file has not
    /// changed; otherwise nil.
    let current: Int?
    /// The index among them of a shard of the search's index from which the output can be made; nil for all other outputs.
    let patchable: Int?
    /// The problems found when the output was made from the same sources, nil where they are not known.
    let problems: [Diagnostic]?
  }

  /// Compares the outputs of a site with those of the last build.
  package init(
    _ site: Site, _ sitemap: SitemapFiles, _ fingerprints: Fingerprints, search: SearchChanges,
    known last: KnownOutputs, isTrial: Bool, jobs: Int
  ) {
    let outputs = site.outputs(with: sitemap)
    let states = parallelMap(count: outputs.count, jobs: jobs) { index in
      let output = outputs[index]
      let fingerprint =
        if case .sitemap = output.content { sitemap.fingerprint } else {
          fingerprints.fingerprint(of: output)
        }
      let known = last.outputs.index(of: output.file.text, at: index, { $0.file.text }).flatMap {
        last.isCurrent[$0] ? $0 : nil
      }
      let isSame = known.map { last.outputs[$0].fingerprint == fingerprint } ?? false
      let patchable = known.flatMap { found in
        !isSame && search.canPatch(output, last.outputs[found], fingerprints) ? found : nil
      }
      let current = isSame ? known : patchable.flatMap { search.touches(output) ? nil : $0 }
      return State(
        fingerprint: fingerprint, current: current, patchable: patchable,
        problems: last.told.problems(of: fingerprint))
    }
    let isTrial = isTrial || states.contains { $0.problems?.hasErrors == true }
    self.outputs = outputs
    self.states = states
    known = last
    self.isTrial = isTrial
    waiting = states.indices.filter {
      states[$0].current == nil && !(isTrial && states[$0].problems != nil)
    }
  }

  /// The outputs to be made, in the order of `waiting`.
  package var waitingOutputs: [Output] { waiting.map { outputs[$0] } }

  /// The fingerprint of an output.
  package func fingerprint(of output: Int) -> Digest { states[output].fingerprint }

  /// The stamp of an output's file, nil for outputs that must be made.
  package func stamp(of output: Int) -> FileStamp? {
    states[output].current.map { known.outputs[$0].stamp }
  }

  /// The file of the last build from which a shard of the search's index can be made; nil where there is none.
  func oldShard(of output: Int) -> FilePath? {
    states[output].patchable.map { known.outputs[$0].file }
  }

  /// The known problems of an output, for those that need not be made.
  package func problems(of output: Int) -> [Diagnostic] {
    states[output].problems ?? []
  }
}

extension Site {
  /// The outputs with every file of the sitemap.
  fileprivate func outputs(with sitemap: SitemapFiles) -> [Output] {
    if isPreview || sitemap.names == [sitemapName] { return outputs }
    let planned = outputs.filter { if case .sitemap = $0.content { false } else { true } }
    let files = sitemap.names.compactMap { name in
      FilePath(name).map { Output(address: Address(path: name), content: .sitemap, file: $0) }
    }
    return (planned + files).sorted { precedes($0.path, $1.path) }
  }
}
