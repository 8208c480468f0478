// malloc-draw: draws the heap of a process. What its files share.
#ifndef MALLOC_DRAW_H
#define MALLOC_DRAW_H

#define TOOL "malloc-draw"
#include "../tool.h"

enum { BINS = 64 };

// One block: [address, address + size), with its header.
struct block {
  unsigned long address, size;
  bool is_used;
};

// Blocks without gaps between them.
struct row {
  unsigned long start, end;
  size_t first, count;  // in the heap's blocks
};

// What is in a bin, a list of free blocks of like size.
struct bin {
  unsigned long least, most;  // the sizes that it is for
  size_t count;
  unsigned long bytes;
};

// A heap as it was read from outside, as docs/malloc.md describes it.
struct heap {
  unsigned long row_bytes, mapped_bytes, used_bytes, peak_bytes, grow_count, trim_count;
  struct row *rows;  // by address
  size_t row_count;
  struct block *blocks;
  size_t block_count;
  struct block *mappings;
  size_t mapping_count;
  struct bin bins[BINS];
  unsigned long damage;  // where it made no sense any more; 0 if it did
};

// Another process's memory.
bool open_memory(int pid);
bool read_memory(unsigned long address, void *bytes, size_t size);
bool read_word(unsigned long address, unsigned long *word);

// The root of the heap; 0 if the process has none, or not one of our library.
unsigned long find_heap(int pid);
void read_heap(unsigned long root, struct heap *heap);
void free_heap(struct heap *heap);

void draw_figures(const struct heap *heap, const char *name, int pid);
void draw_map(const struct heap *heap, int width);
void draw_bins(const struct heap *heap);
void draw_blocks(const struct heap *heap);
extern bool colors;

#endif
