internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

// The names of meetings and events, and of the pages that list them by day.

func describeOccasion(_ names: inout ObjectNames<Shown<ShownOccasion>>) {
  names.text(
    "title",
    "as in calendars: of a notice without the words of the official form, of a meeting with its branch",
    example: "支委会（网络党支部）"
  ) { $0.it.title }
  names.phrases { $0.it.title }
  names.text("name", "the title without the branch of a meeting", example: "支委会") { $0.it.name }
  names.address("address", "the page of the notice, or of the branch whose meeting it is") {
    $0.it.address
  }
  names.date("start") { $0.it.occasion.start }
  names.optionalDate("end") { $0.it.occasion.end }
  names.flag("sameDay", "the start and the end are on the same day") { shown in
    let occasion = shown.it.occasion
    return occasion.end.map { $0.date == occasion.start.date } ?? true
  }
  names.optionalText("place") { $0.it.place }
  names.optionalObject("branch", of: "link") { shown in
    shown.it.branch.map { shown.make.link($0.title, $0.address) }
  }
  names.flag("isMeeting", "it is one of a recurring meeting's, which no notice announces") {
    $0.it.isMeeting
  }
  names.flag("isOfAll", "it is a recurring meeting of all branches") {
    $0.it.isMeeting && $0.it.branch == nil
  }
  names.flag("cancelled") { $0.it.occasion.isCancelled }
  names.flag("leftOut", "the recurring meeting is not held on this day") {
    $0.it.occasion.isLeftOut
  }
  names.optionalDate("movedTo", "the day to which a meeting is moved that is left out") {
    $0.it.moved?.start
  }
  names.optionalObject("movedNotice", of: "link", "the notice of that day") { shown in
    shown.it.moved.map { shown.make.link($0.title, $0.address) }
  }
  names.value("movedTitle", as: "html?", "its title with `<wbr>` where a line may end") { shown in
    shown.it.moved.map { shown.make.phrases($0.title) } ?? .null
  }
  names.optionalDate("movedFrom", "the day of the recurring meeting in whose place it is held") {
    $0.it.occasion.movedFrom
  }
  names.flag("ended", "it is over at the time of the build") { $0.it.isOver }
  names.number(
    "over", "when it is over, in seconds since 1970, for scripts", example: "`1784345400`"
  ) { $0.it.occasion.over.seconds }
}

func describeMeeting(_ names: inout ObjectNames<Shown<ShownMeeting>>) {
  names.text("title", example: "支委会") { $0.it.title }
  names.text("rule", "the days and times in words", example: "每月10日19:30—20:30") { $0.it.rule }
  names.optionalText("place") { $0.it.place }
  names.optionalObject("branch", of: "link", "none for meetings of all branches") { shown in
    shown.it.branch.map { shown.make.link($0.title, $0.address) }
  }
  names.flag("cancelled", "all of its meetings are cancelled") { $0.it.isCancelled }
}

func describeDay(_ names: inout ObjectNames<Shown<DayOfCalendar>>) {
  names.date("date") { $0.it.day }
  names.list("occasions", of: "occasion", "at least one") { day in
    day.it.occasions.map { day.make.occasion($0) }
  }
}

func describeMonth(_ names: inout ObjectNames<Shown<MonthOfCalendar>>) {
  names.text("title", example: "2026年7月") { $0.make.words.month($0.it.first) }
  names.text("id", "for `#…`", example: "`2026-07`") { $0.it.id }
  names.list("days", of: "day", "the days on which something takes place") { month in
    month.it.days.map { month.make.kinds.day(Shown(it: $0, make: month.make)) }
  }
}

extension ValueFactory {
  func occasion(_ occasion: ShownOccasion) -> Object {
    kinds.occasion(Shown(it: occasion, make: self))
  }

  func meeting(_ meeting: ShownMeeting) -> Object { kinds.meeting(Shown(it: meeting, make: self)) }

  func month(_ month: MonthOfCalendar) -> Object { kinds.month(Shown(it: month, make: self)) }
}
