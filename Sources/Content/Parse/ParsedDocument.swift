internal import ByteText
package import Dates
package import Digests
package import Files
package import FrontMatter
package import Markdown
package import Search

/// A Markdown file that was read by itself: its typed front matter and the facts of its text that the site must know.
///
/// It depends only on its file's bytes, its kind, and the site's zone and language, never on another document, so that
/// it can be made in parallel and kept from one build to the next.
package final class ParsedDocument: Sendable {
  /// The file, relative to `content/`.
  package let file: FilePath
  /// The path of the file as text, in Unicode's composed form. It is stored, since other modules use it often.
  package let path: String
  /// The kind of the section that the file belongs to; outside every section a page.
  package let kind: DocumentKind
  /// The fields that all kinds share.
  package let header: Header
  /// The fields of the kind.
  package let details: Details
  /// The facts of the text.
  package let facts: TextFacts
  /// The corrections as which the document is published once more, in the order of their dates.
  package let reissues: [Reissue]
  /// The digest of the file's bytes, on which all other properties depend.
  package let source: Digest
  /// The digest of the front matter and text that other pages show.
  package let entry: Digest
  /// The rendered text if this build rendered it, otherwise nil: pages that need it render it from the file again.
  let text: MarkdownDocument?
  /// The text as a search finds it, if this build rendered the text of a site with a search, otherwise nil.
  package let searchText: SearchText?

  init(
    file: FilePath, kind: DocumentKind, header: Header, details: Details, facts: TextFacts,
    source: Digest, entry: Digest, text: MarkdownDocument? = nil, searchText: SearchText? = nil
  ) {
    self.file = file
    path = file.text.composed
    self.kind = kind
    self.header = header
    self.details = details
    self.facts = facts
    reissues = details.reissues?.all ?? []
    self.source = source
    self.entry = entry
    self.text = text
    self.searchText = searchText
  }

  // Rare fields of the header. Reading them through `header` in another module would copy the whole header first.

  /// The day or the moment of the last change, if front matter has it.
  package var updated: Moment? { header.updated }
  /// The last part of the address, if front matter has it.
  package var slug: Field<String>? { header.slug }
  /// The summary, if front matter has it.
  package var summary: String? { header.summary }
  /// The branch, if front matter has it.
  package var branch: Field<String>? { header.branch }
  /// The picture that represents the document, if front matter has it.
  package var cover: Field<String>? { header.cover }
  /// Whether its files are published without what they tell, if front matter says so or not.
  package var isStripped: Bool? { header.isStripped }
  /// The template of its own page, if front matter has it.
  package var template: Field<String>? { header.template }

  /// Whether it describes a study column rather than being an article.
  package var isColumn: Bool {
    if case .column = details { true } else { false }
  }
}

/// The facts of a text that the site must know before any page shows the text.
package struct TextFacts: Sendable {
  /// The digest of the text without the front matter.
  package var body = Digest.none
  /// The summary that the text itself gives, nil where it has no paragraph.
  package var summary: Summary?
  /// The places of the text that links may lead to.
  package var anchors = Anchors.read("")
  /// The links and pictures of the text that lead to a destination within the site.
  package var links = LocalLinks.read([])
  /// The number of places that the document takes up in the index of the search, in its text and in its title; none where the site
  /// has no search.
  package var searchLength = SearchLength()

  init() {}

  /// The facts of a text in a folder of `content/`; `body` is the digest of its bytes.
  init(_ text: MarkdownDocument, of body: Digest, in folder: String, trustsHTML: Bool) {
    self.body = body
    anchors = Anchors(text, trustsHTML: trustsHTML)
    summary = text.summary.map(Summary.read)
    links = .read(
      text.links.filter(isResolved).map { link in
        LocalLink(
          written: link.destination, target: LocalDestination(link.destination, from: folder),
          isPicture: link.kind == .image, isHTML: link.isHTML, isTentative: link.isTentative,
          range: link.range)
      })
  }
}

/// The summary that a text itself gives. An edit shows few of them, and each is longer than all other facts of a
/// document, so that it stays in the record of an earlier build until it is asked for.
package enum Summary: Sendable {
  case read(String)
  /// A summary in a range of its document's record.
  case remembered(StoredRecord, Range<Int>)

  /// The summary as plain text.
  package var text: String {
    switch self {
    case .read(let text): text
    case .remembered(let memory, let range): memory.text(range)
    }
  }
}

/// The links and pictures of a text that lead to a destination within the site, in their order. For a document that has
/// not changed they stay in its record, since their texts are seldom needed.
package enum LocalLinks: Sendable {
  case read([LocalLink])
  /// The links at a position of their document's record.
  case remembered(StoredRecord, RecordReader.Position)

  /// All links, in their order; links of a record are read anew each time.
  package var all: [LocalLink] {
    switch self {
    case .read(let links): links
    case .remembered(let record, let position): record.links(at: position)
    }
  }
}

/// Whether the target of a link can be found only in the site.
package func isResolved(_ link: MarkdownDocument.Link) -> Bool { link.isLocal && !link.isFootnote }

/// A link or picture of a document with a destination within the site.
package struct LocalLink: Sendable {
  /// The destination as written.
  package var written: String
  /// The destination, split into its parts.
  package var target: LocalDestination
  /// Whether it is a picture rather than a link.
  package var isPicture: Bool
  /// Whether it stands in HTML of a trusted folder, where it is written as it is if it leads nowhere in the site.
  package var isHTML: Bool
  /// Whether it is text unless there is such a file.
  package var isTentative = false
  /// The range in the file, in bytes.
  package var range: Range<Int>
}

/// A link of a record, reduced to the properties that decide where it leads.
package struct KnownLink {
  /// The digest of the path relative to `content/`; nil if the path leads out of that folder.
  package let path: Digest?
  /// The digest of the path that the whole destination is as a file's name; nil where that is the same path.
  package let literal: Digest?
  /// The query and fragment as written; empty where there are none.
  package let suffix: String
  /// Whether only a query or fragment was written.
  package let isFragment: Bool
  /// Whether it is a picture rather than a link.
  package let isPicture: Bool
}

extension KnownLink {
  /// The properties of a link that decide where it leads.
  package init(_ link: LocalLink) {
    self.init(
      path: link.target.path.map { Digest(of: $0) },
      literal: link.target.literal.map { Digest(of: $0) }, suffix: link.target.suffix,
      isFragment: link.target.isFragment, isPicture: link.isPicture)
  }
}
