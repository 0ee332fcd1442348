internal import Dates
internal import Diagnostics
internal import FrontMatter

/// Reads the front matter that belongs to one kind.
func parseDetails(_ fields: inout FieldReader, kind: DocumentKind, zone: Zone) -> Details {
  switch kind {
  case .study: .study(parseStudy(&fields))
  case .notice: .notice(parseNotice(&fields, zone: zone))
  case .activity: .activity(parseActivity(&fields, zone: zone))
  case .page: .page(order: fields.integer("order")?.value)
  case .directory: .branch(parseBranch(&fields, zone: zone))
  }
}

private func parseStudy(_ fields: inout FieldReader) -> StudyDetails {
  var study = StudyDetails()
  study.order = fields.integer("order")?.value
  if var source = fields.object("source", example: "{title: 原文标题, url: https://example.org/}") {
    study.sourceTitle =
      source.requiredText("title", hint: Message("写上原文的标题", "give the original's title"))?.value
    study.sourceURL = source.text("url").flatMap { webAddress($0, &source) }
    fields.absorb(source)
  }
  study.reading =
    fields.choice(
      "reading", ["必读": .required, "选读": .optional, "required": .required, "optional": .optional])?
    .value
  return study
}

/// An address that a reader's browser may be sent to.
func webAddress(_ field: Field<String>, _ fields: inout FieldReader) -> String? {
  guard let fault = AddressFault(of: field.value) else { return field.value }
  fields.report(
    id: "bad-address", field.range,
    Message(
      "这不是完整的网址：\(fault.message.chinese)", "not a whole address: \(fault.message.english)"),
    suggestion: Message(
      "写完整的网址，如 https://example.org/；没有网址就删去这一项",
      "write the whole address, such as https://example.org/, or leave it out"))
  return nil
}

private func parseNotice(_ fields: inout FieldReader, zone: Zone) -> NoticeDetails {
  var notice = NoticeDetails()
  notice.number = fields.text("number")?.value
  notice.issuer = fields.text("issuer")?.value
  notice.recipients = fields.texts("recipients").map(\.value)
  notice.publicity = parsePublicity(&fields, zone: zone)
  notice.expires = fields.moment("expires", zone: zone)?.value
  notice.event = parseEvent(&fields, zone: zone)
  notice.attachments = parseFiles("attachments", title: "title", &fields)
  return notice
}

private func parsePublicity(
  _ fields: inout FieldReader, zone: Zone
) -> (from: Moment, until: Moment)? {
  guard var period = fields.object("publicity", example: "{from: 2026-07-01, until: 2026-07-07}")
  else { return nil }
  let from = period.requiredMoment("from", zone: zone)
  let until = period.requiredMoment("until", zone: zone)
  checkOrder(from, until, "from", "until", &period)
  fields.absorb(period)
  guard let from, let until else { return nil }
  return (from.value, until.value)
}

private func parseEvent(_ fields: inout FieldReader, zone: Zone) -> EventDetails? {
  guard
    var event = fields.object(
      "event", example: "{start: 2026-07-01 14:30, place: 会议室}")
  else { return nil }
  let start = event.requiredMoment("start", zone: zone)
  let end = event.moment("end", zone: zone)
  let place = event.text("place")?.value
  let isCancelled = event.flag("cancelled")?.value ?? false
  checkOrder(start, end, "start", "end", &event)
  fields.absorb(event)
  return start.map {
    EventDetails(start: $0.value, end: end?.value, place: place, isCancelled: isCancelled)
  }
}

/// Reports the second of two dates where it is before the first.
func checkOrder(
  _ first: Field<Moment>?, _ last: Field<Moment>?, _ firstKey: String, _ lastKey: String,
  _ fields: inout FieldReader
) {
  guard let first, let last, last.value.end < first.value else { return }
  fields.report(
    id: "dates-out-of-order", last.range,
    Message("“\(lastKey)”早于“\(firstKey)”", "`\(lastKey)` is before `\(firstKey)`"),
    suggestion: Message("核对这两个日期", "check the two dates"))
}

private func parseActivity(_ fields: inout FieldReader, zone: Zone) -> ActivityDetails {
  var activity = ActivityDetails()
  activity.held = fields.requiredMoment("held", zone: zone)?.value
  activity.place = fields.text("place")?.value
  activity.photos = parseFiles("photos", title: "caption", &fields)
  return activity
}

/// A list of paths, or of mappings with `file` and a title under the key `title`.
private func parseFiles(
  _ key: String, title: String, _ fields: inout FieldReader
) -> [FileReference] {
  fields.items(key).compactMap { item in
    if case .scalar(let path) = item.content {
      return FileReference(file: Field(value: path, range: item.range), title: nil)
    }
    var entry = fields.reader(
      item, path: key, example: "\(key): [{file: 文件名, \(title): 标题}]")
    let file = entry.requiredText(
      "file", hint: Message("写上文件名，例如“file: plan.pdf”", "name the file: `file: plan.pdf`"))
    let text = entry.text(title)?.value
    fields.absorb(entry)
    return file.map { FileReference(file: $0, title: text) }
  }
}

private func parseBranch(_ fields: inout FieldReader, zone: Zone) -> BranchDetails {
  var branch = BranchDetails()
  branch.name = fields.text("name")?.value
  branch.contact = fields.text("contact")?.value
  branch.place = fields.text("place")?.value
  branch.parent = fields.text("parent")
  branch.order = fields.integer("order")?.value
  branch.meetings = parseMeetings(&fields, zone: zone)
  return branch
}
