internal import Diagnostics
internal import FrontMatter

/// The front matter of an article in a study column.
struct StudyDetails: FieldList {
  enum Reading: Int, FieldChoice {
    case required, optional

    static var blank: Reading { .optional }
    static var spellings: KeyValuePairs<String, Reading> {
      ["必读": .required, "选读": .optional, "required": .required, "optional": .optional]
    }
  }

  /// The original of a reprint.
  struct Source: FieldMapping {
    var title = ""
    var url: String?

    static let example = "{title: 原文标题, url: https://example.org/}"

    mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
      visitor.visit(
        &title, "title",
        FieldText("原文标题", "title", hint: Message("写上原文的标题", "give the original's title")))
      visitor.visit(&url, "url", as: .webAddress, FieldText("网址", "address", type: "address"))
    }
  }

  var order: Int?
  @Rare var source: Source?
  var reading: Reading?

  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &order, "order", as: .relation,
      FieldText(
        "在系列中的次序；不写就用文件名前的数字（`01-…`）",
        "place in the series, else the number before the file's name", example: "1"))
    visitor.visit(
      &source, "source",
      FieldText(
        "原文出处", "the original", example: Source.example,
        type: "`{title: text, url: address}`；`url` 可省"))
    visitor.visit(
      &reading, "reading",
      FieldText("`必读` 或 `选读`", "`required` or `optional`", example: "必读"))
  }
}

/// The front matter of a column's `_column.md`, which is not a document of its own.
struct ColumnDetails: FieldList {
  var title = ""
  var slug: Field<String>?
  var summary: String?
  var place = ColumnPlace()

  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &title, "title",
      FieldText(
        "名称，必填", "name, required", hint: Message("加一行“title: 专栏名称”", "add a line `title: …`")))
    visitor.visit(&slug, "slug", as: .slug, FieldText("网址的最后一段", "last segment of the address"))
    visitor.visit(&summary, "summary", FieldText("一句话的说明", "summary"))
    place.visit(&visitor)
  }
}

/// The fields of a column's description that are not those of its header.
struct ColumnPlace: FieldList {
  /// The column's place among the columns.
  var order: Int?

  mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(&order, "order", as: .relation, FieldText("次序", "place among the columns"))
  }
}
