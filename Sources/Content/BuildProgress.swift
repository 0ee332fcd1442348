package import Diagnostics
internal import Synchronization

/// Tells somebody who waits how far a build is: nothing in its first half second, then ten times a
/// second at most.
@usableFromInline
package final class BuildProgress: Sendable {
  /// How far a phase is.
  package struct State: Sendable {
    package let phase: Message
    package let done: Int
    package let count: Int
    /// How many are done in a second.
    package let rate: Int
  }

  private let show: @Sendable (State) -> Void
  private let start = monotonicSeconds()
  private let interval: Int
  /// When something was shown last, in milliseconds since the start.
  private let lastShown: Atomic<Int>

  /// `show` is called from any thread, at first after some milliseconds, and then at intervals.
  package init(
    showsAfter first: Int = 500, every interval: Int = 100,
    _ show: @escaping @Sendable (State) -> Void
  ) {
    self.interval = interval
    lastShown = Atomic(first - interval)
    self.show = show
  }

  /// Counts what is done in one phase.
  @usableFromInline
  package final class Counter: Sendable {
    private let progress: BuildProgress
    private let phase: Message
    private let count: Int
    private let start = monotonicSeconds()
    private let done = Atomic<Int>(0)

    init(_ progress: BuildProgress, _ phase: Message, count: Int) {
      self.progress = progress
      self.phase = phase
      self.count = count
    }

    func advance(by number: Int) {
      if number == 0 { return }
      let done = done.add(number, ordering: .relaxed).newValue
      let now = monotonicSeconds()
      progress.showIfDue(at: now) {
        State(
          phase: phase, done: done, count: count,
          rate: Int(Double(done) / max(now - start, 0.001)))
      }
    }
  }

  package func counter(_ phase: Message, count: Int) -> Counter {
    Counter(self, phase, count: count)
  }

  private func showIfDue(at now: Double, _ state: () -> State) {
    let elapsed = Int((now - start) * 1000)
    let last = lastShown.load(ordering: .relaxed)
    guard elapsed - last >= interval,
      lastShown.compareExchange(expected: last, desired: elapsed, ordering: .relaxed).exchanged
    else { return }
    show(state())
  }
}
