// Debian's libcmark-dev, and memory for it. Linking is named in Package.swift: the static archive.
#ifndef BRANCHPRESS_COMMONMARK_H
#define BRANCHPRESS_COMMONMARK_H

#include <cmark.h>

// A parser whose memory, that of its document included, lives until `arena_end` on the same thread.
cmark_parser *arena_begin(void);

// Gives back what was parsed since the last `arena_begin`; when all is given back, its memory is used
// for the thread's next document.
void arena_end(void);

#endif
