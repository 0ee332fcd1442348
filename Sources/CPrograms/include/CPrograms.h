// The system calls for child processes that Swift cannot make by itself.
#ifndef BRANCHPRESS_PROGRAMS_H
#define BRANCHPRESS_PROGRAMS_H

#include <spawn.h>
#include <stdint.h>

/// Makes a pipe whose ends are closed when another program is started: the first is for reading, which does not wait, the second
/// for writing (pipe2(2)). Gives 0, or the negated error number.
int branchpress_pipe(int32_t ends[2]);

/// Has the child change to an open folder before anything else is done (Glibc 2.29).
int branchpress_run_in(posix_spawn_file_actions_t *actions, int32_t folder);

/// Has the child close all files from a descriptor on when everything else is done (Glibc 2.34).
int branchpress_close_from(posix_spawn_file_actions_t *actions, int32_t first);

/// A descriptor that can be read once a child has ended (pidfd_open(2), Linux 5.3). It is closed when another program is started.
/// Gives the negated error number; -ENOSYS where the kernel has no such call.
int branchpress_watch(int32_t child);

/// Limits a running process and all that it starts from now on (prlimit(2)): its seconds of processor time, the bytes of its
/// own memory, the bytes of a file that it writes. 0 sets no limit. No file is written of the memory of one that is ended.
void branchpress_limit(int32_t child, uint64_t seconds, uint64_t memory, uint64_t file);

#endif
