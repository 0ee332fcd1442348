/// The name of the event that a notice announces by its title, which is that without the words of the official form:
/// `2026年第二季度党员大会` of `关于召开2026年第二季度党员大会的通知`. Any other title is the name itself.
func eventName(inTitle title: String) -> String {
  let starts = ["关于召开", "关于开展", "关于举办", "关于举行", "关于组织召开", "关于组织开展"]
  guard title.hasSuffix("的通知") else { return title }
  for start in starts where title.utf8.starts(with: start.utf8) {
    let name = title.utf8.dropFirst(start.utf8.count).dropLast("的通知".utf8.count)
    return name.isEmpty ? title : String(name) ?? title
  }
  return title
}
