/// How many bytes files may have; docs/site.md states the same. A larger one is told, not read.
package enum SizeLimit {
  /// A Markdown file.
  static let document = 64 << 20
  package static let settings = 1 << 20
  /// A template, a style sheet or any other file of a theme.
  static let template = 4 << 20
  /// A picture or another file that is published as it is.
  package static let attachment = 4 << 30
  /// A file of the state folder, or a published file that is compared.
  package static let state = 4 << 30
}
