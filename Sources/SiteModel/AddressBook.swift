internal import ByteText
package import Content
internal import Diagnostics
internal import Files
internal import FrontMatter

/// The addresses of everything in `content/`. Folders keep their names, except for order numbers below a study section
/// and for slugs that columns and folder documents give themselves.
package struct AddressBook: Sendable {
  /// The addresses of every folder that contains a file, and of every folder above one, by the folder's path.
  private let folders: [String: Address]

  /// The addresses of documents, files and sections.
  package init(_ documents: [ParsedDocument], assets: [FoundFile], config: SiteConfig) {
    var slugs: [String: String] = [:]
    for document in documents where document.isColumn || isIndex(document.path) {
      slugs[parentFolder(of: document.path)] = document.slug?.value.composed
    }
    var folders = ["": Address(path: "")]
    func enter(_ folder: String) -> Address {
      if let known = folders[folder] { return known }
      let parent = enter(parentFolder(of: folder))
      let name = fileName(of: folder)
      let isNumbered = config.section(holding: folder).map { config.sections[$0].kind } == .study
      let segment = slugs[folder] ?? segment(isNumbered ? withoutOrderNumber(name).rest : name)
      let address = parent.appending(folder: segment)
      folders[folder] = address
      return address
    }
    var last: String?
    for path in documents.lazy.map(\.path) + assets.lazy.map(\.path) {
      // Files of one folder mostly follow each other.
      if let last, isRightBelow(path, last) { continue }
      let folder = parentFolder(of: path)
      _ = enter(folder)
      last = folder.isEmpty ? nil : folder
    }
    for section in config.sections { _ = enter(section.folder) }
    self.folders = folders
  }

  /// The address of a folder of `content/`; nil if there is no such folder.
  func address(ofFolder folder: String) -> Address? { folders[folder] }

  /// The addresses of documents' pages; this is fastest where documents of one folder follow each other.
  package func addresses(of documents: some Collection<ParsedDocument>) -> [Address] {
    var last: (folder: String, address: Address)?
    return documents.map { document in
      if let last, isRightBelow(document.path, last.folder) {
        return address(of: document, in: last.address)
      }
      let folder = parentFolder(of: document.path)
      let address = address(ofFolder: folder) ?? Address(path: "")
      last = folder.isEmpty ? nil : (folder, address)
      return self.address(of: document, in: address)
    }
  }

  private func address(of document: ParsedDocument, in folder: Address) -> Address {
    if document.isColumn || isIndex(document.path) { return folder }
    if let slug = document.slug?.value.composed { return folder.appending(folder: slug) }
    let stem = stem(of: document.path)
    return folder.appending(
      folder: segment(document.kind == .study ? withoutOrderNumber(stem).rest : stem))
  }

  /// The address of a file that is published as it is.
  func address(of asset: FoundFile) -> Address {
    (address(ofFolder: asset.folder) ?? Address(path: "")).appending(asset.name)
  }
}

/// A name as a segment of an address: spaces, which file names often contain, become dashes.
private func segment(_ name: String) -> String {
  guard name.utf8.contains(UInt8(ascii: " ")) else { return name }
  return String(decoding: name.utf8.map { $0 == 0x20 ? 0x2D : $0 }, as: UTF8.self)
}
