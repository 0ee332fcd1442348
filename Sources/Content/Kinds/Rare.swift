/// A value that few documents have: where it is missing it takes no more than a pointer.
@propertyWrapper
package struct Rare<Value: Sendable>: Sendable {
  private enum Box: Sendable {
    case none
    indirect case some(Value)
  }

  private var box = Box.none

  /// None.
  package init() {}

  /// The value, or nil.
  package var wrappedValue: Value? {
    get { if case .some(let value) = box { value } else { nil } }
    set { box = newValue.map { .some($0) } ?? .none }
  }
}
