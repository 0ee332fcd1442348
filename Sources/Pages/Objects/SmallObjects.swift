internal import ByteText
internal import Content
internal import Dates
internal import Mustache
internal import SiteModel

// The names of the objects that are parts of larger ones.

func describeLink(_ names: inout ObjectNames<Shown<Link>>) {
  names.text("title", example: "一支部") { $0.it.title }
  names.address("address", example: "`../branches/east/`") { $0.it.address }
}

func describeFeed(_ names: inout ObjectNames<Shown<FeedPlan>>) {
  names.text("title", "full title", example: "通知公告 - 梧桐里") { $0.it.title }
  names.text("name", "title without the site's", example: "通知公告") { $0.it.name }
  names.phrases("namePhrases", "`name` with `<wbr>` where a line may end", isName: true) {
    $0.it.name
  }
  names.address(
    "address", "the file to subscribe to: Atom, or RSS where the site has no Atom",
    example: "`../notice/atom.xml`"
  ) { $0.it.address($0.make.config.feeds.preferred) }
  names.url("url", "the absolute address") { $0.it.address($0.make.config.feeds.preferred) }
  names.discoveryAddress("discovery") { $0.it.address($0.make.config.feeds.preferred) }
  names.text("type", "the media type of that file", example: "`application/atom+xml`") {
    $0.make.config.feeds.preferred.mediaType
  }
  names.object("rss", of: "resource", "the feed as RSS", example: "`../notice/rss.xml`") {
    $0.make.resource($0.it.address(.rss))
  }
  names.optionalObject(
    "atom", of: "resource", "the same feed as Atom, if the site has that format",
    example: "`../notice/atom.xml`"
  ) { $0.make.feedFile($0.it, .atom) }
  names.optionalObject(
    "json", of: "resource", "the same feed as JSON Feed, if the site has that format",
    example: "`../notice/feed.json`"
  ) { $0.make.feedFile($0.it, .json) }
  names.flag("hasOtherFormats", "the feed also exists as Atom or JSON Feed") {
    $0.make.config.feeds.formats.count > 1
  }
  names.flag("isSite", "it is the feed of the whole site") { $0.it.group == .site }
}

func describeFeedGroup(_ names: inout ObjectNames<Shown<ShownFeedGroup>>) {
  names.text("title", example: "栏目") { $0.make.words.title(of: $0.it.kind) }
  names.list("feeds", of: "feed", "at least one") { $0.it.feeds }
  names.flag("isSite", "it is the first group, with the feed of the whole site") {
    $0.it.kind == .site
  }
  names.flag("isSections") { $0.it.kind == .sections }
  names.flag("isColumns") { $0.it.kind == .columns }
  names.flag("isBranches") { $0.it.kind == .branches }
  names.flag("isTags") { $0.it.kind == .tags }
  names.flag("isAuthors") { $0.it.kind == .authors }
}

func describeResource(_ names: inout ObjectNames<Shown<Address>>) {
  names.address("address", example: "`../feeds.opml`") { $0.it }
  names.url("url", "absolute") { $0.it }
  names.discoveryAddress("discovery") { $0.it }
}

func describeSearch(_ names: inout ObjectNames<Shown<SearchPlan>>) {
  names.address("address", "the page of the search", example: "`../search/`") { _ in searchAddress }
  names.value("folder", as: "address", "the folder of the index", example: "`../search/`") { _ in
    .address(searchAddress.path)
  }
  for (name, file) in [("about", SearchFile.about), ("foldTable", .foldTable)] {
    names.optionalAddress(
      name,
      "a file that the script reads first, to be loaded beforehand; none where `files` is `js`",
      example: name == "about" ? "`../search/about.json`" : ""
    ) { $0.it.hasScripts ? nil : Address(path: $0.it.path(of: file)) }
  }
  names.optionalText("files", "`js` where `links` is `file` and the index consists of scripts") {
    $0.it.hasScripts ? "js" : nil
  }
}

