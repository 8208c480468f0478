// Finding a heap and reading it: words of 8 bytes at places that docs/malloc.md gives. All of it may be
// damaged, so nothing is believed that was not checked, and every list has an end.
#include "malloc-draw.h"

#include <limits.h>

enum { MOST_BLOCKS = 1 << 20, MOST_ROWS = 1024, WORD = 8 };

// The words of the root.
enum {
  ROOT_MAGIC, ROOT_ROWS, ROOT_END, ROOT_MAPPINGS, ROOT_ROW_BYTES, ROOT_MAPPED_BYTES, ROOT_USED_BYTES,
  ROOT_PEAK_BYTES, ROOT_MAPPING_COUNT, ROOT_GROW_COUNT, ROOT_TRIM_COUNT, ROOT_FILLED_BINS, ROOT_BINS,
  ROOT_WORDS = ROOT_BINS + BINS,
};

static const unsigned long in_use = 1, flags = 15, word_bits = 0xffffffffff;

// Whether the bits 40 to 63 are the hash of the others and the address.
static bool is_sound(unsigned long address, unsigned long header) {
  unsigned long hash = (address ^ (header & word_bits)) * 0x9e3779b97f4a7c15;
  return (hash & ~word_bits) == (header & ~word_bits);
}

static unsigned long size_of(unsigned long header) { return header & word_bits & ~flags; }

// A root has the magic bytes, and a row's end that is a sound block.
static bool is_root(unsigned long address) {
  unsigned long words[4], header;
  if (!read_memory(address, words, sizeof words) || memcmp(words, "R3HEAP1", WORD) != 0) return false;
  if (words[ROOT_END] == 0) return words[ROOT_ROWS] == 0;
  return read_word(words[ROOT_END], &header) && is_sound(words[ROOT_END], header) && size_of(header) == 0;
}

static unsigned long search(unsigned long start, unsigned long end) {
  for (unsigned long address = start; address < end; address += WORD) {
    unsigned long word;
    if (!read_word(address, &word)) address = (address | 4095) + 1 - WORD;  // the page is not there
    else if (memcmp(&word, "R3HEAP1", WORD) == 0 && is_root(address)) return address;
  }
  return 0;
}

// The root lies in the program's data: in memory that it may write, and shares with nobody.
unsigned long find_heap(int pid) {
  char path[64], line[PATH_MAX + 128];
  snprintf(path, sizeof path, "/proc/%d/maps", pid);
  FILE *file = fopen(path, "r");
  unsigned long found = 0;
  while (file != 0 && found == 0 && fgets(line, sizeof line, file) != 0) {
    unsigned long start, end;
    char rights[8];
    if (sscanf(line, "%lx-%lx %7s", &start, &end, rights) != 3 || strncmp(rights, "rw-p", 4) != 0) continue;
    enum { MOST_BYTES = 16 << 20 };
    if (end - start < MOST_BYTES && strstr(line, "[stack]") == 0) found = search(start, end);
  }
  if (file != 0) fclose(file);
  return found;
}

static void add_block(struct block **blocks, size_t *count, struct block block) {
  if ((*count & (*count - 1)) == 0)
    *blocks = take_memory(*blocks, (*count == 0 ? 1 : 2 * *count) * sizeof block);
  (*blocks)[(*count)++] = block;
}

static void read_row(struct heap *heap, struct row *row) {
  row->first = heap->block_count;
  for (unsigned long address = row->start;;) {
    unsigned long header;
    if (!read_word(address, &header) || !is_sound(address, header) || heap->block_count == MOST_BLOCKS) {
      heap->damage = address;
      row->end = address;
      break;
    }
    unsigned long size = size_of(header);
    if (size == 0) {
      row->end = address;
      break;
    }
    add_block(&heap->blocks, &heap->block_count, (struct block){address, size, (header & in_use) != 0});
    address += size;
  }
  row->count = heap->block_count - row->first;
}

static int compare_rows(const void *a, const void *b) {
  const struct row *x = a, *y = b;
  return (x->start > y->start) - (x->start < y->start);
}

// The latest row leads to the one before it. A row's first block comes behind two words.
static void read_rows(struct heap *heap, unsigned long address) {
  while (address != 0 && heap->row_count < MOST_ROWS) {
    heap->rows = take_memory(heap->rows, (heap->row_count + 1) * sizeof *heap->rows);
    heap->rows[heap->row_count++] = (struct row){.start = address + 2 * WORD};
    if (!read_word(address, &address)) {
      heap->damage = heap->rows[heap->row_count - 1].start;
      break;
    }
  }
  if (heap->row_count > 1) qsort(heap->rows, heap->row_count, sizeof *heap->rows, compare_rows);
  for (size_t i = 0; i < heap->row_count; i++) read_row(heap, &heap->rows[i]);
}

// A mapping's record: next, previous, start, length, and the block's header.
static void read_mappings(struct heap *heap, unsigned long address) {
  while (address != 0 && heap->mapping_count < MOST_BLOCKS) {
    unsigned long words[5], block = address + 4 * WORD;
    if (!read_memory(address, words, sizeof words) || !is_sound(block, words[4])) {
      heap->damage = address;
      return;
    }
    add_block(&heap->mappings, &heap->mapping_count, (struct block){block, size_of(words[4]), true});
    address = words[0];
  }
}

// Below 512, a bin for each size; above, four for each doubling.
static void read_bin(struct heap *heap, int number, unsigned long address) {
  struct bin *bin = &heap->bins[number];
  int doubling = 9 + (number - 32) / 4, quarter = (number - 32) % 4;
  bin->least = number < 32 ? 16ul * (unsigned)number : (4ul + (unsigned)quarter) << (doubling - 2);
  bin->most = number < 32 ? bin->least : bin->least + (1ul << (doubling - 2)) - 16;
  if (number == BINS - 1) bin->most = ULONG_MAX;
  while (address != 0 && bin->count <= heap->block_count) {
    unsigned long words[2];
    if (!read_memory(address, words, sizeof words) || !is_sound(address, words[0])) {
      heap->damage = address;
      return;
    }
    bin->count++;
    bin->bytes += size_of(words[0]);
    address = words[1];
  }
}

void read_heap(unsigned long root, struct heap *heap) {
  unsigned long words[ROOT_WORDS];
  *heap = (struct heap){0};
  if (!read_memory(root, words, sizeof words)) {
    heap->damage = root;
    return;
  }
  heap->row_bytes = words[ROOT_ROW_BYTES];
  heap->mapped_bytes = words[ROOT_MAPPED_BYTES];
  heap->used_bytes = words[ROOT_USED_BYTES];
  heap->peak_bytes = words[ROOT_PEAK_BYTES];
  heap->grow_count = words[ROOT_GROW_COUNT];
  heap->trim_count = words[ROOT_TRIM_COUNT];
  read_rows(heap, words[ROOT_ROWS]);
  read_mappings(heap, words[ROOT_MAPPINGS]);
  for (int i = 0; i < BINS && heap->damage == 0; i++) read_bin(heap, i, words[ROOT_BINS + i]);
}

void free_heap(struct heap *heap) {
  free(heap->rows);
  free(heap->blocks);
  free(heap->mappings);
}
