internal import ByteText
internal import Content
internal import Diagnostics
internal import Files
internal import FrontMatter

/// The renaming of a file or a folder to the composed form of its name, in which addresses are written.
package struct Renaming: Sendable {
  let from: FilePath
  let to: FilePath
  /// Both paths as messages show them.
  package let shown: (from: String, to: String)
}

/// The renamings that give files and their folders composed names, folders before what is in them; where something has that
/// name already, a person has to decide.
func renamings(of files: [FoundFile], in content: Folder) -> [Renaming] {
  var found: [Renaming] = []
  var seen: Set<[UInt8]> = []
  for file in files where !isComposed(file.file.text) {
    var above = ""
    for part in file.file.text.split(separator: "/").map(String.init) {
      let (old, new) = (above + part, above + part.composed)
      above = new + "/"
      guard !isComposed(part), seen.insert(Array(old.utf8)).inserted, let from = FilePath(old),
        let to = FilePath(new)
      else { continue }
      found.append(Renaming(from: from, to: to, shown: (content.shown(old), content.shown(new))))
    }
  }
  return found.filter { content.facts(of: $0.to) == nil }
}

/// Renames files and folders; gives what could not be renamed, and why.
func rename(_ renamings: [Renaming], in content: Folder) -> [Diagnostic] {
  renamings.compactMap { renaming in
    // Something may have got the name meanwhile, and would be replaced.
    guard content.facts(of: renaming.to) == nil else { return nil }
    do throws(FileError) {
      try content.move(renaming.from, to: renaming.to)
      return nil
    } catch {
      return error.diagnostic(
        path: renaming.shown.from, doing: Message("无法改名", "this cannot be renamed"))
    }
  }
}

/// Notes about paths in a document that are not written in the composed form.
func notes(aboutPathsOf document: ParsedDocument, in text: [UInt8], shown: String) -> [Diagnostic] {
  var paths = document.facts.links.all.map { ($0.written, $0.range) }
  var fields = document.cover.map { [$0] } ?? []
  switch document.details {
  case .notice(let notice):
    fields +=
      notice.attachments.map(\.file) + [notice.corrects, notice.replaces].compactMap(\.self)
  case .activity(let activity): fields += activity.photos.named.map(\.file)
  default: break
  }
  paths += fields.map { ($0.value, $0.range) }
  return paths.compactMap { written, range in
    guard !isComposed(written), range.upperBound <= text.count else { return nil }
    let now = String(decoding: text[range], as: UTF8.self)
    guard !isComposed(now) else { return nil }
    return Diagnostic(
      .note, "other-form", at: Place(path: shown, range, nil),
      Message("这里可以改成通常的写法", "this can be written in its usual form"),
      fixes: [Replacement(range, now.composed)])
  }
}

/// Whether a text is in the composed form, byte for byte.
private func isComposed(_ text: String) -> Bool { text.utf8.elementsEqual(text.composed.utf8) }
