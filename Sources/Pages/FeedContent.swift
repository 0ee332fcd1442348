internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Feeds
internal import Glibc
internal import SiteModel

/// The HTML of an item: the body, and around it the parts of the front matter that a page shows, so that nothing is
/// missed by readers who never open the page.
///
/// It contains nothing that depends on time alone (running, ended, expired), so that the same document always gives the
/// same bytes.
func feedContent(
  _ document: Document, _ body: HTMLFragment, _ config: SiteConfig
) -> [HTMLFragment] {
  var html = FeedContent(document, config)
  switch document.parsed.details {
  case .study(let study):
    html.add(facts: facts(of: study, config.words))
    html.add(body: body)
    html.addSource(study)
  case .notice(let notice):
    html.add(facts: facts(of: notice, config))
    if notice.publicity == nil { html.addRecipients(notice.recipients) }
    html.add(body: body)
    html.add(attachments: document.references.attachments)
    html.add(facts: labelled(notice, config, isLast: true))
  case .activity(let activity):
    html.add(facts: facts(of: activity, config))
    if document.references.photos.isEmpty, let cover = document.references.cover {
      html.add(picture: cover)
    }
    html.add(body: body)
    for photo in document.references.photos { html.add(picture: photo) }
  case .column, .page, .branch: html.add(body: body)
  }
  return html.finish()
}

// MARK: - Facts

private typealias Fact = (label: String, text: String)

private func facts(of study: StudyDetails, _ words: Words) -> [Fact] {
  switch study.reading {
  case .required: [(words.reading, words.required)]
  case .optional: [(words.reading, words.optional)]
  case nil: []
  }
}

private func facts(of notice: NoticeDetails, _ config: SiteConfig) -> [Fact] {
  let words = config.words
  var facts = labelled(notice, config, isLast: false)
  if let event = notice.event {
    let time = words.period(event.start.on(config.zone), event.end?.on(config.zone))
    facts.append(
      (words.time, event.isCancelled ? time + words.inBrackets(words.cancelled) : time))
    if let place = event.place { facts.append((words.place, place)) }
  }
  if let publicity = notice.publicity {
    let days = words.days(
      publicity.from.on(config.zone).date, publicity.until.on(config.zone).date)
    facts.append((words.publicity, days))
  }
  if let expires = notice.expires {
    facts.append((words.validUntil, words.day(expires.on(config.zone).date)))
  }
  return facts
}

/// The fields that are facts, with their labels, either those before the body or those after it.
private func labelled<List: FieldList>(
  _ list: List, _ config: SiteConfig, isLast: Bool
) -> [Fact] {
  var collector = FactCollector(config: config, isLast: isLast)
  var list = list
  list.visit(&collector)
  return collector.facts
}

/// A visitor that collects the texts of fields that are facts.
private struct FactCollector: FieldVisitor, FieldPresenter {
  let config: SiteConfig
  let isLast: Bool
  var facts: [Fact] = []
  private var label = ""

  init(config: SiteConfig, isLast: Bool) {
    self.config = config
    self.isLast = isLast
  }

  mutating func meet<Value: FieldValue>(
    _ value: inout Value, _ key: String, _ rules: FieldRules, about: () -> FieldText
  ) {
    guard let fact = rules.fact, fact.isLast == isLast else { return }
    label = config.words.isChinese ? fact.label.chinese : fact.label.english
    value.present(key, to: &self)
  }

  mutating func present(_ text: String?, _ key: String) {
    if let text { facts.append((label, text)) }
  }

  mutating func present(_ moment: Moment?, _ key: String) {
    if let moment { facts.append((label, config.words.day(moment.on(config.zone).date))) }
  }

  mutating func present(_ texts: [String], _ key: String) {
    if !texts.isEmpty { facts.append((label, texts.joined(separator: config.words.separator))) }
  }
}

private func facts(of activity: ActivityDetails, _ config: SiteConfig) -> [Fact] {
  let words = config.words
  var facts: [Fact] = []
  if let held = activity.held { facts.append((words.time, words.moment(held.on(config.zone)))) }
  if let place = activity.place { facts.append((words.place, place)) }
  return facts
}

// MARK: - HTML

private struct FeedContent: ~Copyable {
  private let config: SiteConfig
  private let page: Address
  private let isTrusted: Bool
  private var words: Words { config.words }
  private var finished: [HTMLFragment] = []
  /// The piece that is being written.
  private var html = ByteWriter(capacity: 512)
  private var insertions: [HTMLFragment.Insertion] = []

  init(_ document: Document, _ config: SiteConfig) {
    self.config = config
    page = document.address
    isTrusted = config.trustsHTML(in: document.parsed.path)
  }

  /// The pieces, after finishing the last one.
  mutating func finish() -> [HTMLFragment] {
    if html.count > 0 {
      finished.append(HTMLFragment(bytes: html.array(), insertions: insertions))
      html.removeAll()
      insertions = []
    }
    return finished
  }

  /// Adds facts as one paragraph, each on a line of its own.
  mutating func add(facts: [Fact]) {
    guard !facts.isEmpty else { return }
    for (index, fact) in facts.enumerated() {
      html.append(index == 0 ? "<p>" : "<br />\n")
      html.append(html: fact.label + words.colon + fact.text)
    }
    html.append("</p>\n")
  }

  mutating func addRecipients(_ recipients: [String]) {
    guard !recipients.isEmpty else { return }
    html.append("<p>")
    html.append(html: recipients.joined(separator: words.separator) + words.colon)
    html.append("</p>\n")
  }

