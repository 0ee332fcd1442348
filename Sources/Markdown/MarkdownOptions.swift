/// The options of a rendering: the syntax that a text may use, and the form of its HTML.
package struct MarkdownOptions: Sendable, Hashable {
  /// The syntax beyond CommonMark 0.31.2; `docs/markdown.md` has a section on each part.
  package struct Extensions: OptionSet, Sendable, Hashable {
    /// A bit for each extension.
    package let rawValue: UInt32
    /// A set of the extensions whose bits are set.
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Tables with a delimiter row, as GitHub Flavored Markdown has them.
    package static let table = Self(rawValue: 1 << 0)
    /// Text between tildes is struck through: GitHub Flavored Markdown's, but with `cjk` only double ones.
    package static let strikethrough = Self(rawValue: 1 << 1)
    /// Bare `https://…`, `www.…` and mail addresses become links.
    package static let autolink = Self(rawValue: 1 << 2)
    /// Items that begin with `[ ]` or `[x]` show a box, as in GitHub Flavored Markdown.
    package static let taskList = Self(rawValue: 1 << 3)
    /// References `[^label]` and definitions `[^label]: text`.
    package static let footnotes = Self(rawValue: 1 << 4)
    /// Emphasis beside Chinese punctuation, line breaks between Chinese characters.
    package static let cjk = Self(rawValue: 1 << 5)
    /// `> [!NOTE]` and its four sisters.
    package static let alerts = Self(rawValue: 1 << 6)
    /// A picture alone in its paragraph becomes a figure, its title the caption.
    package static let figures = Self(rawValue: 1 << 7)
    /// Pictures are loaded when they come near the window.
    package static let lazyImages = Self(rawValue: 1 << 8)
    /// Lines as Word, WPS and WeChat leave them: paragraphs that begin with ideographic spaces, ends of lines between
    /// numbered or labelled ones, tables of tabs.
    package static let officeText = Self(rawValue: 1 << 9)
    /// Pictures that are videos or sounds are played.
    package static let media = Self(rawValue: 1 << 10)
    /// A heading's id may be written behind its text: `{#id}`.
    package static let headingIDs = Self(rawValue: 1 << 11)
    /// The names of files that are there may hold spaces and brackets where links lead to them.
    package static let fileNames = Self(rawValue: 1 << 12)
    /// Headings of a text that has one of level 1 are a level lower: its page has the first level.
    package static let pageHeadings = Self(rawValue: 1 << 13)
    /// Boxes of tasks and the texts of footnotes carry names for readers who do not see them.
    package static let labels = Self(rawValue: 1 << 14)
    /// Headings and heads of tables are marked where a line may end between phrases.
    package static let phrases = Self(rawValue: 1 << 15)

    /// Telephone numbers of the Chinese mainland become links.
    package static let telephones = Self(rawValue: 1 << 16)

    /// Plain CommonMark.
    package static let commonMark: Self = []
    /// Every extension.
    package static let all = Self(rawValue: (1 << 17) - 1)
  }

  /// The ways of treating HTML in a text.
  package enum RawHTML: Sendable, Hashable {
    /// A few harmless elements pass, comments vanish, all else is shown as text with a warning.
    case safe
    /// HTML passes as it is written: for texts of one's own only.
    case trusted
  }

  /// The language of the words that the writer adds: titles of alerts, names of back links.
  package enum Language: Sendable, Hashable {
    /// Chinese in simplified and in traditional characters, and English.
    case chinese, traditional, english

    var isChinese: Bool { self != .english }
  }

  /// The attribute by which a table's cells say where their text stands.
  package enum TableAlignment: Sendable, Hashable {
    /// `class="right"`, for a style sheet; a strict content security policy refuses `style`.
    case classes
    /// `align="right"`, which is obsolete, and what GFM's specification shows.
    case attribute
  }

  /// The extensions that are understood.
  package var extensions: Extensions
  /// The way of treating HTML.
  package var rawHTML: RawHTML
  /// The language of added words.
  package var language: Language
  /// Whether headings carry an `id`.
  package var headingIDs: Bool
  /// The attribute that aligns cells.
  package var tableAlignment: TableAlignment

  /// The options of a site's text, save for what is given.
  package init(
    extensions: Extensions = .all, rawHTML: RawHTML = .safe, language: Language = .chinese,
    headingIDs: Bool = true, tableAlignment: TableAlignment = .classes
  ) {
    self.extensions = extensions
    self.rawHTML = rawHTML
    self.language = language
    self.headingIDs = headingIDs
    self.tableAlignment = tableAlignment
  }
}
