internal import Synchronization

/// The events that go to every client of an event stream. Each one replaces the one before: a client that was not
/// ready for one gets the next one only.
package final class EventHub: Sendable {
  /// A call by which a client learns that there is a new event.
  typealias Bell = @Sendable () -> Void

  /// An event as it is sent, with its number.
  struct Event: Sendable {
    let number: Int
    let bytes: [UInt8]
  }

  private struct State {
    var newest: Event?
    var bells: [Int: Bell] = [:]
    var lastClient = 0
  }

  private let state = Mutex(State())

  /// A hub without events and clients.
  package init() {}

  /// Sends an event to all clients, and at once to each that comes later.
  package func send(_ json: String) {
    let bytes = EventHub.encode(json)
    let bells = state.withLock { state in
      state.newest = Event(number: (state.newest?.number ?? 0) + 1, bytes: bytes)
      return Array(state.bells.values)
    }
    for bell in bells { bell() }
  }

  /// The number of clients that are connected.
  package var clients: Int { state.withLock { $0.bells.count } }

  /// The newest event, unless it is the one with this number.
  func newest(after number: Int) -> Event? {
    state.withLock { $0.newest.flatMap { $0.number == number ? nil : $0 } }
  }

  /// Adds a client; the number is for `remove`.
  func add(_ bell: @escaping Bell) -> Int {
    state.withLock { state in
      state.lastClient += 1
      state.bells[state.lastClient] = bell
      return state.lastClient
    }
  }

  func remove(_ client: Int) { state.withLock { _ = $0.bells.removeValue(forKey: client) } }

  /// An event as it is sent: each line of the text after `data: `, and an empty line.
  static func encode(_ text: String) -> [UInt8] {
    var event: [UInt8] = []
    let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A || $0 == 0x0D }
    for line in lines {
      event += "data: ".utf8
      event += line
      event.append(0x0A)
    }
    event.append(0x0A)
    return event
  }
}
