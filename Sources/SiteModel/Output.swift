package import Content
package import Files

/// A file of the site, with the source that it is made from.
package struct Output: Sendable {
  /// The source of an output. Associated numbers are indices of lists in `Site`, unless another list is named.
  package enum Content: Sendable {
    case home
    /// The page of the site's calendar.
    case calendarPage
    /// A page of a section's index, counted from 0.
    case section(Int, page: Int)
    /// A page of one of a section's views, counted from 0.
    case view(section: Int, view: Int, page: Int)
    /// A page of a column's index, counted from 0.
    case column(Int, page: Int)
    case document(Int)
    case tagIndex
    case tag(Int, page: Int)
    case authorIndex
    case author(Int, page: Int)
    case notFound
    /// A page that redirects from a former address to a document.
    case redirect(document: Int)
    case feed(Int, FeedFormat)
    /// A document with older items of a feed, by the archive's index.
    case feedArchive(Int, FeedFormat, archive: Int)
    case feedList
    /// A calendar to which readers subscribe.
    case calendar(Int)
    /// A calendar file with a notice's event alone.
    case event(document: Int)
    /// The sitemap, or one of its files where it is too large for one.
    case sitemap
    case robots
    /// The manifest with the site's icons, for browsers that put it on a screen.
    case manifest
    /// The page of the search.
    case searchPage
    /// A file of the search's index.
    case search(SearchFile)
    /// A file of `content/`, by its index in `Inputs.assets`.
    case asset(Int)
    /// A rendition of a picture, by its index in `SiteRenditions.files`.
    case rendition(Int)
    /// A file of the theme, by its index in `Theme.assets`.
    case themeAsset(Int)
  }

  /// The address of the output.
  package let address: Address
  /// The source that the output is made from.
  package let content: Content
  /// The path of the file, below the output folder.
  package let file: FilePath

  /// An output with its address, its source and the path of its file.
  package init(address: Address, content: Content, file: FilePath) {
    self.address = address
    self.content = content
    self.file = file
  }
  /// The path of the file as text.
  package var path: String { file.text }
}
