internal import Glibc

/// Seconds since 1970 by the machine's clock.
func secondsNow() -> Int {
  var now = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &now)
  return now.tv_sec
}

/// A time as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7); the time is not before 1970.
func httpDate(_ seconds: Int) -> String {
  let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let (day, second) = max(0, seconds).quotientAndRemainder(dividingBy: 86_400)
  var (year, rest) = (1970, day)
  while rest >= lengthOfYear(year) {
    rest -= lengthOfYear(year)
    year += 1
  }
  var lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  if lengthOfYear(year) == 366 { lengths[1] = 29 }
  var month = 0
  while rest >= lengths[month] {
    rest -= lengths[month]
    month += 1
  }
  let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  return "\(weekdays[day % 7]), \(two(rest + 1)) \(names[month]) \(year) \(clock) GMT"
}

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func lengthOfYear(_ year: Int) -> Int {
  year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 366 : 365
}
