public import Diagnostics

/// A source text in which `⟦` and `⟧` mark the bytes that a diagnostic should point at.
public struct MarkedText {
  /// The file without the marks.
  public let file: SourceFile
  /// The marked bytes, in order.
  public let ranges: [Range<Int>]

  public init(_ text: String, path: String = "content/test.md") {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    var start: Int?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "⟦": start = bytes.count
      case "⟧":
        ranges.append((start ?? bytes.count)..<bytes.count)
        start = nil
      default: bytes += Array(String(scalar).utf8)
      }
    }
    file = SourceFile(path: path, bytes: bytes)
    self.ranges = ranges
  }

  /// The first marked place.
  public var place: Place { Place(file, ranges.first ?? 0..<0) }
}

extension [Diagnostic] {
  /// Each as `id:from..<to`, for a short comparison of what was found where.
  public var summary: [String] {
    map { "\($0.id):\($0.place?.range.lowerBound ?? -1)..<\($0.place?.range.upperBound ?? -1)" }
  }
}
