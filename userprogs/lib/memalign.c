// Memory at addresses that are multiples of more than 16.

#include <errno.h>
#include <stdlib.h>
#include "heap.h"

// Cuts a block so that its caller's bytes begin at a multiple of `alignment`, and frees what lies before.
static struct block *cut(struct block *block, size_t alignment) {
  char *memory = memory_of(block);
  if ((size_t)memory % alignment == 0) return block;
  // What lies before must be large enough for a block of its own.
  char *aligned = (char *)round_up((size_t)memory + SMALLEST, alignment);
  size_t gap = (size_t)(aligned - memory), whole = size_of(block);
  struct block *rest = block_of(aligned);
  set(rest, (whole - gap) | IN_USE | BEFORE_IN_USE);
  set(block, gap | (word_of(block) & FLAGS));
  __release(block);
  return rest;
}

// Takes a block that is large enough wherever the aligned place falls.
static void *allocate_aligned(size_t alignment, size_t request) {
  if (alignment < UNIT) alignment = UNIT;
  size_t size = __block_size(request), larger;
  if (size == 0) return 0;
  if (__builtin_add_overflow(size, alignment + SMALLEST, &larger) || larger > PTRDIFF_MAX) {
    errno = ENOMEM;
    return 0;
  }
  lock_heap();
  char *memory = __allocate(larger, alignment);
  if (memory != 0 && !is_mapped(block_of(memory))) {
    struct block *block = cut(block_of(memory), alignment);
    __resize(block, size);
    memory = memory_of(block);
  }
  unlock_heap();
  return memory;
}

static bool is_power_of_two(size_t value) { return value != 0 && (value & (value - 1)) == 0; }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) return EINVAL;
  int saved = errno;
  void *memory = allocate_aligned(alignment, size);
  errno = saved;
  if (memory == 0) return ENOMEM;
  *result = memory;
  return 0;
}

void *aligned_alloc(size_t alignment, size_t size) {
  if (is_power_of_two(alignment)) return allocate_aligned(alignment, size);
  errno = EINVAL;
  return 0;
}

void *memalign(size_t alignment, size_t size) { return aligned_alloc(alignment, size); }
