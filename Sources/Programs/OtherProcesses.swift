internal import CPrograms
internal import Glibc

/// Continues as another program, which gets this one's terminal, its environment and these arguments. Returns only if it cannot be
/// started.
package func replaceProcess(by program: String, _ arguments: [String]) {
  let words = unsafe copies(of: [program] + arguments)
  defer { unsafe words.forEach { unsafe free($0) } }
  unsafe execv(program, words)
}

/// Starts a program that goes on for as long as it likes, apart from this one and its terminal, such as a browser; whether it was
/// started. It gets the whole environment, and what it writes leads nowhere.
package func startApart(_ program: String, _ arguments: [String]) -> Bool {
  var actions = unsafe posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawnattr_init(&attributes)
  defer {
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
  }
  unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
  unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  // `apart` is POSIX_SPAWN_SETSID, which the header has for GNU programs alone: a session of its own, so that Ctrl+C ends this program alone; and no signal blocked.
  let apart: Int32 = 0x80
  var none = sigset_t()
  unsafe sigemptyset(&none)
  unsafe posix_spawnattr_setsigmask(&attributes, &none)
  unsafe posix_spawnattr_setflags(
    &attributes, Int16(POSIX_SPAWN_SETSIGMASK | apart))
  var words = unsafe copies(of: [program] + arguments)
  defer { unsafe words.forEach { unsafe free($0) } }
  var child: pid_t = 0
  return unsafe posix_spawn(&child, program, &actions, &attributes, &words, environ) == 0
}
