/// The largest sizes of files, in bytes; docs/site.md states the same. A larger file is reported rather than read.
package enum SizeLimit {
  /// The limit of a Markdown file.
  package static let document = 64 << 20
  /// The limit of `site.yml`.
  package static let settings = 1 << 20
  /// A template, a style sheet or any other file of a theme.
  static let template = 4 << 20
  /// A picture or another file that is published as it is.
  package static let attachment = 4 << 30
  /// A file of the state folder, or a published file that is compared.
  package static let state = 4 << 30
}
