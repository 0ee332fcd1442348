#include "CMemory.h"

#include <stddef.h>
#include <sys/prctl.h>

// How the allocator of release builds behaves if it is jemalloc, which Scripts/prepare makes an object of.
//
// A build allocates millions of small blocks on all cores, and ends. So what it has got it keeps, and large
// pages spare the system a fault for every 4 KB. jemalloc looks for this name; jemalloc(3) says what the
// options mean.
const char *malloc_conf =
    "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1,tcache_max:65536";

static void allow_large_pages(int allowed) { prctl(PR_SET_THP_DISABLE, !allowed, 0, 0, 0); }

void branchpress_allow_large_pages(void) { allow_large_pages(1); }

static void forbid_large_pages(void) { allow_large_pages(0); }

// Before the first constructor asks for memory.
__attribute__((section(".preinit_array"), used)) static void (*first)(void) = forbid_large_pages;

// Debug builds have the system's allocator, which has no such function.
extern int mallctl(const char *name, void *old, size_t *oldLength, void *new, size_t newLength)
    __attribute__((weak));

void branchpress_give_back_memory(void) {
  // 4096 stands for all arenas (MALLCTL_ARENAS_ALL).
  if (mallctl) mallctl("arena.4096.purge", NULL, NULL, NULL, 0);
}
