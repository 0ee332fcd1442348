// The system calls that Swift cannot make by itself.
#ifndef BRANCHPRESS_FILES_H
#define BRANCHPRESS_FILES_H

#include <stddef.h>
#include <stdint.h>

/// The flag for a descriptor that only names what it was opened for (O_PATH, which is Linux's own).
extern const int branchpress_path_only;

/// Opens what stands at a path below an open folder as openat(2) does, but never anything outside of it
/// and never through a symbolic link (openat2(2), Linux 5.6).
///
/// Gives a descriptor, or the negated error number; -ENOSYS where the kernel has no such call.
int branchpress_open_beneath(int folder, const char *path, uint64_t flags, uint64_t mode);

/// Copies up to `count` bytes from an offset of one open file to where another is written, within the kernel
/// (copy_file_range(2), else sendfile(2)). Gives the number of bytes, 0 at the end, or the negated error number.
int64_t branchpress_copy(int from, int64_t offset, int to, size_t count);

/// The number of the kind of file system that an open file or folder lies on, as statfs(2) lists them; 0 if it is not told.
uint32_t branchpress_file_system(int opened);

/// A descriptor that can be read once 8 bytes were written to it (eventfd(2)), or the negated error number. It is closed when
/// another program is started.
int branchpress_bell(void);

#endif
