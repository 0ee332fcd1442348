// Memory for libcmark that is given back all at once.
//
// libcmark allocates a node and its text for every few characters and frees each of them again; with
// malloc that is a third of its time. Here an allocation moves a pointer, and freeing is forgetting
// the whole document. libcmark's allocator has no argument of its own, hence one arena a thread.
#ifndef BRANCHPRESS_ARENA_H
#define BRANCHPRESS_ARENA_H

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
  // Each allocation is preceded by its size, and all are aligned to this.
  ARENA_ALIGNMENT = 16,
  // What a thread keeps for the next document.
  ARENA_KEPT = 1 << 20,
};

static inline struct arena *arena_here(void) {
  static _Thread_local struct arena here;
  return &here;
}

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

static inline void *arena_calloc(size_t count, size_t size) {
  return memset(arena_allocate(arena_here(), count * size), 0, count * size);
}

static inline void *arena_realloc(void *old, size_t size) {
  struct arena *arena = arena_here();
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

static inline void arena_free(void *old) {
  struct arena *arena = arena_here();
  if (old && old == arena->last) {
    arena->next = (char *)old - ARENA_ALIGNMENT;
    arena->last = NULL;
  }
}

// A parser of which all memory, that of its document included, lives until `arena_end`.
static inline cmark_parser *arena_begin(void) {
  static cmark_mem memory = {arena_calloc, arena_realloc, arena_free};
  arena_here()->users += 1;
  return cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, &memory);
}

static inline void arena_end(void) {
  struct arena *arena = arena_here();
  arena->users -= 1;
  if (arena->users > 0) return;
  while (arena->block && (arena->block->previous || arena->block->size > ARENA_KEPT)) {
    struct arena_block *previous = arena->block->previous;
    free(arena->block);
    arena->block = previous;
  }
  arena->next = arena->block ? (char *)(arena->block + 1) : NULL;
  arena->end = arena->block ? arena->next + arena->block->size : NULL;
  arena->last = NULL;
}

#endif
