internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

// The names of a document, and of the parts that only its kind has.

func describeDocument(_ names: inout ObjectNames<ShownDocument>) {
  names.text("title") { $0.document.title }
  names.phrases { $0.document.markedTitle }
  names.address("address") { $0.document.address }
  names.url("url", "absolute") { $0.document.address }
  names.optionalText("summary") { $0.data.summary(of: $0.document) }
  names.optionalDate("date", "date of publication; of an activity without one, its `held`") {
    $0.document.date
  }
  names.optionalDate("updated", "date of the last change, if it is another day than `date`") {
    $0.data.updated($0.document)
  }
  names.optionalObject(
    "author", of: "link", "the author, or the first of several, with a link to the author's page"
  ) { shown in
    shown.document.authors.first.map { shown.data.authorLinks[$0] }
  }
  names.list("otherAuthors", of: "link", "the other authors, if there are several") { shown in
    shown.document.authors.dropFirst().map { shown.data.authorLinks[$0] }
  }
  names.optionalObject("branch", of: "link") { shown in
    shown.document.branch.map { shown.data.branchLinks[$0] }
  }
  names.list("tags", of: "link") { shown in
    shown.document.tags.map { shown.data.tagLinks[$0] }
  }
  names.flag("hasTags") { !$0.document.tags.isEmpty }
  names.flag("pinned", "the document is pinned and has not expired") {
    $0.document.parsed.isPinned(at: $0.data.now)
  }
  names.flag("isWithdrawn", "the notice was withdrawn") {
    $0.document.standing?.withdrawal != nil
  }
  names.flag("isReplaced", "a newer notice replaces it") {
    $0.document.standing?.successors.isEmpty == false
  }
  names.optionalObject(
    "cover", of: "picture", "cover picture; of an activity without one, its first photograph"
  ) {
    shown in
    shown.document.references.mainPicture.map {
      shown.make.picture($0, alternative: shown.document.title)
    }
  }
  names.optionalObject("section", of: "link", "its section; none for pages outside sections") {
    shown in
    shown.document.section.map { shown.data.sectionLinks[$0] }
  }
  names.optionalObject("study", of: "study", "fields of an article") { $0.study }
  names.optionalObject("notice", of: "notice", "fields of a notice") { $0.notice }
  names.optionalObject("activity", of: "activity", "fields of an activity record") { $0.activity }
}

func describeCorrection(_ names: inout ObjectNames<Shown<Reissue>>) {
  names.date("date") { $0.it.date }
  names.optionalText("reason", "what was corrected", example: "时间改为下午3点") { $0.it.reason }
}

extension ShownDocument {
  fileprivate var study: Object? {
    guard case .study(let study) = document.parsed.details, let column = document.column else {
      return nil
    }
    return make.kinds.study(
      ShownDetails(details: study, column: column, document: document, data: data))
  }

  fileprivate var notice: Object? {
    guard case .notice(let notice) = document.parsed.details else { return nil }
    return make.kinds.notice(ShownDetails(details: notice, document: document, data: data))
  }

  fileprivate var activity: Object? {
    guard case .activity(let activity) = document.parsed.details, activity.held != nil else {
      return nil
    }
    return make.kinds.activity(ShownDetails(details: activity, document: document, data: data))
  }
}

func describeStudy(_ names: inout ObjectNames<ShownDetails<StudyDetails>>) {
  names.object("column", of: "link") { $0.data.columnLinks[$0.column] }
  names.number(
    "position", "position in its column, from 1; it shifts when an article is added before it",
    example: "`3`"
  ) { $0.document.position + 1 }
  names.number("total", "number of articles in its column", example: "`5`") {
    $0.data.site.columns[$0.column].documents.count
  }
  names.optionalObject("source", of: "source", "the original of a reprint") { shown in
    shown.details.source.map { shown.make.kinds.source(Shown(it: $0, make: shown.make)) }
  }
  names.flag("required", "必读") { $0.details.reading == .required }
  names.flag("optional", "选读") { $0.details.reading == .optional }
}

func describeSource(_ names: inout ObjectNames<Shown<StudyDetails.Source>>) {
  names.text("title") { $0.it.title }
  names.optionalText("url", "absolute") { $0.it.url }
}

func describeNotice(_ names: inout ObjectNames<ShownDetails<NoticeDetails>>) {
  names.fields(of: NoticeDetails.self) { $0.details }
  names.linked("inquiriesLinks", "`inquiries`") { $0.details.inquiries }
  names.phrases(
    "issuerPhrases", "`issuer` with `<wbr>` where a line may end", isOptional: true
  ) {
    $0.details.issuer ?? ""
  }
  names.phrases(
    "recipientsPhrases", "`recipients` with `<wbr>` where a line may end", isOptional: true
  ) {
    $0.details.recipients.joined(separator: $0.make.words.separator)
  }
  names.optionalDate("issued", "成文日期; `date` where front matter does not have it") {
    $0.document.issued
  }
  names.text("thisNotice", "its words for itself, from the end of its title", example: "本通知") {
    $0.make.words.reference(toNotice: $0.document.title, isPublic: $0.details.publicity != nil)
  }
  names.optionalObject("publicity", of: "publicity", "公示期") { shown in
    shown.details.publicity.map {
      shown.make.kinds.publicity(
        ShownDetails(details: $0, document: shown.document, data: shown.data))
    }
  }
  names.flag("expired", "the notice has expired") { $0.document.parsed.hasExpired(at: $0.data.now) }
  names.optionalObject("event", of: "event") { shown in
    shown.document.event.map {
      shown.make.kinds.event(
        ShownDetails(details: $0, document: shown.document, data: shown.data))
    }
  }
  names.list("attachments", of: "attachment") { shown in
    shown.document.references.attachments.map {
      shown.make.kinds.attachment(Shown(it: $0, make: shown.make))
    }
  }
  names.flag("hasAttachments") { !$0.document.references.attachments.isEmpty }
}

func describePublicity(_ names: inout ObjectNames<ShownDetails<NoticeDetails.Publicity>>) {
  names.date("from") { $0.details.from }
  names.date("until") { $0.details.until }
  names.flag("upcoming") { $0.data.now < $0.details.from }
  names.flag("running") { $0.data.now >= $0.details.from && $0.data.now <= $0.details.until.end }
  names.flag("ended") { $0.data.now > $0.details.until.end }
}

func describeEvent(_ names: inout ObjectNames<ShownDetails<NoticeDetails.Event>>) {
  names.date("start") { $0.details.start }
  names.optionalDate("end") { $0.details.end }
  names.flag("sameDay", "the start and the end are on the same day") { shown in
    let (event, zone) = (shown.details, shown.make.config.zone)
    return event.end.map { $0.on(zone).date == event.start.on(zone).date } ?? true
  }
  names.optionalText("place") { $0.details.place }
  names.flag("ended") { $0.data.now > ($0.details.end ?? $0.details.start).end }
  names.flag("cancelled", "the event is cancelled") { $0.details.isCancelled }
  names.object(
    "calendar", of: "resource", "a calendar file with this event alone", example: "`event.ics`"
  ) { $0.make.resource($0.document.eventAddress) }
}

func describeActivity(_ names: inout ObjectNames<ShownDetails<ActivityDetails>>) {
  names.fields(of: ActivityDetails.self) { $0.details }
  names.list("photos", of: "picture") { shown in
    shown.document.references.photos.map {
      shown.make.picture($0, alternative: shown.document.title)
    }
  }
  names.flag("hasPhotos") { !$0.document.references.photos.isEmpty }
  names.count("photoCount", example: "`4`") { $0.document.references.photos.count }
}
