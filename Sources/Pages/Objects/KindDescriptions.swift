internal import Mustache

// The description of each kind of object. The kinds themselves do not refer to them, so that descriptions may name
// kinds.

extension ObjectKinds {
  /// The kinds, whose names are words of `vocabulary`.
  ///
  /// `words` are the keys of the theme's strings.
  init(_ vocabulary: inout Vocabulary, words: [String]) {
    var maker = KindMaker(vocabulary)
    root = maker.kind("every page", describeRoot)
    site = maker.kind("site", describeSite)
    strings = maker.vocabulary.shape("strings", words)
    assets = maker.kind("asset", describeAssets)
    feedback = maker.kind("feedback", describeFeedback)
    menuItem = maker.kind("menu", describeMenuItem)
    page = maker.kind("page", describePage)
    sharedImage = maker.kind("shared image", describeSharedImage)
    link = maker.kind("link", describeLink)
    feed = maker.kind("feed", describeFeed)
    feedGroup = maker.kind("feed group", describeFeedGroup)
    search = maker.kind("search", describeSearch)
    resource = maker.kind("resource", describeResource)
    calendar = maker.kind("calendar", describeCalendar)
    date = maker.kind("date", describeDate)
    document = maker.kind("document", describeDocument)
    correction = maker.kind("correction", describeCorrection)
    withdrawal = maker.kind("withdrawal", describeWithdrawal)
    reviewers = maker.kind("reviewers", describeReviewers)
    picture = maker.kind("picture", describePicture)
    study = maker.kind("study", describeStudy)
    source = maker.kind("source", describeSource)
    notice = maker.kind("notice", describeNotice)
    publicity = maker.kind("publicity", describePublicity)
    event = maker.kind("event", describeEvent)
    attachment = maker.kind("attachment", describeAttachment)
    official = maker.kind("official form", describeOfficialForm)
    imprint = maker.kind("imprint", describeImprint)
    enclosure = maker.kind("enclosure", describeEnclosure)
    activity = maker.kind("activity", describeActivity)
    heading = maker.kind("heading", describeHeading)
    section = maker.kind("section", describeSection)
    column = maker.kind("column", describeColumn)
    branch = maker.kind("branch", describeBranch)
    parent = maker.kind("parent", describeParent)
    block = maker.kind("block", describeBlock)
    pager = maker.kind("pager", describePager)
    pagerPage = maker.kind("pager page", describePagerPage)
    year = maker.kind("year", describeYear)
    view = maker.kind("view", describeView)
    occasion = maker.kind("occasion", describeOccasion)
    meeting = maker.kind("meeting", describeMeeting)
    day = maker.kind("day", describeDay)
    month = maker.kind("month", describeMonth)
    tag = maker.kind("tag", describeTag)
    listing = maker.kind("listing", describeListing)
    pages = PageKinds(&maker)
    card = maker.kind("card", describeCard)
    cardLine = maker.kind("card line", describeCardLine)
    shapes = maker.shapes
    described = maker.described
    vocabulary = maker.vocabulary
  }
}

extension PageKinds {
  /// The kinds of pages.
  fileprivate init(_ maker: inout KindMaker) {
    home = maker.kind("home page", describeHomePage)
    calendar = maker.kind("calendar page", describeCalendarPage)
    document = maker.kind("document page", describeDocumentPage)
    branch = maker.kind("branch page", describeBranchPage)
    columns = maker.kind("columns page", describeColumnsPage)
    column = maker.kind("column page", describeColumnPage)
    list = maker.kind("list page", describeListPage)
    archive = maker.kind("archive page", describeArchivePage)
    directory = maker.kind("directory page", describeDirectoryPage)
    tags = maker.kind("tags page", describeTagsPage)
    tag = maker.kind("tag page", describeTagPage)
    authors = maker.kind("authors page", describeAuthorsPage)
    author = maker.kind("author page", describeAuthorPage)
    notFound = maker.kind("not-found page", describeNotFoundPage)
    redirect = maker.kind("redirect page", describeRedirectPage)
    search = maker.kind("search page", describeSearchPage)
  }
}
