internal import Content
package import Dates
package import Diagnostics

/// The folders of a site that is looked at, and how it is shown.
package struct PreviewOptions: Sendable {
  /// The folder with `site.yml` and the Markdown.
  package var content: String
  /// The folder of the site's own templates; it need not exist.
  package var templates: String
  /// The clock, which a site may be shown by at another time.
  package var clock: @Sendable () -> Moment
  /// The language of messages.
  package var language: MessageLanguage
  /// The folders in which libvips is looked for, divided by colons; nil for none.
  package var programs: String?
  /// The number of threads of the Parse and Resolve phases.
  package var jobs: Int
  /// The time by which the clock that stamps files may lag, in nanoseconds.
  package var clockStep = 2_000_000_000

  /// Options with the command line's defaults.
  package init(
    content: String = "content", templates: String = "templates", language: MessageLanguage,
    programs: String? = nil, jobs: Int = 1, clock: @escaping @Sendable () -> Moment
  ) {
    self.content = content
    self.templates = templates
    self.clock = clock
    self.language = language
    self.programs = programs
    self.jobs = jobs
  }

  /// The options of a build whose output an audience sees at a moment.
  func build(for audience: Audience, at now: Moment) -> BuildOptions {
    var options = BuildOptions(
      content: content, templates: templates, output: BuildOptions.previewOutput, now: now,
      includesDrafts: audience == .authors, jobs: jobs)
    options.programs = programs
    options.clockStep = clockStep
    return options
  }
}
