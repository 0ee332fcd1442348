#include "CXXHash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

branchpress_digest branchpress_hash(const void *bytes, size_t count) {
  XXH128_hash_t hash = XXH3_128bits(bytes, count);
  return (branchpress_digest){hash.high64, hash.low64};
}
