package import Content

/// The state of a notice on a day, by which its section has pages.
package enum NoticeState: Int, Sendable, CaseIterable {
  /// It is made public for objections, or will be.
  case publicity
  /// It has not expired, and is no public notice whose period is over.
  case current
  case expired

  /// The last part of the address of its pages.
  var segment: String {
    switch self {
    case .publicity: "publicity"
    case .current: "current"
    case .expired: "expired"
    }
  }
}

/// Documents of a section that have pages of their own: those of a year, or the notices in one state, newest first.
package struct SectionView: Sendable {
  /// The property that the documents have in common.
  package enum Kind: Sendable, Equatable {
    case year(Int)
    case state(NoticeState)
  }

  /// The property that the documents have in common.
  package let kind: Kind
  /// The address of the first page.
  package let address: Address
  /// The indices of the documents, newest first.
  package var documents: [Int] = []
  /// Whether its pages are among the site's: they give way to whatever else has their address.
  package var isPlanned = true

  /// Whether the documents depend on the day.
  package var isOfState: Bool { if case .state = kind { true } else { false } }
}

/// The number of lists' pages that go into one page of a view, whose entries are short.
package let pagesInView = 10
