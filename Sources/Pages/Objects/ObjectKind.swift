internal import ByteText
internal import Content
internal import Dates
internal import Markdown
internal import Mustache

/// A kind of object that templates see. Each name is defined once, with its type, its meaning and the way in which its
/// value is found, so that no value can be missing, occur twice or have another's name.
struct ObjectKind<Subject: ObjectSubject>: Sendable {
  let shape: Shape
  fileprivate let values: [ObjectNames<Subject>.Values]

  /// The object that shows a subject.
  func callAsFunction(_ subject: Subject) -> Object {
    var made: [Value] = []
    made.reserveCapacity(shape.names.count)
    for value in values {
      switch value {
      case .one(let value): made.append(value(subject))
      case .many(let append): append(subject, &made)
      }
    }
    return Object(shape, made)
  }
}

/// A subject that an object shows, with everything that its values are made from.
protocol ObjectSubject: Sendable {
  var make: ValueFactory { get }
}

/// A subject that needs no values besides itself.
struct Shown<Content: Sendable>: ObjectSubject {
  let it: Content
  let make: ValueFactory
}

/// A name that templates may use, as documentation describes it.
struct ObjectName: Sendable {
  let name: String
  /// The type in the documentation: `text`, `date?`, `list of document` and so on.
  let type: String
  let meaning: String
  let example: String
}

/// The names of a kind of object, in their order.
struct ObjectNames<Subject: ObjectSubject> {
  /// The way in which the value of a name is made, or those of several names together.
  enum Values: Sendable {
    case one(@Sendable (Subject) -> Value)
    case many(@Sendable (Subject, inout [Value]) -> Void)
  }

  private(set) var names: [ObjectName] = []
  fileprivate private(set) var values: [Values] = []

  /// Adds a name, with the type that the documentation gives its value.
  mutating func value(
    _ name: String, as type: String, _ meaning: String = "", example: String = "",
    _ value: @escaping @Sendable (Subject) -> Value
  ) {
    add([ObjectName(name: name, type: type, meaning: meaning, example: example)], .one(value))
  }

  /// Adds names with their values, which are made together.
  mutating func add(_ more: [ObjectName], _ values: Values) {
    names += more
    self.values.append(values)
  }

}

// MARK: - Names by type

extension ObjectNames {
  mutating func text(
    _ name: String, _ meaning: String = "", example: String = "",
    _ text: @escaping @Sendable (Subject) -> String
  ) {
    value(name, as: "text", meaning, example: example) { .text(text($0)) }
  }

  /// Adds a name whose value is a text that may be absent; an empty text counts as absent.
  mutating func optionalText(
    _ name: String, _ meaning: String = "", example: String = "",
    _ text: @escaping @Sendable (Subject) -> String?
  ) {
    value(name, as: "text?", meaning, example: example) { .optional(text($0)) }
  }

  /// Adds the name of a title with marks where a line may end.
  mutating func phrases(
    _ name: String = "titlePhrases", _ meaning: String = "", example: String = "",
    isOptional: Bool = false, isName: Bool = false, _ title: @escaping @Sendable (Subject) -> String
  ) {
    value(
      name, as: isOptional ? "html?" : "html",
      meaning.isEmpty ? "`title` with `<wbr>` where a line may end" : meaning, example: example
    ) {
      $0.make.phrases(title($0), isName: isName)
    }
  }

  /// Adds the name of a text in which telephone numbers and mail addresses are links.
  mutating func linked(
    _ name: String, _ plain: String, _ text: @escaping @Sendable (Subject) -> String?
  ) {
    value(name, as: "html?", "\(plain) with links for telephone numbers and mail addresses") {
      text($0).map { $0.isEmpty ? .null : .html(HTMLFragment(bytes: htmlWithLinks($0))) } ?? .null
    }
  }

  mutating func number(
    _ name: String, _ meaning: String = "", example: String = "",
    _ number: @escaping @Sendable (Subject) -> Int
  ) {
    value(name, as: "text", meaning, example: example) { .number(number($0)) }
  }

  /// Adds the name of a number that words follow, and the flag that the number is one, for words in the singular.
  mutating func count(
    _ name: String, _ meaning: String = "", example: String = "",
    _ number: @escaping @Sendable (Subject) -> Int
  ) {
    self.number(name, meaning, example: example, number)
    flag(name + "IsOne", "for words in the singular") { number($0) == 1 }
  }

  mutating func flag(
    _ name: String, _ meaning: String = "", example: String = "",
    _ flag: @escaping @Sendable (Subject) -> Bool
  ) {
    value(name, as: "bool", meaning, example: example) { .bool(flag($0)) }
  }

