internal import Content
internal import Dates
internal import Digests
internal import Files
internal import Publishing
internal import SiteModel

extension Cache {
  /// Whether a build with these inputs has nothing to do, since neither its input nor the outputs of the last build
  /// have changed. Only stamps of files are compared for this.
  func isUpToDate(with inputs: Digest, _ options: BuildOptions, _ state: StateFolder) -> Bool {
    let output = Folder(path: options.output)
    return inputs != .none && inputs == build.inputs && build.after < options.now.seconds
      && options.now.seconds < build.before && output.kind(of: Publisher.stagingFolder) == nil
      && Manifest(in: state).isKnown && known.isCurrent.allSatisfy(\.self)
  }
}

extension RememberedBuild {
  init(
    inputs: Digest, boot: Digest, _ documents: [ParsedDocument], _ site: Site,
    _ options: BuildOptions, report: BuildReport, findings: Findings
  ) {
    self.inputs = inputs
    self.boot = boot
    (after, before) = validity(
      of: documents, turningAt: site.turnsOfCalendar(around: options.now), at: options.now)
    counts = report.counts
    upcoming = report.upcoming
    identity = report.identity
    names = namesInMessages(options)
    self.findings = findings
  }
}

/// The digest of the folders' names in messages.
func namesInMessages(_ options: BuildOptions) -> Digest {
  var parts = DigestBuilder()
  parts.add(options.content)
  parts.add(options.templates)
  return parts.digest()
}
