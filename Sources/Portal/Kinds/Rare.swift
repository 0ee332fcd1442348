/// A value that few documents have: where it is missing it takes no more than a pointer.
@propertyWrapper
struct Rare<Value: Sendable>: Sendable {
  private enum Box: Sendable {
    case none
    indirect case some(Value)
  }

  private var box = Box.none

  var wrappedValue: Value? {
    get { if case .some(let value) = box { value } else { nil } }
    set { box = newValue.map { .some($0) } ?? .none }
  }
}
