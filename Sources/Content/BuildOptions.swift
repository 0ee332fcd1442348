package import Dates

/// What a build is asked to do. Everything that its output may depend on is here or in the folders.
package struct BuildOptions: Sendable {
  /// The folder with `site.yml` and the Markdown.
  package var content: String
  /// The site's own templates, which go before the default theme's; it need not exist.
  package var templates: String
  /// Where the site is written.
  package var output: String
  /// The folder for what BranchPress remembers between builds; beside `content` by default.
  package var state: String
  /// Replaces `url` of `site.yml`.
  package var baseURL: String?
  /// Decides what is due and what has ended; nothing else depends on it.
  package var now: Moment
  /// Whether drafts and documents with a future date are published too.
  package var includesDrafts: Bool
  /// Whether everything is built anew, whatever is remembered of the last build.
  package var ignoresCache: Bool
  /// Whether the report names what took longest to render.
  package var notesSlowest = false
  /// Who is told how far the build is.
  package var progress: BuildProgress?
  /// How far the clock may lag by which the file system stamps files, in nanoseconds: some count in
  /// steps of two seconds. A file that was changed so lately is read again by the next build.
  package var clockStep = 2_000_000_000
  /// The name of the system's current run, for tests; nil to ask the system.
  package var boot: String?
  /// More threads than this help nobody.
  package static let mostJobs = 256
  /// Threads to use, from 1 to `mostJobs`; the output does not depend on it.
  package var jobs: Int

  package init(
    content: String = "content", templates: String = "templates", output: String = "site",
    state: String? = nil, baseURL: String? = nil, now: Moment,
    includesDrafts: Bool = false, ignoresCache: Bool = false, jobs: Int = 1
  ) {
    self.content = content
    self.templates = templates
    self.output = output
    self.state = state ?? pathBeside(content, ".branchpress")
    self.baseURL = baseURL.flatMap(baseAddress)
    self.now = now
    self.includesDrafts = includesDrafts
    self.ignoresCache = ignoresCache
    self.jobs = min(max(1, jobs), Self.mostJobs)
  }
}

/// The path of something that stands beside a folder, whose path may end in slashes, `.` or `..`.
private func pathBeside(_ folder: String, _ name: String) -> String {
  var path = folder
  while path.utf8.count > 1, path.utf8.last == slash { path.removeLast() }
  let last = fileName(of: path)
  if last == "." || last == ".." || last.isEmpty { return path + "/../" + name }
  let home = parentFolder(of: path)
  return (home.isEmpty ? path.utf8.first == slash ? "/" : "" : home + "/") + name
}

/// Whether a text can be the address of a site: absolute, of the web, without query and fragment.
package func isBaseAddress(_ text: String) -> Bool { baseAddress(text) != nil }
