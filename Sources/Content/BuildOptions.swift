package import Dates

/// The options of a build. Everything that its output may depend on is here or in the folders.
package struct BuildOptions: Sendable {
  /// The folder with `site.yml` and the Markdown.
  package var content: String
  /// The site's own templates, which go before the default theme's; it need not exist.
  package var templates: String
  /// The folder into which the site is written.
  package var output: String
  /// The folder for the records that BranchPress keeps between builds, by default `.branchpress` beside `content`.
  package var state: String
  /// The address of the site in place of `url` in `site.yml`; nil to use that one.
  package var baseURL: String?
  /// The time that decides which documents are due and which notices have ended; nothing else depends on it.
  package var now: Moment
  /// Whether the site is a preview: it contains drafts and documents with a future date too, marks them, and has no
  /// feeds, calendars and sitemap. It is never written into the folder of the published site.
  package var includesDrafts: Bool
  /// The folder that a site, and that a preview with drafts, is written into where no other is named.
  package static let (defaultOutput, previewOutput) = ("site", "site-drafts")
  /// Whether everything is built anew and the records of the last build are ignored.
  package var ignoresCache: Bool
  /// The folders in which programs are looked for that make pictures smaller, divided by colons as in `PATH`; nil to publish
  /// all pictures as they are.
  package var programs: String?
  /// Whether the report names the files and templates that took longest.
  package var notesSlowest = false
  /// The reporter that is informed of the build's progress; nil for none.
  package var progress: BuildProgress?
  /// The time by which the clock that stamps files may lag, in nanoseconds: some file systems count in steps of two
  /// seconds. A file that changed within this time before the build is read again by the next one.
  package var clockStep = 2_000_000_000
  /// The name of the system's current run, for tests; nil to ask the system.
  package var boot: String?
  /// The largest number of threads; more of them do not make a build faster.
  package static let mostJobs = 256
  /// Threads to use, from 1 to `mostJobs`; the output does not depend on it.
  package var jobs: Int

  /// Options with the command line's defaults. `jobs` is limited to 1 through `mostJobs`, and a `baseURL` that is not
  /// an absolute address of a site is left out.
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

/// The path of an entry beside a folder, whose path may end in slashes, `.` or `..`.
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
