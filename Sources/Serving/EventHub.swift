internal import Synchronization

/// The events that go to every client of an event stream: each one replaces the one before.
package final class EventHub: Sendable {
  typealias Sink = @Sendable ([UInt8]) -> Void

  private struct State {
    var newest: [UInt8]?
    var sinks: [Int: Sink] = [:]
    var lastNumber = 0
  }

  private let state = Mutex(State())

  /// A hub without events and clients.
  package init() {}

  /// Sends an event to all clients, and at once to each that comes later.
  package func send(_ json: String) {
    let event = EventHub.encode(json)
    let sinks = state.withLock { state in
      state.newest = event
      return Array(state.sinks.values)
    }
    for sink in sinks { sink(event) }
  }

  /// The number of clients that are connected.
  package var clients: Int { state.withLock { $0.sinks.count } }

  /// Adds a client, who gets the newest event at once; the number is for `remove`.
  func add(_ sink: @escaping Sink) -> Int {
    let (number, newest) = state.withLock { state in
      state.lastNumber += 1
      state.sinks[state.lastNumber] = sink
      return (state.lastNumber, state.newest)
    }
    if let newest { sink(newest) }
    return number
  }

  func remove(_ number: Int) { state.withLock { _ = $0.sinks.removeValue(forKey: number) } }

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
