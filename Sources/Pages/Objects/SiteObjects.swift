internal import Content
internal import FrontMatter
internal import Mustache
internal import SiteModel

// The names that every page sees, and those of the site's parts.

func describeRoot(_ names: inout ObjectNames<ShownSite>) {
  names.object("site", of: "site", "the site") { $0.make.kinds.site($0) }
  names.object(
    "strings", of: "strings", "the words of the theme in the site's language",
    example: "`{{strings.home}}`"
  ) { shown in
    Object(shown.make.kinds.strings, shown.words.map { .text($0) })
  }
  names.object("asset", of: "asset", "the theme's files", example: "`{{asset.style}}`") {
    $0.make.kinds.assets(Shown(it: (), make: $0.make))
  }
}

/// The names of pages that serve all others.
private func describePages(_ names: inout ObjectNames<ShownSite>) {
  names.optionalAddress(
    "calendarPage", "the page of the calendar, if there is anything on it",
    example: "`../calendar/`"
  ) { $0.site.calendarPage }
  names.optionalObject("search", of: "search", "the site's search, unless `site.yml` turns it off")
  {
    shown in
    shown.site.search.map { shown.make.kinds.search(Shown(it: $0, make: shown.make)) }
  }
  names.optionalAddress(
    "subscribe", "the page whose template is `subscribe`", example: "`../subscribe/`"
  ) { shown in
    shown.site.servicePages.subscribe.map { shown.site.documents[$0].address }
  }
  names.optionalAddress("updates", "the page whose template is `updates`") { shown in
    shown.site.servicePages.updates.map { shown.site.documents[$0].address }
  }
  names.optionalAddress("map", "the page whose template is `sitemap`") { shown in
    shown.site.servicePages.map.map { shown.site.documents[$0].address }
  }
  names.optionalAddress("tags", "the index of tags, if there are any", example: "`../tags/`") {
    $0.site.tags.isEmpty ? nil : Address(path: "tags/")
  }
  names.optionalAddress(
    "authors", "the index of authors, if there are any", example: "`../authors/`"
  ) { $0.site.authors.isEmpty ? nil : Address(path: "authors/") }
}

func describeSite(_ names: inout ObjectNames<ShownSite>) {
  names.text("title", "name", example: "梧桐里网络党支部") { $0.make.config.title }
  names.phrases { $0.make.config.title }
  names.optionalText("subtitle", "second line", example: "学在经常") { $0.make.config.subtitle }
  names.optionalText("description", "one sentence") { $0.make.config.description }
  names.text("language", "BCP 47", example: "`zh-CN`") { $0.make.config.languageTag }
  names.text("url", "absolute, ends in `/`", example: "`https://wutongli.example/portal/`") {
    $0.make.config.url
  }
  names.address("home", "the home page", example: "`../../`") { _ in Address(path: "") }
  describePublisher(&names)
  names.list("feeds", of: "feed", "all feeds, the site's first") { $0.feeds }
  names.list("feedGroups", of: "feed group", "the same feeds in groups") { shown in
    shown.site.feedGroups.map { group in
      shown.make.kinds.feedGroup(
        Shown(it: (group.kind, group.feeds.map { shown.feeds[$0] }), make: shown.make))
    }
  }
  names.object("feed", of: "feed", "the site's feed") { $0.feeds[0] }
  names.object("opml", of: "resource", "the list of all feeds, `feeds.opml`") {
    $0.make.resource(Address(path: "feeds.opml"))
  }
  names.optionalObject("calendar", of: "calendar", "the site's calendar, if it has events") {
    shown in
    shown.site.calendars.first.map(shown.make.calendar)
  }
  names.list("calendars", of: "calendar", "all calendars, the site's first") { shown in
    shown.site.calendars.map(shown.make.calendar)
  }
  describePages(&names)
  names.flag("preview", "a preview with drafts, not to be uploaded (`build --drafts`)") {
    $0.site.isPreview
  }
  describeIcons(&names)
  names.text("generator", example: "`BranchPress 0.1.0`") { _ in
    "\(generatorName) \(generatorVersion)"
  }
}

/// The names of the site's icons, for `<link>` in the head of pages.
private func describeIcons(_ names: inout ObjectNames<ShownSite>) {
  names.icon("favicon", "the icon file, `content/favicon.ico`") { $0.favicon }
  names.icon("touchIcon", "the icon for phones, `content/apple-touch-icon.png`") { $0.touch }
  names.icon(
    "drawnIcon",
    "the icon as an SVG: the theme's, or the logo that `favicon` was made of, if that is an SVG"
  ) { $0.drawing }
  names.optionalAddress("manifest", "the manifest with the icons of 192 and 512 pixels") {
    $0.site.manifest
  }
}

