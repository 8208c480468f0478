// Maps, smaps and pagemap show the memory of the process itself.
#include "show.h"

#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>

// The line of maps with an address: its rights and its name.
static int find(const void *address, char rights[5], char name[256]) {
  FILE *file = fopen("/proc/self/maps", "r");
  char line[512];
  int found = 0;
  while (fgets(line, sizeof line, file) != 0) {
    unsigned long start, end;
    *name = 0;
    if (sscanf(line, "%lx-%lx %4s %*x %*x:%*x %*u %255s", &start, &end, rights, name) < 3) continue;
    if (start <= (uintptr_t)address && (uintptr_t)address < end) {
      found = 1;
      if (*name != 0 && strchr(line, *name) != 0 && strstr(line, name) - line != 73) printf("in the wrong column\n");
      break;
    }
  }
  fclose(file);
  return found;
}

static uint64_t page_entry(const void *address) {
  int file = open("/proc/self/pagemap", O_RDONLY);
  uint64_t entry = 0;
  if (pread(file, &entry, 8, (uintptr_t)address / 4096 * 8) != 8) entry = ~0ull;
  close(file);
  return entry;
}

static long smaps(const char *start, const char *key) {
  FILE *file = fopen("/proc/self/smaps", "r");
  char line[512], head[32];
  snprintf(head, sizeof head, "%lx-", (unsigned long)start);
  long result = -1;
  int is_inside = 0;
  while (fgets(line, sizeof line, file) != 0) {
    if (strchr(line, '-') != 0 && strchr(line, ':') > strchr(line, '-')) is_inside = strncmp(line, head, strlen(head)) == 0;
    if (is_inside && strncmp(line, key, strlen(key)) == 0) result = atol(line + strlen(key));
  }
  fclose(file);
  return result;
}

static void touch_pages(char *memory, int count) {
  for (int i = 0; i < count; i++) ((volatile char *)memory)[i * 4096] = 1;
}

int main(void) {
  char rights[5], name[256];
  int local;
  printf("stack %d ", find(&local, rights, name));
  printf("%s %s\n", rights, name);
  char *heap = sbrk(4096);
  printf("heap %d ", find(heap, rights, name));
  printf("%s %s\n", rights, name);
  printf("code %d ", find((void *)main, rights, name));
  printf("%s %d\n", rights, *name == '/');

  // Between two pages that nobody may touch it joins nothing.
  char *whole = mmap(0, 18 * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), *memory = whole + 4096;
  madvise(whole, 18 * 4096, MADV_NOHUGEPAGE);
  mprotect(memory, 16 * 4096, PROT_READ | PROT_WRITE);
  printf("mapping %d ", find(memory, rights, name));
  printf("%s '%s'\n", rights, name);
  printf("size %ld kB, resident %ld kB\n", smaps(memory, "Size:"), smaps(memory, "Rss:"));
  printf("present before: %d\n", (int)(page_entry(memory) >> 63));
  touch_pages(memory, 3);
  uint64_t entry = page_entry(memory);
  printf("present after: %d, swapped %d, of a file %d, alone %d\n", (int)(entry >> 63), (int)(entry >> 62 & 1),
         (int)(entry >> 61 & 1), (int)(entry >> 56 & 1));
  printf("the fourth page: %d\n", (int)(page_entry(memory + 3 * 4096) >> 63));
  printf("resident %ld kB, private dirty %ld kB, share %ld kB, anonymous %ld kB\n", smaps(memory, "Rss:"),
         smaps(memory, "Private_Dirty:"), smaps(memory, "Pss:"), smaps(memory, "Anonymous:"));
  fflush(stdout);
  if (fork() == 0) {
    printf("in a child: resident %ld kB, share %ld kB, shared dirty %ld kB\n", smaps(memory, "Rss:"),
           smaps(memory, "Pss:"), smaps(memory, "Shared_Dirty:"));
    touch_pages(memory, 1);
    printf("after a write: share %ld kB, alone %d %d\n", smaps(memory, "Pss:"), (int)(page_entry(memory) >> 56 & 1),
           (int)(page_entry(memory + 4096) >> 56 & 1));
    fflush(stdout);
    _exit(0);
  }
  wait(0);
  mprotect(memory, 4096, PROT_READ);
  printf("read-only %d ", find(memory, rights, name));
  printf("%s\n", rights);
  int file = open("/proc/self/pagemap", O_RDONLY);
  SHOW(pread(file, &entry, 7, 0));
  SHOW(pread(file, &entry, 8, 4));
  SHOW(write(open("/proc/self/maps", O_RDONLY), "x", 1));
}
