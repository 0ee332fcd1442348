package import Diagnostics
internal import Synchronization

/// A reporter of a build's progress: it shows nothing in the first half second, and then something ten times a second
/// at most.
@usableFromInline
package final class BuildProgress: Sendable {
  /// The progress of one phase of a build.
  package struct State: Sendable {
    /// The name of the phase, as people see it.
    package let phase: Message
    /// The number of items that are done.
    package let done: Int
    /// The number of items that the phase has.
    package let count: Int
    /// The number of items done per second since the phase began.
    package let rate: Int
  }

  private let show: @Sendable (State) -> Void
  private let start = monotonicSeconds()
  private let interval: Int
  /// The time at which something was shown last, in milliseconds since the start.
  private let lastShown: Atomic<Int>

  /// A reporter that calls `show` from any thread, for the first time after `first` milliseconds and then at most once
  /// every `interval` milliseconds.
  package init(
    showsAfter first: Int = 500, every interval: Int = 100,
    _ show: @escaping @Sendable (State) -> Void
  ) {
    self.interval = interval
    lastShown = Atomic(first - interval)
    self.show = show
  }

  /// A counter of the items that are done in one phase.
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

  /// A counter for a phase that has `count` items.
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