func describeCalendar(_ names: inout ObjectNames<Shown<CalendarPlan>>) {
  names.text("title", "full title", example: "网络党支部 - 梧桐里") { $0.it.title }
  names.text("name", "title without the site's", example: "网络党支部") { $0.it.name }
  names.phrases("namePhrases", "`name` with `<wbr>` where a line may end", isName: true) {
    $0.it.name
  }
  names.address("address", "the file", example: "`../calendar.ics`") { $0.it.address }
  names.url("url", "the absolute address") { $0.it.address }
  names.discoveryAddress("discovery") { $0.it.address }
  names.text(
    "webcal", "the address for calendar apps",
    example: "`webcal://wutongli.example/portal/calendar.ics`"
  ) { $0.make.calendarProgramAddress($0.it) }
  names.flag("isSite", "it is the calendar of the whole site") { $0.it.page.path.isEmpty }
}

func describeDate(_ names: inout ObjectNames<Shown<ShownMoment>>) {
  names.text("iso", "the date, with a time in RFC 3339, for `datetime`", example: "`2026-07-01`") {
    $0.it.moment.hasTime ? $0.it.local.rfc3339 : $0.it.local.date.iso
  }
  names.text("long", example: "2026年7月1日") { $0.make.words.day($0.it.local.date) }
  names.text("short", example: "7月1日") { $0.make.words.shortDay($0.it.local.date) }
  names.number("year", example: "`2026`") { $0.it.local.date.year }
  names.text("monthDay", "month and day in digits, for tables", example: "`07-01`") {
    $0.make.words.monthDay($0.it.local.date)
  }
  names.optionalText("time", "time of day, if one was written", example: "`9:30`") {
    $0.make.words.clock($0.it.local)
  }
  names.text("weekday", example: "星期三") { $0.make.words.weekday($0.it.local.date) }
  names.text(
    "full", "the day, its weekday, and the time where one was given", example: "2026年7月1日（星期三）9:30"
  ) {
    $0.make.words.moment($0.it.local)
  }
}

func describePicture(_ names: inout ObjectNames<Shown<ShownPicture>>) {
  names.address("address", "the picture for browsers that choose no size, or the original") {
    $0.make.renditions.usualAddress(of: $0.it.picture.asset, original: $0.it.picture.address)
  }
  names.url("url", "`original`, absolute") { $0.it.picture.address }
  names.address("original", "the file in `content/`, without its metadata") {
    $0.it.picture.address
  }
  names.text("fileWords", "its type and size", example: "（JPG，3.2 MB）") { $0.fileWords }
  names.text("originalWords", "the words for a link to it", example: "原图（JPG，3.2 MB）") {
    $0.make.words.original($0.fileWords)
  }
  names.sources("srcset", "the renditions in a format that all browsers show, for `<img>`", .plain)
  names.sources(
    "bestSrcset", "the renditions in the format that takes fewer bytes, for `<source>`",
    .best)
  names.optionalText("bestType", "the media type of those", example: "`image/webp`") {
    $0.it.renditions?.bestType
  }
  names.text("alt", "the caption, or else the document's title", example: "挖坑") {
    $0.it.picture.caption ?? $0.it.alternative
  }
  names.optionalText("caption") { $0.it.picture.caption }
  names.optionalText("width", "width in pixels, if the file states it", example: "`1200`") {
    $0.it.picture.size.map { String($0.width) }
  }
  names.optionalText("height", example: "`800`") { $0.it.picture.size.map { String($0.height) } }
  names.optionalAddress("poster", "the picture beside a video") { $0.it.poster }
  names.flag("video", "it is a video among photographs") { $0.it.picture.played?.media == .video }
  names.flag("audio", "it is a recording among photographs") {
    $0.it.picture.played?.media == .audio
  }
}

extension Shown<ShownPicture> {
  /// The type and the size of the original, in words.
  fileprivate var fileWords: String {
    make.words.file(named: it.picture.address.path, size: it.picture.bytes)
  }
}

extension ObjectNames<Shown<ShownPicture>> {
  /// Adds a name for the renditions in one of the formats, as the value of a `srcset`.
  fileprivate mutating func sources(
    _ name: String, _ meaning: String, _ format: RenditionSet.Format
  ) {
    value(name, as: "html?", meaning, example: "`photo.jpg.480.webp 480w, …`") { shown in
      guard let set = shown.it.renditions, !set.sizes.isEmpty else { return .null }
      return .html(set.sources(in: format, shown.make.config))
    }
  }
}

