internal import ByteText
internal import Content
internal import Dates
internal import Diagnostics
internal import Feeds
internal import SiteModel

/// The HTML of an item: the body, and around it the parts of the front matter that a page shows, so that nothing is
/// missed by readers who never open the page. It begins with what the item says, since readers preview its first words: a
/// notice of a meeting with the time and the place, anything else with its text. What has labels is at the end.
///
/// It contains nothing that depends on time alone (running, ended, expired), so that the same document always gives the
/// same bytes.
func feedContent(
  _ document: Document, _ body: HTMLFragment, _ site: Site
) -> [HTMLFragment] {
  let config = site.config
  var html = FeedContent(document, site)
  switch document.parsed.details {
  case .study(let study):
    html.add(body: body)
    html.add(facts: facts(of: study, config.words))
    html.addSource(study)
  case .notice(let notice):
    if let event = document.event { html.add(paragraph: config.announcement(of: event)) }
    html.add(body: body)
    html.add(attachments: document.references.attachments)
    html.add(facts: facts(of: notice, config))
  case .activity(let activity):
    if document.references.photos.isEmpty, let cover = document.references.cover {
      html.add(picture: cover)
    }
    html.add(body: body)
    for photo in document.references.photos { html.add(picture: photo) }
    html.add(facts: facts(of: activity, config))
  case .column, .page, .branch: html.add(body: body)
  }
  html.addLinkToPage(after: body)
  return html.finish()
}

extension SiteConfig {
  /// The time and the place of an event, without labels: `2026年6月13日（星期六）14:30—16:30，同心会议室`.
  func announcement(of event: NoticeDetails.Event) -> String {
    let time = words.period(event.start.on(zone), event.end?.on(zone))
    let text = event.place.map { time + words.comma + $0 } ?? time
    return event.isCancelled ? words.inLeadingBrackets(words.cancelled) + text : text
  }
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
  if notice.publicity == nil, !notice.recipients.isEmpty {
    facts.append((words.recipients, notice.recipients.joined(separator: words.separator)))
  }
  if let publicity = notice.publicity {
    let days = words.days(
      publicity.from.on(config.zone).date, publicity.until.on(config.zone).date)
    facts.append((words.publicity, days))
  }
  if let expires = notice.expires {
    facts.append((words.validUntil, words.day(expires.on(config.zone).date)))
  }
  return facts + labelled(notice, config, isLast: true)
}

/// The fields that are facts, with their labels, either the first ones below the body or the last ones.
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
    label = config.words.isChinese ? config.words.han(fact.label.chinese) : fact.label.english
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
  private let site: Site
  private var config: SiteConfig { site.config }
  private let page: Address
  /// The address of the page, escaped for HTML.
  private let pageURL: String
  private let isTrusted: Bool
  private var words: Words { config.words }
  private var finished: [HTMLFragment] = []
  /// The piece that is being written.
  private var html = ByteWriter(capacity: 512)
  private var insertions: [HTMLFragment.Insertion] = []

  init(_ document: Document, _ site: Site) {
    self.site = site
    page = document.address
    var address = ByteWriter(capacity: 128)
    address.append(html: site.config.url + document.address.encoded)
    pageURL = String(decoding: address.array(), as: UTF8.self)
    isTrusted = site.config.trustsHTML(in: document.parsed.path)
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

  /// Adds a text as a paragraph.
  mutating func add(paragraph text: String) {
    html.append("<p>")
    html.append(html: text)
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
    html.append("<figure\(FeedMarkup.figureStyle)>")
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

  /// Adds a link to the page, which plays the video or the sound.
  private mutating func add(_ played: PlayedFile, at file: Picture) {
    var label = ByteWriter(capacity: 128)
    label.append(html: file.caption ?? fileName(of: file.address.path))
    html.append(
      words.linkToPlayer(
        page: pageURL, isVideo: played.media == .video,
        label: String(decoding: label.array(), as: UTF8.self)))
  }

  private mutating func add(imageOf picture: Picture) {
    html.append("<img\(FeedMarkup.pictureStyle) src=\"")
    add(address: site.usualAddress(of: picture))
    html.append("\"")
    if let size = site.usualSize(of: picture) {
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
    let body = isTrusted ? filtered(body) : withMarkupInBytes(body)
    var markup = FeedMarkup(body.bytes, page: pageURL, words)
    markup.run()
    if markup.edits.isEmpty {
      finished = finish() + [body]
      return
    }
    var from = 0
    var waiting = body.insertions[...]
    for edit in markup.edits {
      copy(body.bytes[from..<edit.range.lowerBound], &waiting)
      html.append(edit.text)
      from = edit.range.upperBound
      while let next = waiting.first, next.offset < from { waiting.removeFirst() }
    }
    copy(body.bytes[from...], &waiting)
  }

  /// A body that may contain any HTML, without the parts of it that run, and with a link to the page for each frame. Whether
  /// an insertion is in an attribute or in a text is known only after all have been made.
  private func filtered(_ body: HTMLFragment) -> HTMLFragment {
    var whole = ByteWriter(capacity: body.bytes.count + 256)
    body.write(to: &whole, root: config.url)
    let base = HTMLBase(page: config.url + page.encoded)
    let link = Array("<p>\(words.linkToFrame(page: pageURL))</p>".utf8)
    return HTMLFragment(bytes: feedHTML(whole.array(), on: base, insteadOfFrames: link))
  }

  /// A body whose insertions are texts and addresses alone: those that contain tags of pictures are written into its bytes.
  private func withMarkupInBytes(_ body: HTMLFragment) -> HTMLFragment {
    guard body.insertions.contains(where: { $0.text.utf8.starts(with: "<".utf8) }) else {
      return body
    }
    var bytes = ByteWriter(capacity: body.bytes.count + 256)
    var insertions: [HTMLFragment.Insertion] = []
    var from = 0
    for insertion in body.insertions {
      bytes.append(body.bytes[from..<insertion.offset])
      from = insertion.offset
      if insertion.isLocal {
        insertions.append(.init(offset: bytes.count, text: insertion.text, isLocal: true))
      } else {
        bytes.append(insertion.text)
      }
    }
    bytes.append(body.bytes[from...])
    return HTMLFragment(bytes: bytes.array(), insertions: insertions)
  }

  /// Adds a link to the page after a text that is long.
  mutating func addLinkToPage(after body: HTMLFragment) {
    guard body.bytes.count > longBody else { return }
    html.append("<p><a href=\"")
    html.append(pageURL)
    html.append("\">")
    html.append(html: words.readOnPage)
    html.append("</a></p>\n")
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

/// The number of bytes of HTML from which on a text is long: two screens of a telephone.
private let longBody = 6000
