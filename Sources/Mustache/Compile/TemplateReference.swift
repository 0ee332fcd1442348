public import Diagnostics

/// A name in a template, for tools that check themes: which templates are used, which names are
/// asked for, which blocks are filled.
public struct TemplateReference: Sendable, Equatable {
  /// The kind of a reference, with the marks that it is written with.
  public enum Kind: Sendable, Equatable {
    /// `{{>name}}`
    case partial
    /// `{{<name}}`
    case parent
    /// A value, perhaps dotted, that says which template is used: `{{>*name}}`, `{{<*name}}`.
    case dynamicName
    /// A block that others may override: `{{$name}}`.
    case block
    /// A block of `parent` (none where it is dynamic) that is overridden here.
    case override(parent: String?)
    /// `{{name}}`: an error where no object has the name.
    case interpolation
    /// `{{#name}}` or `{{^name}}`: allowed where no object has the name.
    case test
  }

  /// The kind, told by the marks.
  public let kind: Kind
  /// As it is written, without marks and blanks: `page.title`.
  public let name: String
  /// The whole tag.
  public let place: Place
}
