/// A value of a YAML document with the bytes of the file that it came from.
public struct YAMLNode: Sendable {
  /// The three kinds of values.
  public enum Content: Sendable {
    /// A scalar as written, quotes and escapes resolved; types are read into it later.
    case scalar(String)
    case sequence([YAMLNode])
    /// In the order written; keys are unique.
    case mapping([YAMLEntry])
  }

  /// The value.
  public let content: Content
  /// Offsets in the source file.
  public let range: Range<Int>
  /// Whether it is a scalar without quotation marks, in which punctuation may be a slip.
  public let isPlain: Bool

  init(content: Content, range: Range<Int>, isPlain: Bool = false) {
    self.content = content
    self.range = range
    self.isPlain = isPlain
  }
}

/// A key of a mapping and its value.
public struct YAMLEntry: Sendable {
  /// The key as it is read, quotes and escapes resolved.
  public let key: String
  /// Offsets of the key in the source file.
  public let keyRange: Range<Int>
  /// The value, which is an empty scalar where none is written.
  public let value: YAMLNode

  /// Whether the key is this one. Most are not, which their lengths tell sooner.
  func isNamed(_ name: String) -> Bool { key.utf8.count == name.utf8.count && key == name }
}
