#ifndef BRANCHPRESS_CTHEME_H
#define BRANCHPRESS_CTHEME_H

#include <stddef.h>

/// A file that is part of the binary.
struct branchpress_embedded_file {
  /// Relative to the package: `templates/…` or `starter/…`.
  const char *path;
  const unsigned char *bytes;
  size_t count;
};

/// The embedded file at `index`, sorted by path; NULL behind the last.
const struct branchpress_embedded_file *branchpress_embedded_file(size_t index);

#endif
