#ifndef BRANCHPRESS_CPREVIEWPAGE_H
#define BRANCHPRESS_CPREVIEWPAGE_H

#include <stddef.h>

/// The script of pages that `branchpress serve` shows, in UTF-8; `count` becomes the number of its bytes.
const unsigned char *branchpress_preview_script(size_t *count);

/// The style sheet of that script's own elements, in UTF-8; `count` becomes the number of its bytes.
const unsigned char *branchpress_preview_style(size_t *count);

#endif
