// Debian's libxxhash-dev, compiled into the program: a call across a library would cost as much as
// the hash of a short text.
#ifndef BRANCHPRESS_XXHASH_H
#define BRANCHPRESS_XXHASH_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
  uint64_t high, low;
} branchpress_digest;

// XXH3 with 128 bits over `count` bytes; `bytes` may be null where there are none.
branchpress_digest branchpress_hash(const void *bytes, size_t count);

#endif
