public import ByteText

/// A value that a template may be given: a closed set, so that the value's kind decides how it is written.
///
/// A section takes `null`, `false`, an empty text, an empty piece of HTML and an empty list for no;
/// everything else, 0 included, for yes.
public enum Value: Sendable {
  /// A known name that is empty here: prints nothing.
  case null
  /// Prints `true` or `false`.
  case bool(Bool)
  /// Prints in decimal.
  case integer(Int)
  /// Escaped for HTML, unless the template says `{{{name}}}` or `{{&name}}`.
  case text(String)
  /// HTML already: never escaped, and its local addresses begin with the render's root.
  case html(HTMLFragment)
  /// A path within the site, percent-encoded already: the render's root comes before it. An empty
  /// path below an empty root is `./`.
  case address(String)
  /// A section is rendered once for each.
  case list(List)
  /// A section sees its names.
  case object(Object)
  /// Asked each time that it is met.
  case lambda(Lambda)

  /// A list that stands nowhere else.
  public static func list(_ values: [Value]) -> Value { .list(List(values)) }
}

/// Values one after the other, written down once in the form that rendering reads. Copies share it, as
/// those of an object do.
public struct List: @unchecked Sendable {
  let row: Row

  /// A list whose items keep their order.
  public init(_ values: [Value]) { row = Row.make(values) }

  /// Made from what was written down: not for rendering.
  public var values: [Value] {
    let cells = row.cells
    return (0..<cells.count).map { cells[$0].value }
  }
}

/// Named values, written down once in the form that rendering reads. Copies share it, so that one
/// object may stand in many lists, and any number of threads may read it.
public struct Object: @unchecked Sendable {
  let row: Row
  /// The names that it has.
  public var shape: Shape {
    guard let shape = row.header else { preconditionFailure("an object has a shape") }
    return shape
  }

  /// An object with a value for each of the shape's names, in their order. Costs a pass over its
  /// texts and an allocation.
  public init(_ shape: Shape, _ values: [Value]) {
    precondition(
      values.count == shape.names.count, "\(shape.label) needs a value for each of its names")
    row = Row.make(values, shape: shape)
  }

  init(row: Row) { self.row = row }

  /// The value called `name`, if the shape has it. Compares text: not for rendering.
  public subscript(name: String) -> Value? {
    shape.names.firstIndex(of: name).map { row.cells[$0].value }
  }
}

/// A function that the host lends to templates. It may be called from several threads at once.
public final class Lambda: Sendable {
  enum Body: Sendable {
    case value(@Sendable () -> Value)
    case template(@Sendable (_ raw: String) -> String)
  }

  let body: Body

  private init(_ body: Body) { self.body = body }

  /// A value that is made when it is needed, and used as if it had been given. Dotted names do not
  /// reach into it.
  public static func value(_ make: @escaping @Sendable () -> Value) -> Lambda {
    Lambda(.value(make))
  }

  /// Template text in place of a section, from the section's own text, which has not been
  /// rendered; with the section's delimiters. Where the lambda is interpolated, it is given empty
  /// text, its answer is read with the usual delimiters, and the result is escaped.
  public static func template(_ make: @escaping @Sendable (_ raw: String) -> String) -> Lambda {
    Lambda(.template(make))
  }
}
