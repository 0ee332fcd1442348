/// A document's folded passages, as the index takes them: two bytes for each place.
///
/// Passages of a zone follow each other with one place between them, that of a zero. So does the flow of headings and text after
/// the title and the number.
package final class SearchText: Sendable {
  /// The code points, with two zeros at the end; empty if one of them is beyond the basic plane.
  let units: [UInt16]
  /// The code points of a text that has some beyond the basic plane.
  let wideUnits: [UInt32]
  /// The index of the flow's first place.
  let flowStart: Int
  /// The indices of headings, ascending.
  let headings: [Range<Int>]
  /// The number of places of titles and flow.
  package let length: Int
  /// The number of places of the flow: headings, text and one between each two passages.
  package let flowLength: Int

  /// Folds passages, whose flow is that of the headings and texts in their order. Passages without a word take no place.
  package init(_ passages: [Passage], fold: Fold = .standard) {
    var all = FoldBuffer(capacity: passages.reduce(2) { $0 + $1.text.utf8.count + 1 })
    for passage in passages where passage.zone == .title { _ = all.add(passage.text, fold) }
    let flowStart = all.count
    var headings: [Range<Int>] = []
    for passage in passages where passage.zone != .title {
      let range = all.add(passage.text, fold)
      if passage.zone == .heading, !range.isEmpty { headings.append(range) }
    }
    flowLength = max(0, all.count - flowStart - 1)
    length = max(0, flowStart - 1) + flowLength
    self.flowStart = flowStart
    self.headings = headings
    (units, wideUnits) = all.units
  }

  /// The number of code points and zeros.
  var unitCount: Int { max(units.count, wideUnits.count) }

  /// The code point at an index.
  func unit(_ index: Int) -> UInt32 {
    wideUnits.isEmpty ? UInt32(units[index]) : wideUnits[index]
  }
}

/// Folded passages, each with a zero after it.
@safe private struct FoldBuffer: ~Copyable {
  private var scalars: UnsafeMutablePointer<UInt32>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    unsafe scalars = .allocate(capacity: capacity)
  }

  deinit { unsafe scalars.deallocate() }

  /// Appends a passage and a zero, and returns where it is; nothing of a passage without a word.
  mutating func add(_ text: String, _ fold: Fold) -> Range<Int> {
    let start = count
    var text = text
    let written = text.withUTF8 { bytes in
      reserve(bytes.count + 3)
      return unsafe fold.write(bytes, to: scalars + start)
    }
    if let written {
      count += written
    } else {
      add([UInt32](composing: text, with: fold))
    }
    guard count > start else { return start..<start }
    unsafe scalars[count] = 0
    count += 1
    return start..<count - 1
  }

  private mutating func add(_ folded: [UInt32]) {
    reserve(folded.count + 3)
    for scalar in folded {
      unsafe scalars[count] = scalar
      count += 1
    }
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(count + more, capacity * 2)
    let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: scalars, count: count)
    unsafe scalars.deallocate()
    unsafe scalars = larger
  }

  /// The code points and two zeros, in two bytes each if that is enough for all, else in four.
  var units: ([UInt16], [UInt32]) {
    var all: UInt32 = 0
    for index in 0..<count { unsafe all |= scalars[index] }
    let folded = unsafe UnsafeBufferPointer(start: scalars, count: count)
    return all < 0x10000
      ? (unsafe Self.copied(of: folded), []) : ([], unsafe Self.copied(of: folded))
  }

  private static func copied<Unit: FixedWidthInteger>(
    of scalars: UnsafeBufferPointer<UInt32>
  ) -> [Unit] {
    unsafe [Unit](unsafeUninitializedCapacity: scalars.count + 2) { output, written in
      for index in 0..<scalars.count {
        unsafe output[index] = Unit(truncatingIfNeeded: scalars[index])
      }
      unsafe output[scalars.count] = 0
      unsafe output[scalars.count + 1] = 0
      written = scalars.count + 2
    }
  }
}
