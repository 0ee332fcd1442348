// How the allocator of release builds behaves: jemalloc, which Scripts/prepare makes an object of.
//
// A build allocates millions of small blocks on all cores, and ends. So what it has got it keeps, and large
// pages spare the system a fault for every 4 KB. jemalloc looks for this name; jemalloc(3) says what the
// options mean.
const char *malloc_conf =
    "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1,tcache_max:65536";
