package import Content

// The site of documents of which only texts have changed: nothing else has to be resolved again.

extension Site {
  /// The same site with other versions of some documents, each at its index. A version may differ in its text alone
  /// (`ParsedDocument.differsInTextAlone`). Nil where the index of the search has other files then.
  package func with(_ versions: [(index: Int, document: ParsedDocument)]) -> Site? {
    let newSearch = search?.with(versions)
    if search != nil, newSearch == nil { return nil }
    var documents = documents
    for (index, parsed) in versions {
      documents[index] = Document(documents[index], parsed)
    }
    return Site(
      config: config, isPreview: isPreview, documents: documents, reissues: reissues,
      sections: sections, columns: columns, branches: branches, tags: tags, authors: authors,
      related: related, feeds: feeds, feedGroups: feedGroups, agendas: agendas,
      calendarPage: calendarPage, meetings: meetings, homePage: homePage,
      servicePages: servicePages, links: links, outputs: outputs, assetAddresses: assetAddresses,
      sitePictures: sitePictures, pictures: pictures, copies: copies, renditions: renditions,
      search: newSearch, moved: moved)
  }
}
