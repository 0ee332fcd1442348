internal import Dates
internal import Diagnostics
internal import FrontMatter

/// How many tags a document has at most: each has a page and feeds, which hold the document once more.
private let mostTags = 32
/// How many former addresses, each a page of its own.
private let mostAliases = 100

/// Reads the front matter that every kind shares.
func parseHeader(_ fields: inout FieldReader, kind: DocumentKind, zone: Zone) -> Header {
  var header = Header()
  let title = fields.requiredText(
    "title", hint: Message("加一行“title: 标题”", "add a line `title: …`"))
  header.title = title?.value ?? ""
  header.date =
    kind == .study || kind == .notice
    ? fields.requiredMoment("date", zone: zone)?.value : fields.moment("date", zone: zone)?.value
  header.updated = fields.moment("updated", zone: zone)?.value
  header.id = parseID(&fields)
  header.slug = parseSlug(&fields)
  header.summary = fields.text("summary")?.value
  header.tags = fields.texts("tags", atMost: mostTags)
  header.author = fields.text("author")
  header.branch = fields.text("branch")
  header.isDraft = fields.flag("draft")?.value ?? false
  header.isPinned = fields.flag("pinned")?.value ?? false
  header.aliases = fields.texts("aliases", atMost: mostAliases)
  header.cover = fields.text("cover")
  header.template = fields.text("template")
  return header
}

/// Reads the front matter of a column's `_column.md`, which is not a document of its own.
func parseColumnHeader(_ fields: inout FieldReader) -> Header {
  var header = Header()
  header.title =
    fields.requiredText("title", hint: Message("加一行“title: 专栏名称”", "add a line `title: …`"))?
    .value ?? ""
  header.slug = parseSlug(&fields)
  header.summary = fields.text("summary")?.value
  return header
}

/// A permanent id goes into a `tag:` URI (RFC 4151), so it holds what stands there unencoded.
func parseID(_ fields: inout FieldReader) -> Field<String>? {
  guard let id = fields.text("id") else { return nil }
  let isPlain = id.value.utf8.allSatisfy { byte in
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2D
      || byte == 0x5F || byte == 0x2E
  }
  if isPlain { return id }
  fields.report(
    id: "bad-id", id.range,
    Message("“id”只能用英文字母、数字和 - _ .", "`id` may hold letters, digits and - _ . only"),
    suggestion: Message("例如 20260701-7k3mzq", "for example 20260701-7k3mzq"))
  return nil
}

private func parseSlug(_ fields: inout FieldReader) -> Field<String>? {
  guard let slug = fields.text("slug") else { return nil }
  let isSegment = isAddressSegment(slug.value)
  if isSegment { return slug }
  fields.report(
    id: "bad-slug", slug.range,
    Message(
      "“slug”是网址的一段，不能含有 / \\ ? # 或空格，也不能以点开头",
      "`slug` is one segment of an address: no / \\ ? # or spaces, no dot in front"),
    suggestion: Message("例如 spring-study", "for example spring-study"))
  return nil
}

/// Whether a text can be one segment of an address and of a path in every file system.
func isAddressSegment(_ text: String) -> Bool {
  !text.isEmpty && text.utf8.count <= 200 && text.utf8.first != UInt8(ascii: ".")
    && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !#"/\?#%*:|"<>"#.utf8.contains($0) }
}
