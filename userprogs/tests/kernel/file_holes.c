// Holes: where a file has data, what fallocate does, and what memory shows of a file that became shorter.
#include "files.h"

#include <setjmp.h>
#include <sys/mman.h>

static int file;

static void blocks(const char *when) {
  struct stat status;
  fstat(file, &status);
  printf("%s: size %ld, blocks %ld\n", when, (long)status.st_size, (long)status.st_blocks);
}

static void map(void) {
  off_t place = 0;
  printf(" ");
  for (int i = 0; i < 30; i++) {
    off_t data = lseek(file, place, SEEK_DATA);
    if (data < 0) {
      printf(" %s", error_name(errno));
      break;
    }
    place = lseek(file, data, SEEK_HOLE);
    printf(" data %ld-%ld", (long)data, (long)place);
  }
  puts("");
}

static void bytes(off_t from, size_t count) {
  unsigned char text[64];
  ssize_t got = pread(file, text, count, from);
  printf("  at %ld: %ld:", (long)from, (long)got);
  for (ssize_t i = 0; i < got; i++) printf(" %02x", text[i]);
  puts("");
}

static sigjmp_buf back;
static void fault(int signal) { siglongjmp(back, signal); }

static void touch(const char *what, volatile char *place, int writes) {
  int signal = sigsetjmp(back, 1);
  if (signal == 0) {
    if (writes) *place = 'w';
    else (void)*place;
    printf("%s: ok\n", what);
  } else printf("%s: %s\n", what, signal_name(signal));
}

int main(void) {
  enter("holes");
  file = open("f", O_RDWR | O_CREAT, 0644);
  map();
  SHOW(lseek(file, 0, SEEK_HOLE));
  SHOW(pwrite(file, "abc", 3, 100000));
  blocks("one piece far behind");
  map();
  bytes(99999, 5);
  bytes(98303, 3);
  SHOW(pwrite(file, "abc", 3, 4095));
  map();
  SHOW(lseek(file, 50, SEEK_DATA));
  SHOW(lseek(file, 4097, SEEK_DATA));
  SHOW(lseek(file, 4097, SEEK_HOLE));
  SHOW(lseek(file, 8193, SEEK_HOLE));
  SHOW(lseek(file, 100002, SEEK_DATA));
  SHOW(lseek(file, 100003, SEEK_DATA));
  SHOW(lseek(file, 100003, SEEK_HOLE));
  SHOW(lseek(file, -1, SEEK_DATA));
  SHOW(ftruncate(file, 40960));
  blocks("shorter");
  map();
  SHOW(ftruncate(file, 100000));
  map();
  static char full[20480];
  memset(full, 'x', sizeof full);
  SHOW(pwrite(file, full, sizeof full, 0));
  map();
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 4000, 8400));
  blocks("punched");
  map();
  bytes(3998, 4);
  bytes(12398, 4);
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE, 4000, 8400));
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 16384, 1000000));
  map();
  SHOW(fallocate(file, 0, 0, 0));
  SHOW(fallocate(file, 0, -1, 5));
  SHOW(fallocate(file, 0, 5, -1));
  SHOW(fallocate(file, FALLOC_FL_COLLAPSE_RANGE, 0, 4096));
  SHOW(fallocate(file, FALLOC_FL_INSERT_RANGE, 0, 4096));
  SHOW(fallocate(file, 0x1000, 0, 4096));
  SHOW(fallocate(file, 0, 0, 200000));
  blocks("reserved");
  int other = open("f", O_RDONLY);
  SHOW(fallocate(other, 0, 0, 10));
  SHOW(ftruncate(other, 0));
  SHOW(fallocate(99, 0, 0, 10));
  int ends[2];
  pipe(ends);
  SHOW(fallocate(ends[1], 0, 0, 10));
  SHOW(ftruncate(ends[1], 0));
  SHOW(lseek(ends[0], 0, SEEK_DATA));
  SHOW(ftruncate(file, -1));
  SHOW(truncate("f", -1));

  signal(SIGBUS, fault);
  signal(SIGSEGV, fault);
  SHOW(ftruncate(file, 0));
  SHOW(ftruncate(file, 10000));
  char *memory = mmap(0, 16384, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  char *own = mmap(0, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
  touch("the last page", memory + 9999, 1);
  touch("behind the end in it", memory + 11000, 1);
  touch("the next page", memory + 12288, 0);
  touch("a private one", own + 5000, 1);
  SHOW(ftruncate(file, 4096));
  touch("the first page", memory, 1);
  touch("a page that is gone", memory + 4096, 0);
  touch("a private copy that is gone", own + 5000, 0);
  SHOW(ftruncate(file, 12288));
  touch("it is back", memory + 4096, 0);
  printf("  %d %d %d\n", memory[9999], memory[11000], memory[0]);
  bytes(0, 2);
  SHOW(fallocate(file, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, 4096));
  printf("  %d\n", memory[0]);
  SHOW(unlink("f"));
  memory[5] = 'z';
  bytes(5, 1);
  SHOW(close(file));
  printf("  %c\n", memory[5]);
  leave("holes");
}