extension ObjectNames<ShownSite> {
  /// Adds the name of an icon: its absolute address, since feed readers cannot complete another, or the one within the site in
  /// a preview and where `links` is `file`.
  fileprivate mutating func icon(
    _ name: String, _ meaning: String, _ icon: @escaping @Sendable (SiteIcons) -> Address?
  ) {
    value(name, as: "text?", meaning + "; absolute, or within the site in a preview") { shown in
      guard let address = icon(shown.site.sitePictures.icons) else { return .null }
      return shown.site.isPreview || shown.make.config.linksToFiles
        ? shown.make.address(address) : shown.make.url(address)
    }
  }
}

/// The names of who publishes the site and how to reach them.
private func describePublisher(_ names: inout ObjectNames<ShownSite>) {
  names.optionalText("organization", "the publishing organisation") { $0.make.config.organization }
  names.optionalObject("logo", of: "picture", "the logo of `site.yml`") { shown in
    shown.site.sitePictures.logo.map { shown.make.picture($0, alternative: "") }
  }
  names.optionalObject("band", of: "picture", "the picture under the home page's title") { shown in
    shown.site.sitePictures.band.map { shown.make.picture($0, alternative: "") }
  }
  names.optionalText(
    "frameColour", "the colour of the window's frame, where `site.yml` has an `accent`",
    example: "`#7a150f`"
  ) { $0.make.config.accent?.frame.css }
  names.optionalText("email") { $0.make.config.email }
  names.optionalText("phone", example: "000-6600 0102") { $0.make.config.phone }
  names.optionalText("tel", "the phone number as `tel:` needs it", example: "`00066000102`") {
    $0.make.config.phone.map(dialled)
  }
  names.optionalText("place", "postal address") { $0.make.config.place }
  names.optionalText("icp", "ICP number") { $0.make.config.icp }
  names.optionalText("policeRecord", "公安备案号", example: "京公网安备11010102000001号") {
    $0.make.config.policeRecord?.text
  }
  names.optionalText("policeRecordURL", "the page of the police with the registration") {
    $0.make.config.policeRecord?.url
  }
  names.optionalText("supervisor", "主管单位") { $0.make.config.supervisor }
  names.optionalText("operator", "承办单位") { $0.make.config.operatingBody }
  names.optionalObject("feedback", of: "feedback", "意见箱: `feedback` of `site.yml`") { shown in
    shown.make.config.feedback.map {
      shown.make.kinds.feedback(Shown(it: $0, make: shown.make))
    }
  }
  names.list("footerLinks", of: "menu", "`footer-links` of `site.yml`") { shown in
    shown.site.links.footer.map { shown.make.siteLink($0, of: shown.site) }
  }
  names.list("relatedLinks", of: "menu", "友情链接: `related-links` of `site.yml`") { shown in
    shown.site.links.related.map { shown.make.siteLink($0, of: shown.site) }
  }
  names.flag("hasRelatedLinks") { !$0.site.links.related.isEmpty }
  names.flag("hasContact", "the site has an email, a phone or a place") { shown in
    let config = shown.make.config
    return config.email != nil || config.phone != nil || config.place != nil
  }
}

func describeFeedback(_ names: inout ObjectNames<Shown<Feedback>>) {
  names.optionalText("email") { $0.it.email }
  names.optionalText("phone") { $0.it.phone }
  names.optionalText("tel", "the phone number as `tel:` needs it") { $0.it.phone.map(dialled) }
  names.optionalText("form", "the absolute address of a form") { $0.it.form }
}

func describeAssets(_ names: inout ObjectNames<Shown<Void>>) {
  names.versioned("style", "the style sheet", example: "`../assets/style.css?v=3f2a91c0`")
  names.versioned(
    "print", "the style sheet for paper", example: "`../assets/print.css?v=c5a07b1e`")
  names.value("icon", as: "address", "the icon", example: "`../assets/icon.svg`") { _ in
    .address("assets/icon.svg")
  }
  names.discoveryAddress("iconDiscovery") { _ in Address(path: "assets/icon.svg") }
  names.versioned(
    "early", "the small script that sets, before a page is drawn, how the reader wants it to look",
    example: "`../assets/early.js?v=9d40c2f7`")
  names.versioned(
    "tools", "the script of page tools, copy buttons, what was read, and what is over in calendars",
    example: "`../assets/tools.js?v=0b7e55a3`")
  names.versioned(
    "viewer", "the script that shows pictures large", example: "`../assets/viewer.js?v=41c7aa02`")
  names.versioned(
    "viewerStyle", "the style of that script", example: "`../assets/viewer.css?v=2e95d1b4`")
  names.versioned(
    "search", "the script of the search, and of marks on a page that it found",
    example: "`../assets/search.js?v=7d16f0c9`")
  names.versioned(
    "searchStyle", "the style of the search's page", example: "`../assets/search.css?v=58c3e7b2`")
}

