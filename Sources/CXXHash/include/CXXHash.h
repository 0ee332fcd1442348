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

// The same of bytes that come piece by piece.
typedef struct branchpress_hashing branchpress_hashing;
branchpress_hashing *branchpress_hash_begin(void);
void branchpress_hash_add(branchpress_hashing *hashing, const void *bytes, size_t count);
// Gives the digest of what was added so far.
branchpress_digest branchpress_hash_end(const branchpress_hashing *hashing);
void branchpress_hash_free(branchpress_hashing *hashing);

#endif
