// Objects: where they lie, and what becomes of those that nobody can reach.
//
// Small objects lie in blocks of cells of one size; larger ones are the C library's. The collector marks what
// is in use (mark.c), then sweeps: a cell that is not marked becomes free, and is where the next object goes.
#include "lisp.h"

#include <stdlib.h>
#include <string.h>

enum { CELL_UNIT = 16, CELL_SIZES = 8, BLOCK_SIZE = 1 << 16, LEAST_THRESHOLD = 4 << 20 };

struct block {
  struct block *next;
  size_t cell_size, used;  // bytes of cells that were ever given out
  char cells[];
};
struct free_cell {
  struct object object;  // kind 0
  struct free_cell *next;
};
struct large {
  struct large *next;
  size_t size;
  struct object object;
};

static struct block *blocks[CELL_SIZES];
static struct free_cell *free_cells[CELL_SIZES];
static struct large *large_objects;
static size_t threshold = LEAST_THRESHOLD;

bool wants_collection;
size_t heap_bytes, collections;

void *take_memory(void *old, size_t size) {
  void *memory = realloc(old, size == 0 ? 1 : size);
  if (memory != 0) return memory;
  fputs("lisp: memory exhausted\n", stderr);
  exit(3);
}

static void count_bytes(size_t size) {
  heap_bytes += size;
  if (heap_bytes > threshold) wants_collection = true;
}

static void *take_cell(int class) {
  size_t size = (size_t)(class + 1) * CELL_UNIT;
  struct free_cell *cell = free_cells[class];
  if (cell != 0) {
    free_cells[class] = cell->next;
    return cell;
  }
  struct block *block = blocks[class];
  if (block == 0 || block->used + size > BLOCK_SIZE - sizeof *block) {
    block = take_memory(0, BLOCK_SIZE);
    *block = (struct block){.next = blocks[class], .cell_size = size};
    blocks[class] = block;
  }
  block->used += size;
  return block->cells + block->used - size;
}

static void *take_large(size_t size) {
  struct large *large = take_memory(0, sizeof *large - sizeof large->object + size);
  large->next = large_objects;
  large->size = size;
  large_objects = large;
  return &large->object;
}

// A new object, zeroed behind its header.
void *new_object(enum kind kind, size_t size) {
  int class = (int)((size - 1) / CELL_UNIT);
  void *memory = class < CELL_SIZES ? take_cell(class) : take_large(size);
  count_bytes(class < CELL_SIZES ? (size_t)(class + 1) * CELL_UNIT : size);
  memset(memory, 0, size);
  ((struct object *)memory)->kind = (uint8_t)kind;
  return memory;
}

static void sweep_block(struct block *block, int class) {
  for (size_t at = 0; at < block->used; at += block->cell_size) {
    struct free_cell *cell = (struct free_cell *)(block->cells + at);
    if (cell->object.is_marked) {
      cell->object.is_marked = 0;
      heap_bytes += block->cell_size;
      continue;
    }
    if (cell->object.kind != 0) free_contents(&cell->object);
    cell->object.kind = 0;
    cell->next = free_cells[class];
    free_cells[class] = cell;
  }
}

static void sweep_large(void) {
  struct large **link = &large_objects;
  while (*link != 0) {
    struct large *large = *link;
    if (large->object.is_marked) {
      large->object.is_marked = 0;
      heap_bytes += large->size;
      link = &large->next;
    } else {
      *link = large->next;
      free_contents(&large->object);
      free(large);
    }
  }
}

void collect(void) {
  mark_roots();
  mark_reachable();
  heap_bytes = 0;
  for (int class = 0; class < CELL_SIZES; class++) {
    free_cells[class] = 0;
    for (struct block *block = blocks[class]; block != 0; block = block->next) sweep_block(block, class);
  }
  sweep_large();
  collections++;
  wants_collection = false;
  threshold = 2 * heap_bytes < LEAST_THRESHOLD ? LEAST_THRESHOLD : 2 * heap_bytes;
}

value cons(value head, value tail) {
  struct pair *pair = new_object(PAIR, sizeof *pair);
  pair->head = head;
  pair->tail = tail;
  return (value)pair;
}

value new_vector(size_t length, value fill) {
  struct vector *vector = new_object(VECTOR, sizeof *vector + length * sizeof(value));
  vector->length = length;
  for (size_t i = 0; i < length; i++) vector->items[i] = fill;
  return (value)vector;
}

value new_box(value content) {
  struct box *box = new_object(BOX, sizeof *box);
  box->content = content;
  return (value)box;
}
