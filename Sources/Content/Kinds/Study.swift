package import Dates
internal import Diagnostics
internal import FrontMatter

/// The front matter of an article in a study column.
package struct StudyDetails: FieldList {
  /// Whether readers must read an article.
  package enum Reading: Int, FieldChoice {
    /// An article that every reader must read, or one that may be left out.
    case required, optional

    /// The value with which reading a record begins.
    package static var blank: Reading { .optional }
    /// The accepted words, in Chinese and English.
    package static var spellings: KeyValuePairs<String, Reading> {
      ["必读": .required, "选读": .optional, "required": .required, "optional": .optional]
    }
  }

  /// The original of a reprint.
  package struct Source: FieldMapping {
    /// The title of the original, which is required.
    package var title = ""
    /// The web address of the original, nil where none is given.
    package var url: String?

    /// An example of the mapping, for messages.
    package static let example = "{title: 原文标题, url: https://example.org/}"

    /// A list of absent fields.
    package init() {}

    /// The original with a title, which is all that a text says unless it is an address.
    package static func meant(
      by text: String, zone: Zone
    ) -> (mapping: Source, written: String)? {
      guard !text.isEmpty, !text.utf8.contains(UInt8(ascii: "\n")),
        !text.utf8.starts(with: "http".utf8), !text.utf8.starts(with: "www.".utf8)
      else { return nil }
      var source = Source()
      source.title = text
      return (source, "{title: \(yamlItem(text))}")
    }

    /// Passes every field to a visitor, once, in the order of the documentation.
    package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
      visitor.visit(
        &title, "title",
        FieldText("原文标题", "title", hint: Message("写上原文的标题", "write the title of the original")))
      visitor.visit(
        &url, "url", as: .webAddress,
        FieldText("网址", "address", type: "address", names: ["网址", "链接", "站点网址"]))
    }
  }

  /// The article's position in its column, nil where the number before its file's name serves.
  package var order: Int?
  /// The original of a reprint, nil where the article is none.
  @Rare package var source: Source?
  /// Whether the article must be read, nil where nothing is said of it.
  package var reading: Reading?
  /// The fields by which the article is published once more as a correction.
  package var reissues = Reissues()

  /// A list of absent fields.
  package init() {}

  /// Passes every field to a visitor, once, in the order of the documentation.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(
      &order, "order", as: .relation,
      FieldText(
        "在专栏中的次序；不写则用文件名前的数字（`01-…`）",
        "position in the column; by default the number at the beginning of the file name",
        example: "1",
        names: ["次序", "顺序", "排序", "序号"]))
    visitor.visit(
      &source, "source",
      FieldText(
        "原文出处", "the source of a reprint", example: Source.example,
        type: "`{title: text, url: address}`；`url` 可省", names: ["来源", "出处", "原文", "原文出处"]))
    visitor.visit(
      &reading, "reading",
      FieldText("`必读` 或 `选读`", "`required` or `optional`", example: "必读", names: ["阅读", "阅读要求"]))
    reissues.visit(&visitor)
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
      &title, "title", as: .title,
      FieldText(
        "专栏名称，必填", "title, required", hint: Message("加一行“title: 专栏名称”", "add a line `title: …`")))
    visitor.visit(&slug, "slug", as: .slug, FieldText("网址的最后一段", "last segment of the address"))
    visitor.visit(&summary, "summary", FieldText("一句话简介", "summary in one sentence"))
    place.visit(&visitor)
  }
}

/// The fields of a column's description beyond those that a document's header has.
package struct ColumnPlace: FieldList {
  /// The column's position among the columns, nil where none is given.
  package var order: Int?

  /// A list of absent fields.
  package init() {}

  /// Passes the field to a visitor.
  package mutating func visit(_ visitor: inout some FieldVisitor & ~Copyable) {
    visitor.visit(&order, "order", as: .relation, FieldText("次序", "position among the columns"))
  }
}
