public import Diagnostics

/// Proves that a site is what a clean build of the same inputs writes: builds it anew beside the state
/// and compares the trees. Gives the number of files compared, and what differs.
public func verify(_ options: BuildOptions) -> (files: Int, diagnostics: [Diagnostic]) {
  let state = Folder(path: options.state)
  let workplace = "verify"
  state.removeFolder(workplace)
  defer { state.removeFolder(workplace) }
  var clean = options
  clean.ignoresCache = true
  clean.output = state.shown(workplace + "/site")
  clean.state = state.shown(workplace + "/state")
  let report = build(clean)
  guard report.succeeded else {
    return (0, report.diagnostics.filter { $0.severity == .error })
  }
  let (ours, expected) = (Folder(path: options.output), Folder(path: clean.output))
  let paths = Manifest(of: options).union(Manifest(of: clean)).paths
  let isSame = parallelMap(count: paths.count, jobs: options.jobs) { index in
    switch (ours.read(paths[index]), expected.read(paths[index])) {
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
    Message("这个文件和全部重新生成的不一样", "the file is not what a clean build writes"),
    suggestion: Message("用 branchpress build --clean 全部重新生成", "run `branchpress build --clean`"))
}