extension ObjectNames<Shown<Void>> {
  /// Adds the address of one of `versionedAssets`.
  fileprivate mutating func versioned(_ name: String, _ meaning: String, example: String) {
    value(name, as: "address", meaning, example: example) { .address($0.make.assets[name]) }
  }
}

/// The digits of a telephone number that are dialled, as in a `tel:` address (RFC 3966).
private func dialled(_ phone: String) -> String {
  String(phone.unicodeScalars.filter { "+0123456789".unicodeScalars.contains($0) })
}

func describeSection(_ names: inout ObjectNames<ShownPart<Section>>) {
  names.text("title") { $0.part.config.title }
  names.phrases { $0.part.config.title }
  names.optionalText("description") { $0.part.config.description }
  names.address("address") { $0.part.address }
  names.optionalObject(
    "feed", of: "feed",
    "the section's feed; none for pages and directories, or where `feeds` in `site.yml` leaves it out"
  ) { $0.feed }
  names.count("count", "documents", example: "`12`") { $0.part.documents.count }
  names.flags("its kind") { $0.part.config.kind }
}

func describeColumn(_ names: inout ObjectNames<ShownPart<ShownColumn>>) {
  names.text("title") { $0.part.column.title }
  names.phrases(isName: true) { $0.part.column.markedTitle }
  names.optionalText("summary") { $0.part.column.summary }
  names.address("address") { $0.part.column.address }
  names.count("count", "articles", example: "`5`") { $0.part.column.documents.count }
  names.optionalObject("feed", of: "feed", "none where `feeds` in `site.yml` leaves it out") {
    $0.feed
  }
  names.optionalObject("first", of: "document", "first article of the column") { $0.part.first }
  names.optionalObject("latest", of: "document", "last article of the column") { $0.part.latest }
}

func describeBranch(_ names: inout ObjectNames<ShownPart<Branch>>) {
  names.text("title", "full name") { $0.site.documents[$0.part.document].title }
  names.phrases { $0.site.documents[$0.part.document].markedTitle }
  names.text("name", "short name") { $0.part.name }
  names.address("address") { $0.site.documents[$0.part.document].address }
  names.fields(of: BranchDetails.self) { $0.part.details }
  names.linked("contactLinks", "`contact`") { $0.part.details.contact }
  names.optionalObject("parent", of: "parent") { $0.parent }
  names.list("children", of: "link") { shown in
    shown.part.children.map { shown.data.branchLinks[$0] }
  }
  names.flag("hasChildren") { !$0.part.children.isEmpty }
  names.optionalObject("feed", of: "feed", "none where `feeds` in `site.yml` leaves it out") {
    $0.feed
  }
  names.optionalObject(
    "calendar", of: "calendar", "the branch's calendar, if the site has any events"
  ) {
    shown in
    shown.part.calendar.map { shown.make.calendar(shown.site.calendars[$0]) }
  }
  names.count("count", "number of its documents", example: "`6`") { $0.part.documents.count }
}

extension ShownPart<Branch> {
  /// The parent of the branch: a link if it is in the directory, otherwise its name; nil where there is none.
  fileprivate var parent: Object? {
    let parent: ParentLink? =
      if let index = part.parent {
        (site.branches[index].name, site.documents[site.branches[index].document].address)
      } else {
        part.details.parent.map { ($0.value, nil) }
      }
    return parent.map { make.kinds.parent(Shown(it: $0, make: make)) }
  }
}

func describeParent(_ names: inout ObjectNames<Shown<ParentLink>>) {
  names.text("title") { $0.it.title }
  names.optionalAddress("address", "none for an organisation outside the directory") {
    $0.it.address
  }
}

func describeBlock(_ names: inout ObjectNames<Shown<HomeBlock>>) {
  names.object("section", of: "section") { $0.it.object }
  names.list(
    "items", of: "document",
    "the latest documents without pinned and expired ones; none for studies and directories"
  ) { $0.it.items }
  names.flag("hasItems") { !$0.it.items.isEmpty }
  names.list("columns", of: "column", "the columns of a study section") { $0.it.columns }
  names.flag("hasColumns") { !$0.it.columns.isEmpty }
  names.list("branches", of: "branch", "the branches of a directory") { $0.it.branches }
  names.flag("hasBranches") { !$0.it.branches.isEmpty }
  names.flags("the section's kind") { $0.it.section.config.kind }
}
