internal import Content
internal import Digests

/// The files of the theme whose addresses change with their content, by their names in templates.
///
/// A host may then let browsers keep such a file for ever: a page names its version, and nobody sees a new page with an old
/// style. The version is a query and no part of the file's name, so that a page that was saved or is still in a cache finds
/// its style sheet too. Feeds name theirs without a version, since readers would load every feed again after a change
/// that few of them show.
let versionedAssets: KeyValuePairs = [
  "style": "assets/style.css", "print": "assets/print.css", "early": "assets/early.js",
  "tools": "assets/tools.js", "viewer": "assets/viewer.js", "viewerStyle": "assets/viewer.css",
  "search": "assets/search.js", "searchStyle": "assets/search.css",
]

/// The addresses of these files in a theme, with their versions.
struct AssetVersions: Sendable {
  private var addresses: [String: String] = [:]

  /// The addresses in a theme with a site's settings; the version of a file is the beginning of the digest of what
  /// it is made from.
  init(_ theme: Theme, _ config: SiteConfig) {
    for (name, path) in versionedAssets {
      let file = theme.assets.first { $0.path == path }
      addresses[name] = file.map { path + "?v=" + version(of: $0, config) } ?? path
    }
  }

  /// The address of a file by its name in templates, relative to the site's root.
  subscript(name: String) -> String { addresses[name] ?? "" }
}

/// Eight digits that stand for the content of a file, and for the site's own colours if they are in it.
private func version(of file: ThemeFile, _ config: SiteConfig) -> String {
  var parts = DigestBuilder()
  parts.add(Digest(of: file.bytes))
  parts.add(file.colours(of: config))
  let digits = String(parts.digest().high >> 32, radix: 16)
  return String(repeating: "0", count: 8 - digits.utf8.count) + digits
}
