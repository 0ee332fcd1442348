/// HTML that is finished but for a few insertions, most of them addresses within the site.
///
/// A body's HTML does not know where it will be read: on its page addresses are relative to that
/// page, in a feed they are absolute. So addresses are left out of `bytes` and kept as
/// insertions, and one value serves every page and feed without a second walk over the text.
public struct HTMLFragment: Sendable, Equatable {
  /// Something to write before the byte at `offset` of the fragment's bytes.
  public struct Insertion: Sendable, Equatable {
    /// The offset in the fragment's bytes before which it is written, from 0 to their count.
    public let offset: Int
    /// The text, already escaped for where it stands.
    public let text: String
    /// Whether the way to the site's root comes before the text.
    public let isLocal: Bool

    /// An insertion whose `offset` lies within its fragment.
    public init(offset: Int, text: String, isLocal: Bool) {
      self.offset = offset
      self.text = text
      self.isLocal = isLocal
    }
  }

  /// The HTML without insertions, in UTF-8.
  public let bytes: [UInt8]
  /// The insertions in ascending order of their offsets.
  public let insertions: [Insertion]

  /// A fragment of UTF-8 whose insertions are in ascending order.
  public init(bytes: [UInt8], insertions: [Insertion] = []) {
    self.bytes = bytes
    self.insertions = insertions
  }

  /// Whether nothing is written.
  public var isEmpty: Bool { bytes.isEmpty && insertions.isEmpty }

  /// Appends the HTML with `root` before every local address: `../../` on a page two folders down,
  /// `https://example.org/branch/` in a feed.
  public func write(to writer: inout ByteWriter, root: String) {
    forEachPiece(root: root) { writer.append($0) }
  }

  /// Gives the same HTML run by run, for whoever escapes it on the way; a run is whole characters.
  public func forEachPiece(root: String, _ body: (Span<UInt8>) -> Void) {
    var from = 0
    for insertion in insertions {
      body(bytes.span.extracting(from..<insertion.offset))
      if insertion.isLocal { body(root.utf8.span) }
      body(insertion.text.utf8.span)
      from = insertion.offset
    }
    body(bytes.span.extracting(from...))
  }
}