  /// Adds a name whose value is an address within the site.
  mutating func address(
    _ name: String, _ meaning: String = "", example: String = "",
    _ address: @escaping @Sendable (Subject) -> Address
  ) {
    value(name, as: "address", meaning, example: example) { $0.make.address(address($0)) }
  }

  mutating func optionalAddress(
    _ name: String, _ meaning: String = "", example: String = "",
    _ address: @escaping @Sendable (Subject) -> Address?
  ) {
    value(name, as: "address?", meaning, example: example) { subject in
      address(subject).map { subject.make.address($0) } ?? .null
    }
  }

  /// Adds a name whose value is an absolute address of the web.
  mutating func url(
    _ name: String, _ meaning: String = "", example: String = "",
    _ address: @escaping @Sendable (Subject) -> Address
  ) {
    value(name, as: "text", meaning, example: example) { $0.make.url(address($0)) }
  }

  /// Adds the address of a file for the `<link>` of a page's head. Several programs cannot complete relative addresses, so that it
  /// is absolute unless the site is read from a folder.
  mutating func discoveryAddress(
    _ name: String, _ address: @escaping @Sendable (Subject) -> Address
  ) {
    value(
      name, as: "text",
      "for `<link>` in a page's head: absolute, or within the site where `links` is `file`"
    ) { subject in
      let address = address(subject)
      return subject.make.config.linksToFiles
        ? subject.make.address(address) : subject.make.url(address)
    }
  }

  mutating func optionalDate(
    _ name: String, _ meaning: String = "", example: String = "",
    _ moment: @escaping @Sendable (Subject) -> Moment?
  ) {
    optionalObject(name, of: "date", meaning, example: example) { subject in
      moment(subject).map(subject.make.date)
    }
  }

  mutating func date(
    _ name: String, _ meaning: String = "", example: String = "",
    _ moment: @escaping @Sendable (Subject) -> Moment
  ) {
    object(name, of: "date", meaning, example: example) { $0.make.date(moment($0)) }
  }

  mutating func object(
    _ name: String, of kind: String, _ meaning: String = "", example: String = "",
    _ object: @escaping @Sendable (Subject) -> Object
  ) {
    value(name, as: kind, meaning, example: example) { .object(object($0)) }
  }

  mutating func optionalObject(
    _ name: String, of kind: String, _ meaning: String = "", example: String = "",
    _ object: @escaping @Sendable (Subject) -> Object?
  ) {
    value(name, as: kind + "?", meaning, example: example) { .optional(object($0)) }
  }

  mutating func list(
    _ name: String, of kind: String, _ meaning: String = "", example: String = "",
    _ list: @escaping @Sendable (Subject) -> [Object]
  ) {
    value(name, as: "list of " + kind, meaning, example: example) {
      .list(list($0).map { .object($0) })
    }
  }

  /// Adds a flag for each kind of section, exactly one of which is true.
  mutating func flags(
    _ meaning: String, _ kind: @escaping @Sendable (Subject) -> DocumentKind
  ) {
    let names: KeyValuePairs<String, DocumentKind> = [
      "isStudy": .study, "isNotice": .notice, "isActivity": .activity, "isPage": .page,
      "isDirectory": .directory,
    ]
    for (name, flagged) in names { flag(name, meaning) { kind($0) == flagged } }
  }
}

// MARK: - Making kinds

/// A maker of kinds of objects, which keeps their descriptions for the documentation.
struct KindMaker {
  var vocabulary: Vocabulary
  private(set) var shapes: [Shape] = []
  /// The names of each kind by its label, in the order in which the kinds were made.
  private(set) var described: [(label: String, names: [ObjectName])] = []

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Makes a kind, whose names must be different from each other.
  mutating func kind<Subject>(
    _ label: String, _ describe: (inout ObjectNames<Subject>) -> Void
  ) -> ObjectKind<Subject> {
    var names = ObjectNames<Subject>()
    describe(&names)
    let shape = shape(label, names.names)
    return ObjectKind(shape: shape, values: names.values)
  }

  private mutating func shape(_ label: String, _ names: [ObjectName]) -> Shape {
    var kinds: [String: String] = [:]
    for name in names where !["text", "html", "address", "bool"].contains(heldKind(name.type)) {
      kinds[name.name] = heldKind(name.type)
    }
    precondition(Set(names.map(\.name)).count == names.count, "\(label) has a name twice")
    let shape = vocabulary.shape(label, names.map(\.name), holding: kinds)
    shapes.append(shape)
    described.append((label, names))
    return shape
  }
}

/// The kind of the objects of a name's type: `date` for `date?` and for `list of date`.
private func heldKind(_ type: String) -> String {
  let one = type.hasPrefix("list of ") ? String(type.dropFirst(8)) : type
  return one.hasSuffix("?") ? String(one.dropLast()) : one
}
