package import Content
internal import Dates

/// A document that is published once more as a correction.
package struct PlannedReissue: Sendable {
  /// The index of the document.
  package let document: Int
  /// The correction, with the date that its item has.
  package let reissue: Reissue
}

/// The source of a feed's item: a document, or one of its corrections.
///
/// Feeds contain items by indices of one list: the documents come first, and the corrections follow them.
package struct FeedItemSource: Sendable {
  /// The index of the document.
  package let document: Int
  /// The correction, nil for the item of the document itself.
  package let reissue: Reissue?
}

extension Site {
  /// The number of items that feeds can have.
  package var itemCount: Int { documents.count + reissues.count }

  /// The source of an item, by its index.
  package func source(ofItem index: Int) -> FeedItemSource {
    if index < documents.count { return FeedItemSource(document: index, reissue: nil) }
    let planned = reissues[index - documents.count]
    return FeedItemSource(document: planned.document, reissue: planned.reissue)
  }
}

/// The corrections whose dates have come, in the order of their documents.
func dueReissues(of documents: [PlacedDocument], at now: Moment) -> [PlannedReissue] {
  documents.indices.flatMap { index in
    documents[index].parsed.reissues.filter { $0.date <= now }.map {
      PlannedReissue(document: index, reissue: $0)
    }
  }
}
