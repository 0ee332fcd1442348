#pragma once

#include <stdbool.h>
#include <stdint.h>

/// The cost of a common word, from 0 to 63: the less it is used the more. -1 for what is none.
///
/// Words are known by their hashes, which Scripts/word-list computes in the same way as `WordHash`. One in thirty thousand
/// of what is no word passes for one.
int branchpress_cost_of_word(uint64_t hash);

/// Whether a common word of three or more characters may begin with the two of which this is the hash.
bool branchpress_may_begin_word(uint64_t hash);

/// Whether two words beside each other, of whose characters this is the hash, make one. One in forty others passes for it,
/// which then stays together as well.
bool branchpress_may_be_joined(uint64_t hash);
