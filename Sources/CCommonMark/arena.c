// Memory for libcmark that is given back all at once.
//
// libcmark allocates a node and its text for every few characters and frees each of them again; with
// malloc that is a third of its time. Here an allocation moves a pointer, and freeing is forgetting
// the whole document. libcmark's allocator has no argument of its own, hence one arena a thread.
#include "CCommonMark.h"

#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct arena_block {
  struct arena_block *previous;
  size_t size;
};

struct arena {
  struct arena_block *block;
  char *next;
  char *end;
  // The last allocation, which can grow or be given back.
  char *last;
  // How many documents live in it.
  int users;
};

enum {
  // Each allocation is preceded by its size, and all are aligned to this: libcmark needs no more.
  ARENA_ALIGNMENT = 8,
  // What a thread keeps for the next document.
  ARENA_KEPT = 1 << 20,
};

static _Thread_local struct arena here;

// Cold: asks the system for a block that holds `size` bytes.
static __attribute__((noinline)) void arena_grow(struct arena *arena, size_t size) {
  size_t wanted = arena->block ? arena->block->size * 2 : 1 << 16;
  if (wanted > 1 << 24) wanted = 1 << 24;
  if (wanted < size) wanted = size;
  struct arena_block *block = (struct arena_block *)malloc(wanted + sizeof *block);
  if (!block) abort();
  block->previous = arena->block;
  block->size = wanted;
  arena->block = block;
  arena->next = (char *)(block + 1);
  arena->end = arena->next + wanted;
}

static inline size_t arena_rounded(size_t size) {
  return (size + ARENA_ALIGNMENT - 1) & ~(size_t)(ARENA_ALIGNMENT - 1);
}

static inline void *arena_allocate(struct arena *arena, size_t size) {
  size_t whole = arena_rounded(size) + ARENA_ALIGNMENT;
  if ((size_t)(arena->end - arena->next) < whole) arena_grow(arena, whole);
  *(size_t *)arena->next = size;
  arena->last = arena->next + ARENA_ALIGNMENT;
  arena->next += whole;
  return arena->last;
}

static void *arena_calloc(size_t count, size_t size) {
  return memset(arena_allocate(&here, count * size), 0, count * size);
}

static void *arena_realloc(void *old, size_t size) {
  struct arena *arena = &here;
  if (!old) return arena_allocate(arena, size);
  size_t *old_size = (size_t *)((char *)old - ARENA_ALIGNMENT);
  if (old == arena->last && (size_t)(arena->end - (char *)old) >= arena_rounded(size)) {
    *old_size = size;
    arena->next = (char *)old + arena_rounded(size);
    return old;
  }
  size_t kept = *old_size < size ? *old_size : size;
  return memcpy(arena_allocate(arena, size), old, kept);
}

static void arena_free(void *old) {
  struct arena *arena = &here;
  if (old && old == arena->last) {
    arena->next = (char *)old - ARENA_ALIGNMENT;
    arena->last = NULL;
  }
}

// What one document no longer needs the next one uses: the C library shall not give large blocks back to
// the system, which would clear them anew each time. That was half the time of thousands of footnotes. (The
// allocator of the program's release builds is told the same in CMemory.)
__attribute__((constructor)) static void keep_large_blocks(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}

cmark_parser *arena_begin(void) {
  static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
  here.users += 1;
  return cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
}

void arena_end(void) {
  struct arena *arena = &here;
  arena->users -= 1;
  if (arena->users > 0) return;
  // The newest block is the largest; the next document begins in the largest that is kept.
  struct arena_block *kept = NULL;
  while (arena->block) {
    struct arena_block *previous = arena->block->previous;
    if (!kept && arena->block->size <= ARENA_KEPT) {
      kept = arena->block;
      kept->previous = NULL;
    } else {
      free(arena->block);
    }
    arena->block = previous;
  }
  arena->block = kept;
  arena->next = kept ? (char *)(kept + 1) : NULL;
  arena->end = kept ? arena->next + kept->size : NULL;
  arena->last = NULL;
}
