/// A value that few documents have; an absent one takes no more memory than a pointer.
@propertyWrapper
package struct Rare<Value: Sendable>: Sendable {
  private enum Box: Sendable {
    case none
    indirect case some(Value)
  }

  private var box = Box.none

  /// An absent value.
  package init() {}

  /// The value, nil where it is absent.
  package var wrappedValue: Value? {
    get { if case .some(let value) = box { value } else { nil } }
    set { box = newValue.map { .some($0) } ?? .none }
  }
}
