/// What a Markdown text may use and how its HTML is written.
package struct MarkdownOptions: Sendable, Hashable {
  /// What is understood beyond CommonMark 0.31.2; `docs/markdown.md` has a section on each.
  package struct Extensions: OptionSet, Sendable, Hashable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let table = Self(rawValue: 1 << 0)
    package static let strikethrough = Self(rawValue: 1 << 1)
    /// Bare `https://…`, `www.…` and mail addresses become links.
    package static let autolink = Self(rawValue: 1 << 2)
    package static let taskList = Self(rawValue: 1 << 3)
    package static let footnotes = Self(rawValue: 1 << 4)
    /// Emphasis beside Chinese punctuation, line breaks between Chinese characters.
    package static let cjk = Self(rawValue: 1 << 5)
    /// `> [!NOTE]` and its four sisters.
    package static let alerts = Self(rawValue: 1 << 6)
    /// A picture alone in its paragraph becomes a figure, its title the caption.
    package static let figures = Self(rawValue: 1 << 7)
    /// Pictures are loaded when they come near the window.
    package static let lazyImages = Self(rawValue: 1 << 8)

    package static let commonMark: Self = []
    package static let all = Self(rawValue: (1 << 9) - 1)
  }

  package enum RawHTML: Sendable, Hashable {
    /// A few harmless elements pass, comments vanish, all else is shown as text with a warning.
    case safe
    /// HTML passes as it is written: for texts of one's own only.
    case trusted
  }

  /// The language of the words that the writer adds: titles of alerts, names of back links.
  package enum Language: Sendable, Hashable { case chinese, english }

  /// How a table's cells say where their text stands.
  package enum TableAlignment: Sendable, Hashable {
    /// `style="text-align: right"`, which is valid HTML.
    case style
    /// `align="right"`, which is obsolete, and what GFM's specification shows.
    case attribute
  }

  package var extensions: Extensions
  package var rawHTML: RawHTML
  package var language: Language
  /// Whether headings carry an `id`.
  package var headingIDs: Bool
  package var tableAlignment: TableAlignment

  package init(
    extensions: Extensions = .all, rawHTML: RawHTML = .safe, language: Language = .chinese,
    headingIDs: Bool = true, tableAlignment: TableAlignment = .style
  ) {
    self.extensions = extensions
    self.rawHTML = rawHTML
    self.language = language
    self.headingIDs = headingIDs
    self.tableAlignment = tableAlignment
  }
}
