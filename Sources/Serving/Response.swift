package import ByteText
package import Files

/// A responder's answer. The server adds the fields about the connection, the length and safety.
package struct Response: Sendable {
  /// The status code, from 200 on.
  package var status: Int
  /// The fields that the server does not add by itself, in their order.
  package var fields: [(name: String, value: String)]
  /// The body, which is left out for HEAD.
  package var body: Body

  /// An answer; `Content-Length` is not among its fields, since the server counts the body.
  package init(
    status: Int = 200, fields: [(name: String, value: String)] = [], body: Body = .none
  ) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// The bytes behind the head of an answer.
package enum Body: Sendable {
  case none
  case bytes([UInt8])
  case segments([Segment])
  /// The stream of a hub's events, until the client goes.
  case events(EventHub)

  /// The body as segments.
  var segments: [Segment] {
    switch self {
    case .none, .events: []
    case .bytes(let bytes): bytes.isEmpty ? [] : [.bytes(bytes[...])]
    case .segments(let segments): segments
    }
  }
}

/// A piece of a body. A file is read when its turn comes, and never held in memory as a whole.
package enum Segment: Sendable {
  case bytes(ArraySlice<UInt8>)
  /// A range of an open file. The connection ends early if the file is shorter by then.
  case file(FileAtOffsets, Range<Int>)
  case zeros(Int)

  /// The number of bytes.
  package var count: Int {
    switch self {
    case .bytes(let bytes): bytes.count
    case .file(_, let range): range.count
    case .zeros(let count): count
    }
  }

  /// A part of it, by offsets from its start.
  func part(_ range: Range<Int>) -> Segment {
    switch self {
    case .bytes(let bytes):
      let start = bytes.startIndex
      return .bytes(bytes[(start + range.lowerBound)..<(start + range.upperBound)])
    case .file(let file, let whole):
      let start = whole.lowerBound
      return .file(file, (start + range.lowerBound)..<(start + range.upperBound))
    case .zeros: return .zeros(range.count)
    }
  }
}

/// Protocol of the one who answers requests.
package protocol Responder: Sendable {
  /// Answers a request, on a thread where it may take its time; many are asked at once. To a HEAD it answers as to a GET.
  func respond(to request: Request) -> Response
}

extension [Segment] {
  /// The segments of a whole file with other bytes in the place of some; the edits are sorted, and none overlaps another.
  package init(_ file: FileAtOffsets, with edits: [ByteEdit] = []) {
    self = []
    var offset = 0
    for edit in edits {
      append(.file(file, offset..<edit.range.lowerBound))
      append(.bytes(edit.bytes[...]))
      append(.zeros(edit.zeros))
      offset = edit.range.upperBound
    }
    append(.file(file, offset..<Swift.max(offset, file.stamp.size)))
    removeAll { $0.count == 0 }
  }

  /// The number of bytes of all together.
  package var size: Int { reduce(0) { $0 + $1.count } }

  /// The segments of a range of the bytes of all together.
  func part(_ range: Range<Int>) -> [Segment] {
    var (part, start) = ([Segment](), 0)
    for segment in self {
      let own = start..<(start + segment.count)
      let shared = own.clamped(to: range)
      if !shared.isEmpty {
        part.append(
          segment.part((shared.lowerBound - start)..<(shared.upperBound - start)))
      }
      start = own.upperBound
    }
    return part
  }
}

/// The place in a body up to which it was read.
struct SegmentReader: Sendable {
  private let segments: [Segment]
  private var index = 0
  /// The bytes of the current segment that were read.
  private var done = 0
  /// The number of bytes that are left.
  private(set) var rest: Int

  init(_ segments: [Segment]) {
    self.segments = segments
    rest = segments.size
  }

  /// Whether the next bytes come from a file, so that reading may wait for the disk.
  func readsFile(within limit: Int) -> Bool {
    var (reached, index) = (-done, index)
    while index < segments.count, reached < limit {
      if case .file = segments[index] { return true }
      reached += segments[index].count
      index += 1
    }
    return false
  }

  /// The next bytes, `limit` of them or all that are left; nil if a file has become shorter or cannot be read.
  mutating func next(atMost limit: Int) -> [UInt8]? {
    let wanted = min(limit, rest)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(wanted)
    while bytes.count < wanted, index < segments.count {
      let segment = segments[index]
      let count = min(wanted - bytes.count, segment.count - done)
      switch segment.part(done..<(done + count)) {
      case .bytes(let part): bytes += part
      case .zeros(let count): bytes += repeatElement(0, count: count)
      case .file(let file, let range):
        let part = file.bytes(at: range.lowerBound, atMost: range.count)
        guard part.count == range.count else { return nil }
        bytes += part
      }
      done += count
      if done == segment.count { (index, done) = (index + 1, 0) }
    }
    rest -= bytes.count
    return bytes
  }
}
