#include "CMemory.h"

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
