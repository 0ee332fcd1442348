/// The model as engines that read dictionaries take it. Addresses have the root already.
public func dictionary(_ model: Model, isList: Bool) -> [String: Any] {
  func link(_ link: Model.Link) -> [String: Any] {
    [
      "title": link.title, "address": model.root + link.address, "isCurrent": link.isCurrent,
    ]
  }
  func document(_ document: Model.Document) -> [String: Any] {
    var result: [String: Any] = [
      "title": document.title, "address": model.root + document.address, "iso": document.iso,
      "long": document.long, "tags": document.tags.map(link), "isPinned": document.isPinned,
    ]
    document.summary.map { result["summary"] = $0 }
    document.author.map { result["author"] = $0 }
    return result
  }
  var result: [String: Any] = [
    "site": [
      "title": model.siteTitle, "language": model.siteLanguage,
      "description": model.siteDescription, "home": model.root + model.siteHome,
    ],
    "page": [
      "title": model.title, "url": model.url, "feed": model.root + "study/rss.xml",
    ],
    "asset": ["style": model.root + model.style], "strings": model.strings,
    "menu": model.menu.map(link),
  ]
  if isList {
    result["items"] = model.items.map(document)
  } else {
    result["breadcrumb"] = model.breadcrumb.map(link)
    result["document"] = document(model.document)
    result["headings"] = model.headings.map {
      ["id": $0.id, "title": $0.title, "isSub": $0.isSub] as [String: Any]
    }
    result["hasHeadings"] = true
    result["content"] = model.content
    result["words"] = model.words
    result["minutes"] = model.minutes
    model.previous.map { result["previous"] = document($0) }
    model.next.map { result["next"] = document($0) }
  }
  return result
}
