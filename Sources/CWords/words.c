#include "CWords.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

// Written by Scripts/word-list, all numbers in little-endian: the number of words; for each of 4096 buckets the number of
// the words before it; a tag of each word; two more bits of its hash with its cost; a bit for each prefix of two characters; four of 2^19 bits
// for each pair of neighbours that make one word.
static const unsigned char data[] = {
#embed "words.bin"
};

enum { buckets = 4096, starts_at = 4, tags_at = starts_at + 2 * buckets, prefixes_length = 8192, joined_bits = 1 << 19 };

static inline uint32_t number_at(size_t offset, size_t length) {
  uint32_t number = 0;
  memcpy(&number, data + offset, length);
  return number;
}

int branchpress_cost_of_word(uint64_t hash) {
  uint32_t count = number_at(0, 4);
  uint32_t bucket = (uint32_t)(hash >> 52);
  uint32_t end = bucket + 1 < buckets ? number_at(starts_at + 2 * (bucket + 1), 2) : count;
  uint32_t tag = (uint32_t)(hash >> 36) & 0xFFFF;
  size_t costs_at = tags_at + 2 * count;
  for (uint32_t index = number_at(starts_at + 2 * bucket, 2); index < end; index++) {
    if (number_at(tags_at + 2 * index, 2) != tag) continue;
    unsigned char value = data[costs_at + index];
    if (value >> 6 == (hash >> 34 & 3)) return value & 63;
  }
  return -1;
}

bool branchpress_may_begin_word(uint64_t hash) {
  uint32_t prefix = (uint32_t)(hash >> 48);
  size_t prefixes_at = tags_at + 3 * number_at(0, 4);
  return data[prefixes_at + (prefix >> 3)] >> (prefix & 7) & 1;
}

bool branchpress_may_be_joined(uint64_t hash) {
  const unsigned char *bits = data + tags_at + 3 * number_at(0, 4) + prefixes_length;
  for (uint64_t index = 0; index < 4; index++) {
    uint64_t bit = (hash + index * (hash >> 32)) % joined_bits;
    if (!(bits[bit >> 3] >> (bit & 7) & 1)) return false;
  }
  return true;
}
