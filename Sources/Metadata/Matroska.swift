/// Matroska and WebM (RFC 9559): elements of EBML, whose numbers and lengths have their own lengths. Elements name
/// places of others, so that no length changes: an element goes by becoming `Void`.
struct MatroskaSearch {
  private let file: ByteSource
  private(set) var parts = PrivateParts()

  init(_ file: ByteSource) { self.file = file }

  private struct Element {
    let id: Int
    let start: Int
    /// Up to the end of the file where no length is stated.
    let content: Range<Int>
    let isOpen: Bool
    var range: Range<Int> { start..<content.upperBound }
  }

  private enum ID {
    static let segment = 0x1853_8067
    static let info = 0x1549_A966
    static let seekHead = 0x114D_9B74
    static let seek = 0x4DBB
    static let seekID = 0x53AB
    static let tags = 0x1254_C367
    static let attachments = 0x1941_A469
    static let cluster = 0x1F43_B675
    static let void = 0xEC
    static let checkSum = 0xBF
    static let date = 0x4461
    static let apps = [0x4D80, 0x5741]
    static let fileNames = [0x7384, 0x3C_83AB, 0x3E_83BB]
    static let title = 0x7BA9
  }

  mutating func run() {
    var offset = 0
    while let element = element(at: offset, within: file.count) {
      guard file.step() else {
        parts.doubt = .intricate
        return
      }
      offset = element.content.upperBound
      switch element.id {
      case ID.segment: offset = element.content.lowerBound
      // A cluster without a length ends where something begins that cannot be in one.
      case ID.cluster where element.isOpen: offset = element.content.lowerBound
      case ID.tags, ID.attachments:
        let text = file.bytes(element.content, upTo: 1 << 16)
        remove(element, kinds(inText: text).union(element.id == ID.tags ? [] : .trailing))
      case ID.info: examine(info: element)
      case ID.seekHead: examine(seekHead: element)
      case ID.void where file.holdsAnything(in: element.content): parts.blank(element.content)
      default: break
      }
      if element.isOpen, ![ID.segment, ID.cluster].contains(element.id) {
        parts.doubt = .damaged
        return
      }
    }
    if offset < file.count, element(at: offset, within: file.count) == nil {
      // A recording that was cut ends within an element.
      if file.count - offset > 1 << 20 { return }
      leaveOutRest(of: file, from: offset, &parts)
    }
  }

  private mutating func examine(info: Element) {
    var changes = false
    let inner = elements(in: info.content)
    for element in inner {
      if element.id == ID.date || ID.fileNames.contains(element.id) {
        remove(element, element.id == ID.date ? .time : .comment)
        changes = true
      } else if ID.apps.contains(element.id), file.holdsAnything(in: element.content) {
        // Each must be there; a text may end early.
        parts.blank(element.content, .device)
        changes = true
      }
    }
    if changes { removeCheckSum(of: inner) }
  }

  private mutating func examine(seekHead: Element) {
    var changes = false
    let inner = elements(in: seekHead.content)
    for seek in inner where seek.id == ID.seek {
      let id = elements(in: seek.content).first { $0.id == ID.seekID }
        .flatMap { file.big(min(4, $0.content.count), at: $0.content.lowerBound) }
      if id == ID.tags || id == ID.attachments {
        remove(seek)
        changes = true
      }
    }
    if changes { removeCheckSum(of: inner) }
  }

  private mutating func removeCheckSum(of elements: [Element]) {
    for element in elements where element.id == ID.checkSum { remove(element) }
  }

  private mutating func remove(_ element: Element, _ kinds: PrivateKinds = []) {
    let count = element.range.count
    let header =
      count <= 128
      ? [0xEC, 0x80 | UInt8(count - 2)] : [0xEC, 0x01] + bigBytes(count - 9, width: 7)
    parts.replace(element.range, with: header, kinds, padded: true)
  }

  private func elements(in range: Range<Int>) -> [Element] {
    var (found, offset) = ([Element](), range.lowerBound)
    while file.step(), let element = element(at: offset, within: range.upperBound),
      !element.isOpen
    {
      found.append(element)
      offset = element.content.upperBound
    }
    return found
  }

  private func element(at offset: Int, within end: Int) -> Element? {
    guard offset < end, let first = file[offset], first >= 0x10 else { return nil }
    let idWidth = first.leadingZeroBitCount + 1
    guard let id = file.big(idWidth, at: offset), let mark = file[offset + idWidth], mark != 0
    else { return nil }
    let width = mark.leadingZeroBitCount + 1
    guard let number = file.big(width, at: offset + idWidth) else { return nil }
    let length = number & (1 << (7 * width) - 1)
    let content = offset + idWidth + width
    if length == 1 << (7 * width) - 1 {
      return Element(id: id, start: offset, content: content..<end, isOpen: true)
    }
    guard content <= end else { return nil }
    // The last part of a file may be cut.
    if length > end - content {
      return id == ID.cluster || id == ID.segment
        ? Element(id: id, start: offset, content: content..<end, isOpen: false) : nil
    }
    return Element(id: id, start: offset, content: content..<(content + length), isOpen: false)
  }
}
