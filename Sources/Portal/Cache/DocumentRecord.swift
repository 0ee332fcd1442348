internal import ByteText
internal import Dates
internal import Digests
internal import Files
internal import FrontMatter

// What a record of a document holds, said once for writing and reading.

extension ParsedDocument {
  /// What stands for all that other outputs show of a document. It leaves out what they show by way of
  /// something else, or not at all: where the document stands and in what order, what its tags, author
  /// and branch are called.
  static func entry(
    _ kind: DocumentKind, _ header: Header, _ details: Details, _ facts: TextFacts
  ) -> Digest {
    var shown = Header()
    shown.title = header.title
    shown.date = header.date
    shown.updated = header.updated
    shown.summary = header.summary
    shown.cover = header.cover
    var writer = RecordWriter()
    writer.code(entryOf: kind, shown, details.withoutOrder, facts)
    return unsafe writer.values.withUnsafeBytes { unsafe Digest(of: $0) }
  }

  /// Writes the document's record.
  func write(to writer: inout RecordWriter) {
    var (links, body) = (facts.links.all, facts.body)
    writer.code(entryOf: kind, header, details, facts)
    writer.code(&body)
    writer.code(&links, empty: emptyLink) { $0.code(&$1) }
  }

  /// A document as its record has it, without its text; nil if that is not a record.
  convenience init?(_ record: RecordMemory, file: FilePath, source: Digest, entry: Digest) {
    var kind = DocumentKind.page
    var header = Header()
    var details = Details.page(order: nil)
    var facts = TextFacts()
    var reader = unsafe RecordReader(record.bytes)
    reader.code(&kind)
    reader.code(&header)
    reader.code(&details)
    var hasSummary = false
    reader.code(&hasSummary)
    if hasSummary { facts.summary = .remembered(record, reader.text()) }
    reader.code(&facts.body)
    let links = reader.current
    let count = reader.number()
    if count > 0 { facts.links = .remembered(record, links) }
    guard !reader.isBroken, unsafe count <= record.bytes.count else { return nil }
    self.init(
      file: file, kind: kind, header: header, details: details, facts: facts, source: source,
      entry: entry)
  }
}

extension Details {
  fileprivate var withoutOrder: Details {
    switch self {
    case .study(var study):
      study.order = nil
      return .study(study)
    case .branch(var branch):
      branch.order = nil
      return .branch(branch)
    case .column: return .column(order: nil)
    case .page: return .page(order: nil)
    case .notice, .activity: return self
    }
  }
}

extension RecordMemory {
  /// The links that stand behind a place of it.
  func links(at place: RecordReader.Place) -> [LocalLink] {
    var reader = unsafe RecordReader(bytes, at: place)
    var links: [LocalLink] = []
    reader.code(&links, empty: emptyLink) { $0.code(&$1) }
    return links
  }

  /// The same, one after the other, as far as it matters where they lead.
  func knownLinks(at place: RecordReader.Place) -> KnownLinks {
    KnownLinks(unsafe RecordReader(bytes, at: place))
  }
}

/// The links of a record, to be taken one after the other.
struct KnownLinks: ~Copyable {
  private var reader: RecordReader
  let count: Int

  fileprivate init(_ reader: consuming RecordReader) {
    self.reader = reader
    count = self.reader.number()
  }

  mutating func next() -> KnownLink { reader.link() }
}

extension RecordReader {
  /// Reads a link as `code` does, but neither as it was written nor where.
  fileprivate mutating func link() -> KnownLink {
    _ = text()
    var (hasPath, isFragment, isPicture, suffix) = (false, false, false, "")
    code(&hasPath)
    let path = hasPath ? unsafe Digest(of: lentText()) : nil
    code(&suffix)
    code(&isFragment)
    code(&isPicture)
    return KnownLink(path: path, suffix: suffix, isFragment: isFragment, isPicture: isPicture)
  }
}

extension RecordWriter {
  fileprivate mutating func code(
    entryOf kind: DocumentKind, _ header: Header, _ details: Details, _ facts: TextFacts
  ) {
    var (kind, header, details, summary) = (kind, header, details, facts.summary?.text)
    code(&kind)
    code(&header)
    code(&details)
    code(&summary)
  }
}

private let emptyLink = LocalLink(
  written: "", target: LocalDestination(path: nil, suffix: "", isFragment: false), isPicture: false,
  range: 0..<0)
private let emptyFile = FileReference(file: emptyField, title: nil)
private let emptyEvent = EventDetails(start: emptyMoment)
private let emptyMeeting = Meeting(title: emptyField, start: emptyMoment, rhythm: .month)

