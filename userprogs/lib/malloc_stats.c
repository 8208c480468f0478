// What can be seen of the heap: its figures, and all its blocks.

#include <malloc.h>
#include <stdio.h>
#include "heap.h"

static struct malloc_block describe(struct block *block) {
  return (struct malloc_block){block, memory_of(block), size_of(block), !is_free(block), is_mapped(block)};
}

static int walk_row(struct row *row, int (*visit)(const struct malloc_block *, void *), void *context) {
  for (struct block *block = &row->first; size_of(block) != 0; block = after(block)) {
    if (!is_sound(block)) return -1;
    struct malloc_block description = describe(block);
    int result = visit(&description, context);
    if (result != 0) return result;
  }
  return 0;
}

int malloc_walk(int (*visit)(const struct malloc_block *block, void *context), void *context) {
  int result = 0;
  for (struct row *row = __malloc_heap.rows; row != 0 && result == 0; row = row->next)
    result = walk_row(row, visit, context);
  struct mapping *mapping = __malloc_heap.mappings;
  for (; mapping != 0 && result == 0; mapping = mapping->next) {
    if (!is_sound(block_in(mapping))) return -1;
    struct malloc_block description = describe(block_in(mapping));
    result = visit(&description, context);
  }
  return result;
}

static int add(const struct malloc_block *block, void *context) {
  struct mallinfo2 *info = context;
  if (block->is_used || block->is_mapped) return 0;
  info->ordblks++;
  info->fordblks += block->size;
  info->keepcost = (char *)block->header + block->size == (char *)__malloc_heap.end ? block->size : 0;
  return 0;
}

struct mallinfo2 mallinfo2(void) {
  struct mallinfo2 info = {0};
  lock_heap();
  malloc_walk(add, &info);
  info.arena = __malloc_heap.row_bytes;
  info.hblks = __malloc_heap.mapping_count;
  info.hblkhd = __malloc_heap.mapped_bytes;
  info.uordblks = __malloc_heap.used_bytes;
  unlock_heap();
  return info;
}

void malloc_stats(void) {
  struct mallinfo2 info = mallinfo2();
  fprintf(stderr, "heap:     %10zu bytes, %zu free in %zu blocks\n", info.arena, info.fordblks, info.ordblks);
  fprintf(stderr, "mappings: %10zu bytes in %zu blocks\n", info.hblkhd, info.hblks);
  fprintf(stderr, "in use:   %10zu bytes, %zu at most\n", info.uordblks, __malloc_heap.peak_used_bytes);
  fprintf(
    stderr, "grown:    %10zu times, trimmed %zu times\n", __malloc_heap.grow_count, __malloc_heap.trim_count);
}

int malloc_trim(size_t kept) {
  lock_heap();
  bool done = __trim(kept);
  unlock_heap();
  return done;
}
