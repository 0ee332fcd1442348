internal import ByteText
internal import Diagnostics
internal import Files
internal import FrontMatter

/// The largest number of sections of a site, since the menu of every page contains them.
private let mostSections = 200

/// Reads `sections`; false, after a report, if one of them cannot be read: every document in its folder would be taken
/// for one of another kind.
/// Where nothing is below `sections` and `entries` of the settings look like sections, these are told.
func readSections(
  _ fields: inout FieldReader, among entries: [YAMLEntry], into config: inout SiteConfig
) -> Bool {
  let isEmpty = entries.contains {
    if $0.key == "sections", case .scalar("") = $0.value.content { true } else { false }
  }
  if isEmpty, entries.contains(where: { adviceOnSection($0.key, in: entries) != nil }) {
    _ = fields.isAbsent("sections")
    return false
  }
  let example = "study: {kind: study, title: 学习专栏}"
  guard let entries = fields.entries("sections", example: example) else { return false }
  guard entries.count <= mostSections else {
    fields.reportTooMany(
      "sections", entries.count, mostSections, at: entries[mostSections].keyRange)
    return false
  }
  config.sections = entries.compactMap { readSection($0, &fields) }
  return config.sections.count == entries.count
}

private func readSection(_ entry: YAMLEntry, _ fields: inout FieldReader) -> SectionConfig? {
  let example = example(named: entry.key)
  var section = fields.reader(entry.value, path: "sections.\(brief(entry.key))", example: example)
  let kind = section.choice("kind", kinds, meant: kindNames)
  let title = section.text("title")?.value
  let description = section.text("description")?.value
  if kind == nil, section.keyRange("kind") == nil, !section.isMisspelt("kind"),
    case .mapping = entry.value.content
  {
    section.report(
      id: "missing-field", entry.keyRange,
      Message(
        "栏目“\(brief(entry.key))”缺少“kind”", "the section `\(brief(entry.key))` has no `kind`"),
      suggestion: Message("写成 \(example)", "write \(example)"))
  }
  fields.absorb(section)
  let folder = entry.key.split(separator: "/").joined(separator: "/").composed
  guard FilePath(folder) != nil, !folder.utf8.starts(with: ".".utf8) else {
    fields.report(
      id: "bad-folder", entry.keyRange,
      Message(
        "栏目“\(entry.key)”不能作 content 里的文件夹名",
        "the section `\(entry.key)` is not the name of a folder in content"),
      suggestion: Message(
        "写 content 里的文件夹，例如 notice，或者 study/2026",
        "write a folder in content, such as notice or study/2026"))
    return nil
  }
  return kind.map {
    SectionConfig(
      folder: folder, kind: $0.value, title: title ?? folder, description: description)
  }
}

/// An example of a section with this name on one line, of the kind with the same name if there is one.
private func example(named name: String) -> String {
  let kind = DocumentKind(rawValue: name) ?? .study
  let name = brief(name)
  return "\(name): {kind: \(kind), title: \(kind == .study ? "学习专栏" : kind.chineseName)}"
}

private let kinds: KeyValuePairs<String, DocumentKind> = [
  "study": .study, "notice": .notice, "activity": .activity, "page": .page,
  "directory": .directory,
]

/// The Chinese names that authors write for kinds, each with the kind's key.
private let kindNames: KeyValuePairs<String, String> = [
  "学习": "study", "学习专栏": "study", "学习文章": "study", "专栏": "study", "文章": "study",
  "通知": "notice", "通知公告": "notice", "公告": "notice", "公示": "notice",
  "活动": "activity", "支部活动": "activity", "活动记录": "activity",
  "单页": "page", "页面": "page",
  "名录": "directory", "支部名录": "directory", "支部": "directory", "通讯录": "directory",
]

/// Advice on an unknown key of `site.yml` that is a section written outside `sections`; nil if the key does not look
/// like one.
func adviceOnSection(_ key: String, in entries: [YAMLEntry]) -> KeyAdvice? {
  guard case .mapping(let section)? = entries.first(where: { $0.key == key })?.value.content,
    section.contains(where: { $0.key == "kind" })
  else { return nil }
  return KeyAdvice(
    Message(
      "“\(key)”是栏目：写在“sections:”下面，前面空两格",
      "`\(key)` is a section: write it below `sections:`, indented by two spaces"))
}