extension RecordCoder where Self: ~Copyable {
  fileprivate mutating func code(_ kind: inout DocumentKind) {
    var number = DocumentKind.allCases.firstIndex(of: kind) ?? 0
    code(&number)
    if DocumentKind.allCases.indices.contains(number) { kind = DocumentKind.allCases[number] }
  }

  fileprivate mutating func code(_ digest: inout Digest) {
    var (high, low) = (Int(bitPattern: UInt(digest.high)), Int(bitPattern: UInt(digest.low)))
    code(&high)
    code(&low)
    digest = Digest(high: UInt64(UInt(bitPattern: high)), low: UInt64(UInt(bitPattern: low)))
  }

  fileprivate mutating func code(_ link: inout LocalLink) {
    var (path, suffix) = (link.target.path, link.target.suffix)
    var isFragment = link.target.isFragment
    code(&link.written)
    code(&path)
    code(&suffix)
    code(&isFragment)
    link.target = LocalDestination(path: path, suffix: suffix, isFragment: isFragment)
    code(&link.isPicture)
    code(&link.range)
  }

  fileprivate mutating func code(_ header: inout Header) {
    code(&header.title)
    code(&header.date)
    code(&header.updated)
    code(&header.id)
    code(&header.slug)
    code(&header.summary)
    code(&header.tags)
    code(&header.author)
    code(&header.branch)
    code(&header.isDraft)
    code(&header.isPinned)
    code(&header.aliases)
    code(&header.cover)
    code(&header.template)
  }

  fileprivate mutating func code(_ details: inout Details) {
    var kind =
      switch details {
      case .study: 0
      case .column: 1
      case .notice: 2
      case .activity: 3
      case .page: 4
      case .branch: 5
      }
    code(&kind)
    switch kind {
    case 0:
      var study = if case .study(let study) = details { study } else { StudyDetails() }
      code(&study)
      details = .study(study)
    case 1:
      var place = if case .column(let order) = details { order } else { Int?.none }
      code(&place)
      details = .column(order: place)
    case 2:
      var notice = if case .notice(let notice) = details { notice } else { NoticeDetails() }
      code(&notice)
      details = .notice(notice)
    case 3:
      var activity =
        if case .activity(let activity) = details { activity } else { ActivityDetails() }
      code(&activity.held)
      code(&activity.place)
      code(&activity.photos, empty: emptyFile) { $0.code(&$1) }
      details = .activity(activity)
    case 4:
      var place = if case .page(let order) = details { order } else { Int?.none }
      code(&place)
      details = .page(order: place)
    default:
      var branch = if case .branch(let branch) = details { branch } else { BranchDetails() }
      code(&branch)
      details = .branch(branch)
    }
  }

  private mutating func code(_ study: inout StudyDetails) {
    code(&study.order)
    code(&study.sourceTitle)
    code(&study.sourceURL)
    code(&study.reading, empty: .optional) { $0.code(&$1) }
  }

  private mutating func code(_ notice: inout NoticeDetails) {
    code(&notice.number)
    code(&notice.issuer)
    code(&notice.recipients, empty: "") { $0.code(&$1) }
    code(&notice.publicity, empty: (emptyMoment, emptyMoment)) {
      $0.code(&$1.from)
      $0.code(&$1.until)
    }
    code(&notice.expires)
    code(&notice.event, empty: emptyEvent) {
      $0.code(&$1.start)
      $0.code(&$1.end)
      $0.code(&$1.place)
      $0.code(&$1.isCancelled)
    }
    code(&notice.attachments, empty: emptyFile) { $0.code(&$1) }
  }

  private mutating func code(_ file: inout FileReference) {
    var (field, title) = (file.file, file.title)
    code(&field)
    code(&title)
    file = FileReference(file: field, title: title)
  }

  private mutating func code(_ branch: inout BranchDetails) {
    code(&branch.name)
    code(&branch.contact)
    code(&branch.place)
    code(&branch.parent)
    code(&branch.order)
    code(&branch.meetings, empty: emptyMeeting) { $0.code(&$1) }
  }

  private mutating func code(_ meeting: inout Meeting) {
    code(&meeting.id)
    code(&meeting.title)
    code(&meeting.start)
    code(&meeting.end)
    code(&meeting.rhythm)
    code(&meeting.anchor)
    code(&meeting.until)
    code(&meeting.exceptions, empty: firstDay) {
      var days = $1.daysSinceEpoch
      $0.code(&days)
      $1 = CivilDate(daysSinceEpoch: days)
    }
    code(&meeting.place)
    code(&meeting.updated)
    code(&meeting.isCancelled)
  }
}

private let firstDay = CivilDate(daysSinceEpoch: 0)
