#define _GNU_SOURCE
#include "CFiles.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/eventfd.h>
#include <sys/sendfile.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

const int branchpress_path_only = O_PATH;

int branchpress_open_beneath(int folder, const char *path, uint64_t flags, uint64_t mode) {
#ifdef SYS_openat2
  struct open_how how = {
      .flags = flags, .mode = mode, .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
  long descriptor = syscall(SYS_openat2, folder, path, &how, sizeof how);
  return descriptor < 0 ? -errno : (int)descriptor;
#else
  return -ENOSYS;
#endif
}

int64_t branchpress_copy(int from, int64_t offset, int to, size_t count) {
  off_t start = offset;
  ssize_t copied = copy_file_range(from, &start, to, NULL, count, 0);
  // Where two file systems cannot do it between them, the kernel may still copy through its own pages.
  if (copied < 0 && (errno == EXDEV || errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP))
    copied = sendfile(to, from, &start, count);
  return copied < 0 ? -errno : copied;
}

uint32_t branchpress_file_system(int opened) {
  struct statfs facts;
  return fstatfs(opened, &facts) == 0 ? (uint32_t)facts.f_type : 0;
}

int branchpress_bell(void) {
  int bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return bell < 0 ? -errno : bell;
}
