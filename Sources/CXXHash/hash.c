#include "CXXHash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

static branchpress_digest digest(XXH128_hash_t hash) {
  return (branchpress_digest){hash.high64, hash.low64};
}

branchpress_digest branchpress_hash(const void *bytes, size_t count) {
  return digest(XXH3_128bits(bytes, count));
}

branchpress_hashing *branchpress_hash_begin(void) {
  XXH3_state_t *state = XXH3_createState();
  if (state) XXH3_128bits_reset(state);
  return (branchpress_hashing *)state;
}

void branchpress_hash_add(branchpress_hashing *hashing, const void *bytes, size_t count) {
  XXH3_128bits_update((XXH3_state_t *)hashing, bytes, count);
}

branchpress_digest branchpress_hash_end(const branchpress_hashing *hashing) {
  return digest(XXH3_128bits_digest((const XXH3_state_t *)hashing));
}

void branchpress_hash_free(branchpress_hashing *hashing) {
  XXH3_freeState((XXH3_state_t *)hashing);
}
