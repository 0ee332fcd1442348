package import ByteText

/// The kinds of things that a file tells about persons, places and devices.
package struct PrivateKinds: OptionSet, Sendable, Hashable {
  /// A bit for each kind.
  package let rawValue: Int

  /// Kinds by their bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The place where a picture was taken.
  package static let location = PrivateKinds(rawValue: 1)
  /// The maker, the model or the program.
  package static let device = PrivateKinds(rawValue: 2)
  /// The number of a device or an owner's name in it.
  package static let serial = PrivateKinds(rawValue: 4)
  /// A person's or an organisation's name.
  package static let author = PrivateKinds(rawValue: 8)
  /// The time when it was taken or made.
  package static let time = PrivateKinds(rawValue: 16)
  /// A smaller or earlier picture of the same.
  package static let preview = PrivateKinds(rawValue: 32)
  /// A description or a comment.
  package static let comment = PrivateKinds(rawValue: 64)
  /// Bytes after the end of the file proper.
  package static let trailing = PrivateKinds(rawValue: 128)
}

/// The reason why a file may still tell something after its edits.
package enum Doubt: Int, Sendable, CaseIterable {
  /// It breaks off, or its parts contradict each other.
  case damaged = 1
  /// It has too many parts to be searched.
  case intricate
  /// It is a camera's raw file, or in a variant of a format that is not understood.
  case unknownVariant
}

/// The parts of a file that tell about persons, places and devices.
package struct PrivateParts: Sendable, Equatable {
  /// The edits that remove them, sorted; none overlaps another.
  package internal(set) var edits: [ByteEdit]
  /// The kinds of things that are removed.
  package internal(set) var kinds: PrivateKinds
  /// The reason why something may be left, nil if nothing is.
  package internal(set) var doubt: Doubt?
  /// The names of persons and organisations in a file that is not changed: a PDF file or one of an office program.
  package internal(set) var people: [String]

  /// Parts that are known; by default none.
  package init(
    edits: [ByteEdit] = [], kinds: PrivateKinds = [], doubt: Doubt? = nil, people: [String] = []
  ) {
    self.edits = edits
    self.kinds = kinds
    self.doubt = doubt
    self.people = people
  }

  /// Whether nothing was found.
  package var isEmpty: Bool { self == PrivateParts() }

  /// The size that a file of `size` bytes has after the edits.
  package func size(of size: Int) -> Int { edits.size(of: size) }

  // MARK: - Gathering

  /// Leaves a range out.
  mutating func leaveOut(_ range: Range<Int>, _ kinds: PrivateKinds = []) {
    replace(range, with: [], kinds)
  }

  /// Puts zeros in the place of a range.
  mutating func blank(_ range: Range<Int>, _ kinds: PrivateKinds = []) {
    self.kinds.formUnion(kinds)
    if !range.isEmpty { edits.append(ByteEdit(range, zeros: range.count)) }
  }

  /// Puts other bytes in the place of a range; they are `padded` with zeros to its length.
  mutating func replace(
    _ range: Range<Int>, with bytes: [UInt8], _ kinds: PrivateKinds = [], padded: Bool = false
  ) {
    self.kinds.formUnion(kinds)
    if range.isEmpty && bytes.isEmpty { return }
    edits.append(
      ByteEdit(range, bytes: bytes, zeros: padded ? max(0, range.count - bytes.count) : 0))
  }

  private static let mostEdits = 20_000

  /// Sorts the edits and joins those that touch. Edits that overlap, which only a file has whose parts do, are not made.
  mutating func arrange(in count: Int) {
    let sorted = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }.map(\.element)
    var arranged: [ByteEdit] = []
    for edit in sorted {
      guard let last = arranged.last else {
        if edit.range.upperBound <= count { arranged.append(edit) }
        continue
      }
      if edit.range.lowerBound < last.range.upperBound || edit.range.upperBound > count {
        // Two that only blank are one.
        if last.isBlank && edit.isBlank && edit.range.upperBound <= count {
          let range =
            last.range.lowerBound..<max(last.range.upperBound, edit.range.upperBound)
          arranged[arranged.count - 1] = ByteEdit(range, zeros: range.count)
        } else {
          doubt = doubt ?? .damaged
        }
      } else if edit.range.lowerBound == last.range.upperBound, last.zeros == 0 || edit.bytes == []
      {
        arranged[arranged.count - 1] = ByteEdit(
          last.range.lowerBound..<edit.range.upperBound, bytes: last.bytes + edit.bytes,
          zeros: last.zeros + edit.zeros)
      } else {
        arranged.append(edit)
      }
    }
    if arranged.count > Self.mostEdits {
      doubt = .intricate
      arranged = []
      kinds = []
    }
    edits = arranged
  }
}

extension ByteEdit {
  fileprivate var isBlank: Bool { bytes.isEmpty && zeros == range.count }
}
