/// The rules by which texts are read.
package enum MarkdownDialect: Int, FieldChoice {
  /// All rules of docs/markdown.md, or only those that leave indents, ends of lines and tabs as CommonMark has them.
  case lenient, strict

  /// The value with which reading a record begins.
  package static var blank: MarkdownDialect { .lenient }
  /// The accepted words.
  package static var spellings: KeyValuePairs<String, MarkdownDialect> {
    ["strict": .strict, "lenient": .lenient, "严格": .strict, "宽松": .lenient]
  }
}
