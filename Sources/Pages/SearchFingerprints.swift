internal import Content
package import Digests
internal import Search
package import SiteModel

// The input of the search's index. Shards are made from all texts together, so that a build asks by `fingerprint(ofShard:)` whether
// one is as it was made from those of the last build.
extension Fingerprints {
  /// The fingerprint of a shard that was made from texts with a digest (`digest(of:)`).
  package func fingerprint(ofShard output: Output, madeFrom texts: Digest) -> Digest {
    var parts = DigestBuilder()
    parts.add(output.path)
    parts.add(common)
    parts.add(texts)
    return parts.digest()
  }

  func addSearch(_ file: SearchFile, to parts: inout DigestBuilder) {
    guard let search = site.search else { return }
    switch file {
    case .about:
      parts.add(search.entries.count)
      parts.add(search.layout.folder)
      for filter in search.filters {
        parts.add(filter.kind.rawValue)
        parts.add(filter.values.count)
        for value in filter.values {
          parts.add(value.id)
          parts.add(value.label)
          parts.add(value.entries.count)
        }
      }
    case .foldTable: break
    case .shard, .presences: parts.add(searchTexts)
    case .filter(let filter, let value):
      for entry in search.filters[filter].values[value].entries {
        parts.add(Int(search.entries[entry].number))
      }
    case .piece(let entry, _): add(search.entries[entry], to: &parts)
    }
  }

  /// Adds an entry with what a result shows of its document.
  private func add(_ entry: SearchPlan.Entry, to parts: inout DigestBuilder) {
    parts.add(entry.length.digest)
    parts.add(entry.length.pieces)
    switch entry.source {
    case .document(let index):
      let document = site.documents[index]
      parts.add(document.title)
      parts.add(document.address.path)
      parts.add(document.column.map { site.columns[$0].title })
      parts.add(document.branch.map { site.branches[$0].name })
    case .column(let index):
      parts.add(site.columns[index].title)
      parts.add(site.columns[index].address.path)
    }
  }
}
