internal import FrontMatter

/// The photographs of an activity, videos and sounds included.
package struct Photos: FieldValue {
  /// The ways of saying which files are meant.
  package enum Scope: Int, Sendable {
    /// The files that are named.
    case named
    /// The files beside a document that has a folder to itself, since nothing was written.
    case beside
    /// All files in the document's folder, as was written.
    case folder
  }

  /// The files that are meant.
  package var scope = Scope.named
  /// The files that are named, with their captions, in the order of the page.
  package var named: [FileReference] = []

  /// No photographs.
  init() {}

  /// The name of the type in the documentation.
  package static var typeName: String { [FileReference].typeName }

  /// Reads a list of files, or the word for all of them; without a value, those beside the document are meant.
  package static func parse(
    _ key: String, _ rules: FieldRules, about: () -> FieldText, _ parser: inout FieldParser
  ) -> Photos {
    var photos = Photos()
    if parser.reader.isAbsent(key) {
      photos.scope = .beside
    } else if parser.reader.isWord(key, among: ["全部", "所有", "全部照片", "所有照片", "全部图片", "all"]) {
      photos.scope = .folder
    } else if !parser.reader.isWord(key, among: ["无", "没有", "不要", "none"]) {
      photos.named = FileReference.parseList(key, rules, &parser)
    }
    return photos
  }

  /// Writes which files are meant into a record, or reads it from one.
  package mutating func code(_ coder: inout some RecordCoder & ~Copyable) {
    coder.code(&scope)
    named.code(&coder)
  }
}
