internal import Glibc

/// Where a build's time went: the phases in their order, in seconds.
public struct Timings: Sendable {
  public private(set) var phases: [(name: String, seconds: Double)] = []
  private var last = 0.0

  /// Starts the first phase.
  mutating func begin() { last = monotonicSeconds() }

  /// Ends the phase called `name`, which began when the one before it ended.
  mutating func end(_ name: String) {
    let now = monotonicSeconds()
    phases.append((name, now - last))
    last = now
  }
}

/// Seconds on a clock that never goes back, from some moment on.
public func monotonicSeconds() -> Double {
  var now = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}
