package import Content
package import Diagnostics
internal import Files
internal import Publishing

/// Compares a site with a clean build of the same inputs, which is written into the state folder. Returns the number of
/// files compared, and an error for each that differs.
package func verify(_ options: BuildOptions) -> (files: Int, diagnostics: [Diagnostic]) {
  var diagnostics: [Diagnostic] = []
  guard let state = StateFolder(options, diagnostics: &diagnostics) else { return (0, diagnostics) }
  let workplace = FilePath(fixed: "verify")
  state.folder.removeWhatever(at: workplace)
  defer { state.folder.removeWhatever(at: workplace) }
  var clean = options
  clean.ignoresCache = true
  clean.output = state.folder.shown(workplace) + "/site"
  clean.state = state.folder.shown(workplace) + "/state"
  let report = build(clean)
  guard report.succeeded,
    let cleanState = StateFolder(clean, diagnostics: &diagnostics)
  else { return (0, report.diagnostics.filter { $0.severity == .error }) }
  let (ours, expected) = (Folder(path: options.output), Folder(path: clean.output))
  let paths = Manifest(in: state).union(Manifest(in: cleanState)).paths
  let isSame = parallelMap(count: paths.count, jobs: options.jobs) { index in
    let limit = SizeLimit.attachment
    return
      switch (ours.read(paths[index], limit: limit), expected.read(paths[index], limit: limit))
    {
    case (.success(let bytes), .success(let others)): bytes == others
    default: false
    }
  }
  let different = zip(paths, isSame).filter { !$1 }
  return (paths.count, different.map { path, _ in differs(ours.shown(path)) })
}

private func differs(_ path: String) -> Diagnostic {
  Diagnostic(
    .error, "not-as-clean", at: Place(path: path),
    Message("这个文件和从头生成的结果不一致", "this file differs from the result of a clean build"),
    suggestion: Message("运行 branchpress build --clean，从头生成", "run `branchpress build --clean`"))
}
