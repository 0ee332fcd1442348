#pragma once

#include <stddef.h>

/// The table by which texts and queries are folded, as Scripts/fold-table writes it.
extern const unsigned char *const branchpress_fold_table;

/// The table's length in bytes.
extern const size_t branchpress_fold_table_length;
