import Glibc

/// The seconds that the processor spends on `work`, whatever else the machine does meanwhile. What is measured must
/// stay on one thread.
public func threadSeconds(_ work: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  work()
  return now() - start
}
