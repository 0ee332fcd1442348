internal import CFiles
internal import Glibc

/// A bell that one thread rings and another one waits for.
package final class Bell: Sendable {
  /// The descriptor that can be read once the bell was rung; only for waiting for it.
  package let descriptor: Int32

  /// Makes a bell. One that the system refuses has a negative descriptor, and is never heard.
  package init() { descriptor = branchpress_bell() }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Rings, for good.
  package func ring() {
    var one: UInt64 = 1
    _ = unsafe write(descriptor, &one, 8)
  }

  /// Whether the bell was rung.
  package var isRung: Bool {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&waiting, 1, 0) > 0
  }
}
