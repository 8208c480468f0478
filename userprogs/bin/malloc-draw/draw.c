// What is shown of a heap.
#include "malloc-draw.h"

#include <limits.h>

bool colors;

static const char *const used_color = "32", *const mixed_color = "33", *const free_color = "2";

static void put_colored(const char *color, const char *text) {
  if (colors) printf("\033[%sm%s\033[0m", color, text);
  else fputs(text, stdout);
}

// A size with its unit; there are buffers for several in one line.
static const char *amount(unsigned long bytes) {
  static char texts[8][24];
  static int next;
  char *text = texts[next++ % 8];
  if (bytes < 1024) sprintf(text, "%lu bytes", bytes);
  else if (bytes < 1024 * 1024) sprintf(text, "%lu.%luK", bytes >> 10, (bytes & 1023) * 10 >> 10);
  else sprintf(text, "%lu.%luM", bytes >> 20, ((bytes >> 10) & 1023) * 10 >> 10);
  return text;
}

struct sum {
  size_t count;
  unsigned long bytes, largest;
};

static void add(struct sum *sum, const struct block *block) {
  sum->count++;
  sum->bytes += block->size;
  if (block->size > sum->largest) sum->largest = block->size;
}

static void draw_sum(const char *name, const struct sum *sum) {
  printf("%-8s %8zu %12lu %12lu\n", name, sum->count, sum->bytes, sum->largest);
}

void draw_figures(const struct heap *heap, const char *name, int pid) {
  struct sum used = {0}, unused = {0}, mapped = {0};
  for (size_t i = 0; i < heap->block_count; i++)
    add(heap->blocks[i].is_used ? &used : &unused, &heap->blocks[i]);
  for (size_t i = 0; i < heap->mapping_count; i++) add(&mapped, &heap->mappings[i]);
  printf("process %d (%s): %s of heap, %s of mappings\n\n", pid, name, amount(heap->row_bytes),
    amount(heap->mapped_bytes));
  printf("%-8s %8s %12s %12s\n", "", "blocks", "bytes", "largest");
  draw_sum("in use", &used);
  draw_sum("free", &unused);
  draw_sum("mapped", &mapped);
  unsigned long scattered = unused.bytes == 0 ? 0 : (unused.bytes - unused.largest) * 1000 / unused.bytes;
  printf("\nat most %s were in use; the heap grew %lu times and shrank %lu times\n", amount(heap->peak_bytes),
    heap->grow_count, heap->trim_count);
  printf("fragmentation: %lu.%lu%% of the free bytes are not in the largest free block\n", scattered / 10,
    scattered % 10);
}

// How many bytes one character stands for: so few that the whole takes about 16 lines, a power of two.
static unsigned long choose_scale(const struct heap *heap, int columns) {
  unsigned long total = 0, scale = 16;
  for (size_t i = 0; i < heap->row_count; i++) total += heap->rows[i].end - heap->rows[i].start;
  while (total / scale > (unsigned long)columns * 16) scale *= 2;
  return scale;
}

// The bytes of each character's part of the row that are in use.
static unsigned long *measure_cells(
  const struct heap *heap, const struct row *row, unsigned long scale, size_t cells) {
  unsigned long *used = take_memory(0, cells * sizeof *used);
  memset(used, 0, cells * sizeof *used);
  for (size_t i = row->first; i < row->first + row->count; i++) {
    const struct block *block = &heap->blocks[i];
    unsigned long from = block->address - row->start, end = from + block->size;
    while (block->is_used && from < end) {
      unsigned long next = (from / scale + 1) * scale, stop = next < end ? next : end;
      used[from / scale] += stop - from;
      from = stop;
    }
  }
  return used;
}

static void draw_row(const struct heap *heap, const struct row *row, unsigned long scale, size_t columns) {
  size_t cells = (row->end - row->start + scale - 1) / scale;
  unsigned long *used = measure_cells(heap, row, scale, cells);
  for (size_t i = 0; i < cells; i++) {
    if (i % columns == 0) printf("%s%#14lx  ", i == 0 ? "" : "\n", row->start + i * scale);
    unsigned long size = row->end - row->start - i * scale;
    if (size > scale) size = scale;
    if (used[i] == 0) put_colored(free_color, ".");
    else if (used[i] == size) put_colored(used_color, "#");
    else put_colored(mixed_color, "+");
  }
  if (cells > 0) putchar('\n');
  free(used);
}

void draw_map(const struct heap *heap, int width) {
  int columns = width > 40 ? (width - 16) / 8 * 8 : 16;
  unsigned long scale = choose_scale(heap, columns);
  printf("\n%lu bytes a character: # in use, + in part, . free\n", scale);
  for (size_t i = 0; i < heap->row_count; i++) {
    if (i > 0) puts("           ...");
    draw_row(heap, &heap->rows[i], scale, (size_t)columns);
  }
  for (size_t i = 0; i < heap->mapping_count; i++) {
    printf("%#14lx  ", heap->mappings[i].address);
    put_colored("35", "a mapping");
    printf(" of %s\n", amount(heap->mappings[i].size));
  }
}

void draw_bins(const struct heap *heap) {
  printf("\n%20s %8s %12s\n", "free, by size", "blocks", "bytes");
  for (int i = 0; i < BINS; i++) {
    const struct bin *bin = &heap->bins[i];
    char sizes[48];
    if (bin->count == 0) continue;
    if (bin->most == bin->least) snprintf(sizes, sizeof sizes, "%lu", bin->least);
    else if (bin->most == ULONG_MAX) snprintf(sizes, sizeof sizes, "from %lu", bin->least);
    else snprintf(sizes, sizeof sizes, "%lu-%lu", bin->least, bin->most);
    printf("%20s %8zu %12lu\n", sizes, bin->count, bin->bytes);
  }
}

void draw_blocks(const struct heap *heap) {
  printf("\n%14s %12s\n", "block", "bytes");
  for (size_t i = 0; i < heap->block_count; i++) {
    const struct block *block = &heap->blocks[i];
    printf("%#14lx %12lu  ", block->address, block->size);
    put_colored(block->is_used ? used_color : free_color, block->is_used ? "in use" : "free");
    putchar('\n');
  }
  for (size_t i = 0; i < heap->mapping_count; i++)
    printf("%#14lx %12lu  in use, a mapping\n", heap->mappings[i].address, heap->mappings[i].size);
}
