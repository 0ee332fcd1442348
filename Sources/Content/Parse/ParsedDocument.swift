package import Dates
package import Digests
package import Files
package import FrontMatter
package import Markdown

/// A Markdown file after reading it alone: typed front matter and what the site must know of its text.
///
/// It depends on its file's bytes, its kind and the site's zone and language only, never on
/// another document, so that it can be made in parallel and kept from one build to the next.
package final class ParsedDocument: Sendable {
  /// Relative to `content/`.
  package let file: FilePath
  /// The path of its file as text. Stored, since other modules ask for it often.
  package let path: String
  package let kind: DocumentKind
  package let header: Header
  package let details: Details
  package let facts: TextFacts
  /// What stands for the file's bytes, and so for all of this.
  let source: Digest
  /// What stands for all that other pages show of the front matter and the text.
  package let entry: Digest
  /// The rendered text, where it was rendered in this build; else it is made again from the file for
  /// those pages that need it.
  let text: MarkdownDocument?

  init(
    file: FilePath, kind: DocumentKind, header: Header, details: Details, facts: TextFacts,
    source: Digest, entry: Digest, text: MarkdownDocument? = nil
  ) {
    self.file = file
    path = file.text
    self.kind = kind
    self.header = header
    self.details = details
    self.facts = facts
    self.source = source
    self.entry = entry
    self.text = text
  }

  // Rare fields of the header. Another module that asks a header for them copies it whole first.

  /// The day or the moment of the last change, if front matter has it.
  package var updated: Moment? { header.updated }
  /// The last part of the address, if front matter has it.
  package var slug: Field<String>? { header.slug }
  /// The summary, if front matter has it.
  package var summary: String? { header.summary }
  /// The branch, if front matter has it.
  package var branch: Field<String>? { header.branch }
  /// The picture that stands for the document, if front matter has it.
  package var cover: Field<String>? { header.cover }
  /// The template of its own page, if front matter has it.
  package var template: Field<String>? { header.template }

  /// Whether it describes a study column rather than being an article.
  package var isColumn: Bool {
    if case .column = details { true } else { false }
  }
}

/// What the site must know of a text before any page shows it.
package struct TextFacts: Sendable {
  /// What stands for the text without the front matter.
  package var body = Digest.none
  package var summary: Summary?
  package var links = LocalLinks.read([])

  init() {}

  /// The facts of a text that stands in a folder of `content/`; `body` stands for its bytes.
  init(_ text: MarkdownDocument, of body: Digest, in folder: String) {
    self.body = body
    summary = text.summary.map(Summary.read)
    links = .read(
      text.links.filter(isResolved).map { link in
        LocalLink(
          written: link.destination, target: LocalDestination(link.destination, from: folder),
          isPicture: link.kind == .image, range: link.range)
      })
  }
}

/// What a text gives as its summary. Few of them are shown by an edit, and each is longer than all else
/// that is known of a document: it is remembered until somebody asks for it.
package enum Summary: Sendable {
  case read(String)
  /// In a range of its record.
  case remembered(StoredRecord, Range<Int>)

  package var text: String {
    switch self {
    case .read(let text): text
    case .remembered(let memory, let range): memory.text(range)
    }
  }
}

/// Links and pictures of a text that lead to a place within the site, in their order. Of a document that did
/// not change all that matters is where they lead: as texts they are seldom asked for.
package enum LocalLinks: Sendable {
  case read([LocalLink])
  /// Behind a place of its record.
  case remembered(StoredRecord, RecordReader.Position)

  package var all: [LocalLink] {
    switch self {
    case .read(let links): links
    case .remembered(let memory, let place): memory.links(at: place)
    }
  }
}

/// Whether a link leads somewhere that only the site knows.
package func isResolved(_ link: MarkdownDocument.Link) -> Bool { link.isLocal && !link.isFootnote }

/// A link of a document to a place within the site.
package struct LocalLink: Sendable {
  package var written: String
  package var target: LocalDestination
  package var isPicture: Bool
  /// Where it stands in the file.
  package var range: Range<Int>
}

/// A link as far as it matters where it leads.
package struct KnownLink {
  /// Of its path relative to `content/`; nil if it leads out of it.
  package let path: Digest?
  package let suffix: String
  package let isFragment: Bool
  package let isPicture: Bool
}

extension KnownLink {
  package init(_ link: LocalLink) {
    self.init(
      path: link.target.path.map { Digest(of: $0) }, suffix: link.target.suffix,
      isFragment: link.target.isFragment, isPicture: link.isPicture)
  }
}
