// Memory: arenas, which are given back all at once, and text that grows in them.
#include "sh.h"

#include <stdlib.h>
#include <string.h>

struct chunk {
  struct chunk *below;
  size_t used, size;
  char bytes[];
};

// The smallest chunk. One of them is kept when it is given back, for the next time, which is soon.
enum { LEAST = 4000 };

struct arena {
  int owners;
  struct chunk *top;
};

static struct chunk *spare;

struct arena *scratch;

void *take_memory(size_t size) {
  void *memory = malloc(size == 0 ? 1 : size);
  if (memory != 0) return memory;
  fputs("sh: out of memory\n", stderr);
  _Exit(2);
}

char *copy_string(const char *text) { return strcpy(take_memory(strlen(text) + 1), text); }

struct arena *arena_new(void) {
  struct arena *arena = take_memory(sizeof *arena);
  *arena = (struct arena){1, 0};
  return arena;
}

void arena_keep(struct arena *arena) { arena->owners++; }

void arena_drop(struct arena *arena) {
  if (--arena->owners > 0) return;
  arena_release(arena, (struct arena_mark){0, 0});
  free(arena);
}

static struct chunk *take_chunk(size_t room) {
  if (room > LEAST || spare == 0) return take_memory(sizeof(struct chunk) + room);
  struct chunk *chunk = spare;
  spare = 0;
  return chunk;
}

void *arena_take(struct arena *arena, size_t size) {
  size = (size + 15) & ~(size_t)15;
  struct chunk *top = arena->top;
  if (top == 0 || top->size - top->used < size) {
    size_t room = size > LEAST ? size : LEAST;
    top = take_chunk(room);
    *top = (struct chunk){arena->top, 0, room};
    arena->top = top;
  }
  char *memory = top->bytes + top->used;
  top->used += size;
  return memset(memory, 0, size);
}

char *arena_copy(struct arena *arena, const char *text, size_t length) {
  return memcpy(arena_take(arena, length + 1), text, length);
}

struct arena_mark arena_mark(struct arena *arena) {
  return (struct arena_mark){arena->top, arena->top == 0 ? 0 : arena->top->used};
}

void arena_release(struct arena *arena, struct arena_mark mark) {
  while (arena->top != mark.chunk) {
    struct chunk *chunk = arena->top;
    arena->top = chunk->below;
    if (spare == 0 && chunk->size == LEAST) spare = chunk;
    else free(chunk);
  }
  if (arena->top != 0) arena->top->used = mark.used;
}

static void make_room(struct text *text, size_t more) {
  if (text->length + more <= text->capacity) return;
  size_t larger = 2 * text->capacity + more + 32;
  char *bytes = arena_take(text->arena, larger);
  if (text->length > 0) memcpy(bytes, text->bytes, text->length);
  text->bytes = bytes;
  text->capacity = larger;
}

void text_add(struct text *text, char c) {
  make_room(text, 1);
  text->bytes[text->length++] = c;
}

void text_append(struct text *text, const char *bytes, size_t length) {
  make_room(text, length + 1);
  memcpy(text->bytes + text->length, bytes, length);
  text->length += length;
}

char *text_end(struct text *text) {
  make_room(text, 1);
  text->bytes[text->length] = 0;
  return text->bytes;
}
