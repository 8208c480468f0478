// What malloc tells about itself. (malloc and free themselves are in stdlib.h.)
#ifndef _MALLOC_H
#define _MALLOC_H

#include <stddef.h>
#include <stdlib.h>

// How many bytes a block really has, at least as many as were asked for.
size_t malloc_usable_size(void *memory);
void *memalign(size_t alignment, size_t size);

struct mallinfo2 {
  size_t arena;     // bytes of the heap, without mappings
  size_t ordblks;   // free blocks
  size_t smblks;
  size_t hblks;     // blocks that are mappings of their own
  size_t hblkhd;    // their bytes
  size_t usmblks;
  size_t fsmblks;
  size_t uordblks;  // bytes in use, mappings included
  size_t fordblks;  // bytes free
  size_t keepcost;  // bytes free at the heap's end
};
struct mallinfo2 mallinfo2(void);

// Writes the figures to standard error.
void malloc_stats(void);

// Gives free pages at the heap's end back to the kernel, but leaves `kept` bytes; 1 if there were any.
int malloc_trim(size_t kept);

// A block of the heap, for malloc_walk.
struct malloc_block {
  const void *header;  // the block begins here ...
  void *memory;        // ... and the caller's bytes here
  size_t size;         // of the whole block
  int is_used;
  int is_mapped;       // it is a mapping of its own
};

// Visits all blocks, those of the heap by address, then the mappings; stops when `visit` does not return 0,
// and returns what it returned. The heap must not change meanwhile: no malloc or free from `visit` or from
// another thread. Returns -1 if the heap is damaged.
int malloc_walk(int (*visit)(const struct malloc_block *block, void *context), void *context);

// The heap's root, for tools that look at the program from outside and find this by its symbol. All members
// have 8 bytes but `lock`; docs/malloc.md describes the bytes that it leads to.
#define MALLOC_BINS 64
struct malloc_heap {
  char magic[8];                        // "R3HEAP1"
  struct row *rows;                     // the latest first; its first block begins 16 bytes after it
  struct block *end;                    // the block of size 0 that closes the latest row, or null
  struct mapping *mappings;             // blocks that are mappings of their own
  size_t row_bytes, mapped_bytes;       // what the kernel gave
  size_t used_bytes, peak_used_bytes;   // in blocks in use, headers included
  size_t mapping_count, grow_count, trim_count;
  size_t filled_bins;                   // bit i: bins[i] is not empty
  struct block *bins[MALLOC_BINS];      // lists of free blocks
  int lock;
};
extern struct malloc_heap __malloc_heap;

#endif
