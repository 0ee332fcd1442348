package import Digests
internal import FrontMatter
package import Markdown
package import Search

/// The number of places that a document takes up in the index of a search, and the digest of its passages there.
package struct SearchLength: Sendable, Equatable {
  /// The digest of the passages.
  package var digest = Digest.none
  /// The number of places of title and text.
  package var places = 0
  /// The number of places of the text.
  package var flow = 0
  /// The number of pieces into which the text is divided.
  package var pieces: Int { SearchPieces.count(flowLength: flow) }

  /// The length of a document of which a search finds nothing.
  package init() {}

  /// The length of a document's text, which has these passages.
  init(_ text: SearchText, of passages: [Passage]) {
    (places, flow) = (text.length, text.flowLength)
    var parts = DigestBuilder()
    for passage in passages {
      parts.add(Int(passage.zone.rawValue))
      parts.add(passage.text)
    }
    digest = parts.digest()
  }
}

/// The passages in which a search finds a document: title and number, then the summary that front matter gives, the text, and the other
/// values of front matter that the page shows.
func searchPassages(_ header: Header, _ details: Details, _ text: MarkdownDocument) -> [Passage] {
  var passages = [Passage(.title, header.title)]
  passages += details.names.map { Passage(.title, $0) }
  if let summary = header.summary { passages.append(Passage(.text, summary)) }
  let found = TextPassages(html: text.html)
  for passage in found.passages {
    passages.append(
      Passage(
        passage.isHeading ? .heading : .text,
        String(decoding: found.bytes[passage.range], as: UTF8.self)))
  }
  let facts = details.facts + header.facts + (details.reissues?.all ?? []).compactMap(\.reason)
  return passages + facts.map { Passage(.text, $0) }
}

extension ParsedDocument {
  /// The passages in which a search finds the document, whose text is given.
  package func passages(of text: MarkdownDocument) -> [Passage] {
    searchPassages(header, details, text)
  }
}

extension Header {
  /// The names that the page shows.
  fileprivate var facts: [String] {
    let reviewers = reviewers.map { [$0.first, $0.second, $0.last] } ?? []
    return authors.map(\.value) + tags.map(\.value) + ([editor] + reviewers).compactMap(\.self)
  }
}

extension Details {
  /// The names of a document besides its title: the number of a notice, the short name of a branch.
  fileprivate var names: [String] {
    switch self {
    case .notice(let notice): [notice.number].compactMap(\.self)
    case .branch(let branch): [branch.name].compactMap(\.self)
    case .study, .column, .activity, .page: []
    }
  }

  /// The values of the kind that the page shows besides the number.
  fileprivate var facts: [String] {
    switch self {
    case .study(let study): [study.source?.title].compactMap(\.self)
    case .notice(let notice): notice.facts
    case .activity(let activity):
      [activity.place].compactMap(\.self) + activity.photos.named.compactMap(\.title)
    case .branch(let branch):
      [branch.contact, branch.place].compactMap(\.self)
        + branch.meetings.flatMap { [$0.title.value, $0.place].compactMap(\.self) }
    case .page, .column: []
    }
  }
}

extension NoticeDetails {
  fileprivate var facts: [String] {
    let shown = publicity == nil ? recipients : []
    let values = [issuer, event?.title, event?.place, inquiries, withdrawn?.reason]
    return values.compactMap(\.self) + shown + attachments.compactMap(\.title)
  }
}
