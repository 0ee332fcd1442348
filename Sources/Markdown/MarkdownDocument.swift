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
  package let diagnostics: [Diagnostic]

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
    package enum Kind: Sendable, Equatable {
      /// Inside the quotes of an `href` or `src`: the address of the link.
      case address(Int)
      /// Right behind a picture's `src` attribute: further attributes, each after a space.
      case imageAttributes(Int)
      /// Right behind `</a>`: words about what the link leads to.
      case afterLink(Int)
    }

    /// What is written stands before the byte at this offset of `html`.
    package let offset: Int
    /// The associated value is an index into `links`.
    package let kind: Kind

    package init(offset: Int, kind: Kind) {
      self.offset = offset
      self.kind = kind
    }
  }

  package struct Link: Sendable, Equatable {
    package enum Kind: Sendable, Equatable { case link, image }

    package let kind: Kind
    /// The address as the author meant it: escapes and entities resolved, nothing encoded.
    package let destination: String
    /// Whether it has neither scheme nor host. Only such links have slots.
    package let isLocal: Bool
    /// Whether the writer made it: a link to a footnote or back from it, which always resolves.
    package let isFootnote: Bool
    /// Of a picture: whether it has a text for those who do not see it. True for links.
    package let hasAlternativeText: Bool
    /// Bytes of the source file where the destination stands, or the line of the link where the
    /// destination is written elsewhere.
    package let range: Range<Int>

    package init(
      kind: Kind, destination: String, isLocal: Bool, isFootnote: Bool = false,
      hasAlternativeText: Bool = true, range: Range<Int>
    ) {
      self.kind = kind
      self.destination = destination
      self.isLocal = isLocal
      self.isFootnote = isFootnote
      self.hasAlternativeText = hasAlternativeText
      self.range = range
    }
  }

  package struct Heading: Sendable, Equatable {
    /// As written, 1 to 6.
    package let level: Int
    /// Unique in the document and never empty; also without `headingIDs`.
    package let id: String
    /// Plain text, not escaped.
    package let text: String

    package init(level: Int, id: String, text: String) {
      self.level = level
      self.id = id
      self.text = text
    }
  }
}
