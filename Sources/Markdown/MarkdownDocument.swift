package import Diagnostics

/// A rendered Markdown text and what is known of it.
///
/// It depends on one file's bytes and the options alone and never changes, so it may be cached.
package struct MarkdownDocument: Sendable, Equatable {
  /// The HTML, always balanced under `.safe`, without the addresses that `slots` stand for.
  package let html: [UInt8]
  /// The places that the generator fills, in ascending order of their offsets; slots at one offset
  /// are filled in the order in which they stand here.
  package let slots: [Slot]
  /// Every link and picture, in the order in which they end in the text.
  package let links: [Link]
  /// The headings, in the order of the text.
  package let headings: [Heading]
  /// Plain text: what stands before `<!-- more -->`, else the first paragraph, cut at a sentence's
  /// end after at most about 120 Chinese characters. Nil where there is no such text.
  package let summary: String?
  /// Han characters outside code blocks.
  package let characters: Int
  /// Words of Latin letters and digits outside code blocks.
  package let words: Int
  /// Footnotes that are shown.
  package let footnoteCount: Int
  /// The findings for the author: of each kind as many as a file's messages list.
  package let diagnostics: [Diagnostic]

  /// A document from its parts, whose ranges and indices must fit together.
  package init(
    html: [UInt8], slots: [Slot] = [], links: [Link] = [], headings: [Heading] = [],
    summary: String? = nil, characters: Int = 0, words: Int = 0, footnoteCount: Int = 0,
    diagnostics: [Diagnostic] = []
  ) {
    self.html = html
    self.slots = slots
    self.links = links
    self.headings = headings
    self.summary = summary
    self.characters = characters
    self.words = words
    self.footnoteCount = footnoteCount
    self.diagnostics = diagnostics
  }

  /// Whole minutes for an adult: 400 Han characters or 200 Latin words a minute; 0 for no text.
  package var readingMinutes: Int { (characters + words * 2 + 399) / 400 }
}

extension MarkdownDocument {
  /// A place in the HTML that is left for the generator.
  package struct Slot: Sendable, Equatable {
    /// The kinds of slots; each names its link by the index in `links`.
    package enum Kind: Sendable, Equatable {
      /// The address of the link, inside the quotes of an `href` or `src`.
      case address(Int)
      /// HTML that surrounds a picture, before its `<img` and behind its end. A picture inside a link `isLinked`.
      case beforeImage(Int, isLinked: Bool)
      case afterImage(Int, isLinked: Bool)
      /// Further attributes of a picture, each after a space, right behind its `src`.
      case imageAttributes(Int)
      /// Words about the link's target, right behind `</a>`.
      case afterLink(Int)
      /// HTML that depends on whether a tentative link has a target.
      case either(Int, found: String, missing: String)
    }

    /// The offset in `html` before which the slot's text is written.
    package let offset: Int
    /// The associated value is an index into `links`.
    package let kind: Kind

    /// A slot of a kind at an offset of the HTML.
    package init(offset: Int, kind: Kind) {
      self.offset = offset
      self.kind = kind
    }
  }

  /// A link or a picture of the text.
  package struct Link: Sendable, Equatable {
    /// The two kinds: a link leads to its destination, an image shows it.
    package enum Kind: Sendable, Equatable { case link, image }

    /// The kind of the link.
    package let kind: Kind
    /// The address as the author meant it: escapes and entities resolved, nothing encoded.
    package let destination: String
    /// Whether it has neither scheme nor host. Only such links have slots.
    package let isLocal: Bool
    /// Whether the writer made it: a link to a footnote or back from it, which always resolves.
    package let isFootnote: Bool
    /// Whether it stands in HTML that passes as it is written.
    package let isHTML: Bool
    /// Whether a picture has a text for those who do not see it; true for links.
    package let hasAlternativeText: Bool
    /// Whether CommonMark reads text there: the destination is a file's name with spaces or brackets. It is a link where
    /// there is such a file.
    package let isTentative: Bool
    /// Bytes of the source file where the destination stands, or the line of the link where the
    /// destination is written elsewhere.
    package let range: Range<Int>

    /// A link from its parts.
    package init(
      kind: Kind, destination: String, isLocal: Bool, isFootnote: Bool = false,
      isHTML: Bool = false, hasAlternativeText: Bool = true, isTentative: Bool = false,
      range: Range<Int>
    ) {
      self.kind = kind
      self.destination = destination
      self.isLocal = isLocal
      self.isFootnote = isFootnote
      self.isHTML = isHTML
      self.hasAlternativeText = hasAlternativeText
      self.isTentative = isTentative
      self.range = range
    }
  }

  /// A heading of the text.
  package struct Heading: Sendable, Equatable {
    /// The level that is shown, 1 to 6.
    package internal(set) var level: Int
    /// The id: unique in the document and never empty; also without `headingIDs`.
    package let id: String
    /// The plain text, not escaped.
    package let text: String

    /// A heading from its parts.
    package init(level: Int, id: String, text: String) {
      self.level = level
      self.id = id
      self.text = text
    }
  }
}
