/// The line that is shown of a file at a place, and the part of it that is meant.
///
/// It holds no more of the file than a terminal does, so that a message may be kept, and printed again,
/// without the file.
public struct Excerpt: Sendable, Equatable {
  /// The number of the line, from 1.
  public let line: Int
  /// The column at which the meant part begins, from 1, in Unicode scalars.
  public let column: Int
  /// The line, or as much of it as is shown, with `…` where it is cut.
  public let text: String
  /// The number of columns of a terminal before the part that is meant.
  public let lead: Int
  /// The number of columns of a terminal that it takes, at least one.
  public let width: Int

  /// The most columns of an excerpt that was written down, which may be anything; those that are made take less.
  private static let widest = 4096

  /// An excerpt that was made before; figures that cannot be are brought into bounds.
  public init(line: Int, column: Int, text: String, lead: Int, width: Int) {
    self.line = line
    self.column = column
    self.text = text
    self.lead = max(0, min(lead, Self.widest))
    self.width = max(1, min(width, Self.widest))
  }
}

extension Excerpt {
  /// The excerpt at a place of a file: the carets reach as far as the range stays on the line, and a long
  /// line is cut around the place. Costs the same however long the line is.
  init(of file: SourceFile, _ range: Range<Int>, at position: Position) {
    let window = Window(around: range.lowerBound, in: file.bytes, at: position)
    let line = String(decoding: file.bytes[window.start..<window.end], as: UTF8.self)
    let shown = line.unicodeScalars.map { $0 }
    let before = shown.prefix(scalarCount(file.bytes[window.start..<window.place]))
    let end = max(window.place, min(range.upperBound, window.end))
    let marked = shown[before.endIndex...].prefix(scalarCount(file.bytes[window.place..<end]))
    self.init(
      line: position.line, column: position.column,
      text: (window.isCutInFront ? "…" : "") + shown.reduce(into: "") { $0 += shownForm(of: $1) }
        + (window.isCutBehind ? "…" : ""),
      lead: columns(of: before) + (window.isCutInFront ? 1 : 0), width: max(1, columns(of: marked)))
  }
}

private func scalarCount(_ bytes: ArraySlice<UInt8>) -> Int {
  bytes.count { $0 & 0xC0 != 0x80 }
}

/// The number of columns of a line that are shown, beside its number, in a terminal of eighty; in front of a place as many
/// where all of them can be shown, and where they are cut.
private let mostColumns = 70
private let mostColumnsInFront = 50
private let columnsOfCutFront = 30

/// As much of a line as is shown around a place.
private struct Window {
  let start: Int
  let place: Int
  let end: Int
  let isCutInFront: Bool
  let isCutBehind: Bool

  init(around offset: Int, in bytes: [UInt8], at position: Position) {
    func isEnd(_ index: Int) -> Bool {
      index >= bytes.count || bytes[index] == 0x0A || bytes[index] == 0x0D
    }
    func isWithinScalar(_ index: Int) -> Bool {
      index < bytes.count && bytes[index] & 0xC0 == 0x80
    }
    var place = min(max(offset, position.lineStart), bytes.count)
    // The second byte of an end of line is no part of the line.
    if place > position.lineStart, isEnd(place - 1) { place -= 1 }
    func columns(at index: Int) -> Int { bytes[index] >= 0xE2 ? 2 : 1 }
    /// The earliest offset from which on the line takes no more columns up to the place.
    func front(atMost most: Int) -> Int {
      var (start, taken) = (place, 0)
      while start > position.lineStart {
        var previous = start - 1
        while previous > position.lineStart, isWithinScalar(previous) { previous -= 1 }
        guard taken + columns(at: previous) <= most else { break }
        taken += columns(at: previous)
        start = previous
      }
      return start
    }
    var start = front(atMost: mostColumnsInFront)
    isCutInFront = start > position.lineStart
    if isCutInFront { start = front(atMost: columnsOfCutFront) }
    var end = start
    var taken = 0
    while !isEnd(end), taken + columns(at: end) <= mostColumns {
      taken += columns(at: end)
      end += 1
      while isWithinScalar(end) { end += 1 }
    }
    (self.start, self.place, self.end) = (start, place, max(end, place))
    isCutBehind = !isEnd(end)
  }
}

/// A character of an excerpt: a tab is a space, so that its width is known.
private func shownForm(of scalar: Unicode.Scalar) -> String {
  scalar == "\t" ? " " : isUnprintable(scalar) ? escape(of: scalar) : String(scalar)
}

/// The number of columns that some characters of an excerpt take as they are shown.
private func columns(of scalars: ArraySlice<Unicode.Scalar>) -> Int {
  scalars.reduce(0) {
    $0 + shownForm(of: $1).unicodeScalars.reduce(0) { $0 + displayWidth(of: $1) }
  }
}

extension [Diagnostic] {
  /// The same with places that know what is shown of their files, and do not hold the files any longer.
  /// Walks over a file once, however many places of it there are.
  public func withoutFiles() -> [Diagnostic] {
    if allSatisfy(\.hasNoFile) { return self }
    var places = flatMap { [$0.place] + $0.notes.map(\.place) }.withoutFiles()[...]
    return map { diagnostic in
      Diagnostic(
        diagnostic.severity, diagnostic.id, at: places.removeFirst(), diagnostic.message,
        suggestion: diagnostic.suggestion,
        notes: diagnostic.notes.map { Diagnostic.Note($0.message, at: places.removeFirst()) },
        unlisted: diagnostic.unlisted, fixes: diagnostic.fixes)
    }
  }
}

extension Diagnostic {
  fileprivate var hasNoFile: Bool {
    place?.file.bytes.isEmpty != false && notes.allSatisfy { $0.place?.file.bytes.isEmpty != false }
  }
}

extension [Place] {
  /// The same places, which know what is shown of their files and do not hold them any longer.
  public func withoutFiles() -> [Place] { map(Optional.some).withoutFiles().compactMap(\.self) }
}

extension [Place?] {
  fileprivate func withoutFiles() -> [Place?] {
    var places = self
    let order = indices.sorted { start(of: $0) < start(of: $1) }
    var walks: [String: LineWalk] = [:]
    for index in order {
      guard let place = self[index], !place.file.bytes.isEmpty else { continue }
      let (path, range) = (place.file.path, place.range)
      // Two files of one path are the same file at two moments.
      var walk = walks.removeValue(forKey: path) ?? LineWalk(place.file)
      if walk.file.bytes != place.file.bytes { walk = LineWalk(place.file) }
      let excerpt = Excerpt(of: place.file, range, at: walk.position(of: range.lowerBound))
      walks[path] = walk
      places[index] = Place(path: path, range, excerpt)
    }
    return places
  }

  private func start(of index: Int) -> Int { self[index]?.range.lowerBound ?? 0 }
}
