#include "CFold.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// Written by Scripts/fold-table; its bytes are described in docs/internals/search.md.
static const unsigned char table[] = {
#embed "fold.bin"
};

const size_t branchpress_fold_table_length = sizeof table;
const unsigned char *const branchpress_fold_table = table;
