#define _GNU_SOURCE
#include "CPrograms.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

int branchpress_pipe(int32_t ends[2]) {
  if (pipe2(ends, O_CLOEXEC) != 0) return -errno;
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  return 0;
}

int branchpress_run_in(posix_spawn_file_actions_t *actions, int32_t folder) {
  return posix_spawn_file_actions_addfchdir_np(actions, folder);
}

int branchpress_close_from(posix_spawn_file_actions_t *actions, int32_t first) {
  return posix_spawn_file_actions_addclosefrom_np(actions, first);
}

int branchpress_watch(int32_t child) {
#ifdef SYS_pidfd_open
  long descriptor = syscall(SYS_pidfd_open, child, 0);
  return descriptor < 0 ? -errno : (int)descriptor;
#else
  return -ENOSYS;
#endif
}

static void limit(int32_t child, int resource, rlim_t most, rlim_t grace) {
  struct rlimit old;
  if (prlimit(child, resource, NULL, &old) != 0) return;
  struct rlimit new = {.rlim_cur = most, .rlim_max = most + grace};
  // A limit that is lower already stays.
  if (old.rlim_max < new.rlim_max) new.rlim_max = old.rlim_max;
  if (old.rlim_max < new.rlim_cur) new.rlim_cur = old.rlim_max;
  prlimit(child, resource, &new, NULL);
}

void branchpress_limit(int32_t child, uint64_t seconds, uint64_t memory, uint64_t file) {
  // At the first limit the system sends a signal that says why, at the second one that nothing survives.
  if (seconds > 0) limit(child, RLIMIT_CPU, seconds, 2);
  // Memory that is written to and not shared, of which a program maps no more than it means to use.
  if (memory > 0) limit(child, RLIMIT_DATA, memory, 0);
  if (file > 0) limit(child, RLIMIT_FSIZE, file, 0);
  limit(child, RLIMIT_CORE, 0, 0);
}