func describeAttachment(_ names: inout ObjectNames<Shown<Attachment>>) {
  names.text("title", example: "会议议程") { $0.it.title }
  names.phrases { $0.it.title }
  names.address("address") { $0.it.address }
  names.text("type", example: "`PDF`") { $0.it.typeName }
  names.text("size", example: "`128 KB`") { fileSize($0.it.size) }
}

func describeMenuItem(_ names: inout ObjectNames<Shown<MenuItem>>) {
  names.text("title", example: "通知公告") { $0.it.link.title }
  names.optionalAddress(
    "address", "the page, none where it leads to another site", example: "`../notice/`"
  ) { $0.it.address }
  names.optionalText("url", "the absolute address of another site") { shown in
    if case .site(let url) = shown.it.link.target { url } else { nil }
  }
  names.flag("current", "the current page is this one, or in this section") { $0.it.isCurrent }
  names.flag("external", "it leads to another site") { $0.it.address == nil }
}

func describePager(_ names: inout ObjectNames<Shown<PageOfList>>) {
  names.number("current", example: "`2`") { $0.it.page + 1 }
  names.number("total", example: "`7`") { $0.it.count }
  names.flag("isPaged", "there is more than one page") { $0.it.count > 1 }
  names.optionalAddress("previous", "newer") { address($0.it.page - 1, of: $0.it) }
  names.optionalAddress("next", "older") { address($0.it.page + 1, of: $0.it) }
  names.list("pages", of: "pager page") { pager in
    let nearby = nearbyPages(pager.it.page, of: pager.it.count)
    return zip(nearby, [-1] + nearby).map { number, before in
      pager.make.kinds.pagerPage(
        Shown(it: (number, before, pager.it), make: pager.make))
    }
  }
}

/// The pages that a pager names: the first, the last, the current one and two on either side of it.
private func nearbyPages(_ current: Int, of count: Int) -> [Int] {
  let nearby = max(0, current - 2)..<min(count, current + 3)
  let first = nearby.contains(0) || count == 0 ? [] : [0]
  let last = nearby.contains(count - 1) || count < 2 ? [] : [count - 1]
  return first + nearby + last
}

func describePagerPage(_ names: inout ObjectNames<Shown<PagerPage>>) {
  names.number("number", example: "`2`") { $0.it.number + 1 }
  names.address("address") { listAddress($0.it.list.index, page: $0.it.number) }
  names.flag("current") { $0.it.number == $0.it.list.page }
  names.flag("gap", "pages are left out before it") { $0.it.number > $0.it.before + 1 }
}

/// The address of a page of a list, nil if there is no such page.
private func address(_ page: Int, of list: PageOfList) -> Address? {
  (0..<list.count).contains(page) ? listAddress(list.index, page: page) : nil
}

func describeYear(_ names: inout ObjectNames<Shown<YearOfList>>) {
  names.optionalText(
    "year", "none for pinned documents and those without a date", example: "`2026`"
  ) {
    $0.it.year.map(String.init)
  }
  names.list("items", of: "document", "at least one") { $0.it.items }
}

func describeView(_ names: inout ObjectNames<Shown<ShownView>>) {
  names.text("title", example: "2026年") { $0.make.words.name(of: $0.it.view) }
  names.address("address", example: "`../notice/2026/`") { $0.it.view.address }
  names.flag("current", "the page shows it") { $0.it.isCurrent }
  names.flag("isState", "it lists the notices in a state, and not those of a year") {
    $0.it.view.isOfState
  }
}

func describeTag(_ names: inout ObjectNames<Shown<Listing>>) {
  names.text("title", example: "学习") { $0.it.title }
}

func describeListing(_ names: inout ObjectNames<Shown<Listing>>) {
  names.text("title") { $0.it.title }
  names.address("address") { $0.it.address }
  names.count("count", "documents", example: "`9`") { $0.it.documents.count }
}