  mutating func addSource(_ study: StudyDetails) {
    guard let source = study.source else { return }
    html.append("<p>")
    html.append(html: words.source + words.colon)
    if let url = source.url {
      html.append("<a href=\"")
      html.append(html: url)
      html.append("\">")
      html.append(html: source.title)
      html.append("</a>")
    } else {
      html.append(html: source.title)
    }
    html.append("</p>\n")
  }

  mutating func add(picture: Picture) {
    html.append("<figure>")
    if let played = picture.played {
      add(played, at: picture)
    } else {
      add(imageOf: picture)
    }
    if let caption = picture.caption {
      html.append("<figcaption>")
      html.append(html: caption)
      html.append("</figcaption>")
    }
    html.append("</figure>\n")
  }

  /// Adds a video or a sound, with a link for readers that do not play it.
  private mutating func add(_ played: PlayedFile, at file: Picture) {
    let element = played.media.elementName
    html.append("<\(element) src=\"")
    add(address: file.address)
    html.append("\" controls=\"\" preload=\"metadata\"><a href=\"")
    add(address: file.address)
    html.append("\">")
    html.append(html: file.caption ?? fileName(of: file.address.path))
    html.append("</a></\(element)>")
  }

  private mutating func add(imageOf picture: Picture) {
    html.append("<img src=\"")
    add(address: picture.address)
    html.append("\"")
    if let size = picture.size {
      html.append(" width=\"\(size.width)\" height=\"\(size.height)\"")
    }
    html.append(" alt=\"")
    html.append(html: picture.caption ?? "")
    html.append("\" />")
  }

  mutating func add(attachments: [Attachment]) {
    guard !attachments.isEmpty else { return }
    html.append("<p>")
    html.append(html: words.attachments + words.colon)
    html.append("</p>\n<ol>\n")
    for attachment in attachments {
      html.append("<li><a href=\"")
      add(address: attachment.address)
      html.append("\">")
      html.append(html: attachment.title)
      html.append(words.isChinese ? "</a>" : "</a> ")
      html.append(html: words.file(type: attachment.typeName, size: attachment.size))
      html.append("</li>\n")
    }
    html.append("</ol>\n")
  }

  /// Adds an address within the site, which each feed completes.
  private mutating func add(address: Address) {
    var escaped = ByteWriter(capacity: 128)
    escaped.append(html: address.encoded)
    let text = String(decoding: escaped.array(), as: UTF8.self)
    insertions.append(.init(offset: html.count, text: text, isLocal: true))
  }

  /// Adds the body in a form that feed readers accept.
  mutating func add(body: HTMLFragment) {
    if isTrusted { return add(trusted: body) }
    let edits = edits(of: body.bytes)
    if edits.isEmpty {
      finished = finish() + [body]
      return
    }
    var from = 0
    var waiting = body.insertions[...]
    for edit in edits {
      copy(body.bytes[from..<edit.range.lowerBound], &waiting)
      html.append(edit.text)
      from = edit.range.upperBound
    }
    copy(body.bytes[from...], &waiting)
  }

  /// Adds a body that may contain any HTML, without the parts of it that run. Whether an insertion is in an attribute
  /// or in a text is known only after all have been made.
  private mutating func add(trusted body: HTMLFragment) {
    var whole = ByteWriter(capacity: body.bytes.count + 256)
    body.write(to: &whole, root: config.url)
    html.append(feedHTML(whole.array(), on: HTMLBase(page: config.url + page.encoded)))
  }

  /// Copies a run, and its insertions at their new offsets.
  private mutating func copy(
    _ run: ArraySlice<UInt8>, _ waiting: inout ArraySlice<HTMLFragment.Insertion>
  ) {
    let shift = html.count - run.startIndex
    while let next = waiting.first, next.offset <= run.endIndex {
      insertions.append(
        .init(offset: next.offset + shift, text: next.text, isLocal: next.isLocal))
      waiting.removeFirst()
    }
    html.append(run)
  }
}

/// A replacement for a few bytes of a body that contain no insertion.
private struct HTMLEdit {
  let range: Range<Int>
  let text: String
}

/// The edits that write the alignment of a table's cells as an attribute that feed readers keep, since they drop
/// styles, and a scheme before addresses that have none but a host. Text contains no unescaped quotation mark, so that only
/// tags match.
private func edits(of bytes: [UInt8]) -> [HTMLEdit] {
  let before = Array(" style=\"text-align: ".utf8)
  var edits: [HTMLEdit] = []
  var index = 0
  while let equals = firstEqualsSign(in: bytes, from: index) {
    index = equals + 1
    if bytes[index...].starts(with: "\"//".utf8),
      ["href", "src"].contains(where: {
        bytes[..<equals].suffix($0.utf8.count).elementsEqual($0.utf8)
      })
    {
      edits.append(HTMLEdit(range: index + 1..<index + 1, text: "https:"))
      continue
    }
    let start = equals - 6
    guard start >= 0, bytes[start...].starts(with: before) else { continue }
    let word = bytes[(start + before.count)...].prefix { $0 != UInt8(ascii: "\"") }
    index = min(word.endIndex + 1, bytes.count)
    edits.append(
      HTMLEdit(
        range: start..<index, text: " align=\"" + String(decoding: word, as: UTF8.self) + "\""))
  }
  return edits
}

private func firstEqualsSign(in bytes: [UInt8], from start: Int) -> Int? {
  unsafe bytes.withUnsafeBytes { bytes in
    guard let base = bytes.baseAddress else { return nil }
    let found = unsafe memchr(base + start, Int32(UInt8(ascii: "=")), bytes.count - start)
    return unsafe found.map { unsafe UnsafeRawPointer($0) - base }
  }
}
