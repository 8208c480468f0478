// dd: copies in blocks of a given size.
#define TOOL "dd"
#include "tool.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

const char help[] =
  "Usage: dd [OPERAND]...\n"
  "Copy standard input to standard output, block by block, and say how many blocks that were.\n"
  "\n"
  "  if=FILE  of=FILE   read FILE, write FILE (which becomes as short as what is written)\n"
  "  bs=N               blocks of N bytes (512); ibs=N, obs=N are taken as bs\n"
  "  count=N            at most N blocks\n"
  "  skip=N  seek=N     leave out N blocks of the input, of the output\n"
  "  conv=notrunc,fsync   do not shorten the output; bring it to the disk\n"
  "  status=none|noxfer   say nothing, or nothing about speed\n"
  "  --help             show this help\n"
  "\n"
  "N may have one of k M G behind it.\n"
  "Example: dd if=/dev/zero of=zeros bs=1k count=8\n";

static const char *input_name, *output_name, *status = "";
static long block_size = 512, limit = -1, skipped, sought;
static bool keeps_length, syncs;

static void read_operand(const char *text) {
  const char *value = strchr(text, '=');
  size_t length = value == 0 ? 0 : (size_t)(value - text);
#define IS(name) (length == sizeof name - 1 && strncmp(text, name, length) == 0)
  if (value++ == 0) fail(FAILURE, "unrecognized operand ", text);
  if (IS("if")) input_name = value;
  else if (IS("of")) output_name = value;
  else if (IS("bs") || IS("ibs") || IS("obs")) block_size = read_size(value, "number");
  else if (IS("count")) limit = read_size(value, "number");
  else if (IS("skip") || IS("iseek")) skipped = read_size(value, "number");
  else if (IS("seek") || IS("oseek")) sought = read_size(value, "number");
  else if (IS("status")) status = value;
  else if (IS("conv")) {
    keeps_length = strstr(value, "notrunc") != 0;
    syncs = strstr(value, "sync") != 0;
  } else {
    fprintf(stderr, "dd: unrecognized operand '%s'\n", text);
    refuse(FAILURE);
  }
#undef IS
}

static int open_file(const char *name, int flags) {
  int file = open(name, flags, 0666);
  if (file >= 0) return file;
  fprintf(stderr, "dd: failed to open '%s': %s\n", name, strerror(errno));
  exit(FAILURE);
}

static void skip_input(int input, char *block) {
  if (skipped == 0 || lseek(input, skipped * block_size, SEEK_CUR) >= 0) return;
  for (long i = 0; i < skipped; i++)
    if (read(input, block, (size_t)block_size) <= 0) return;
}

static ssize_t write_all(int output, const char *bytes, ssize_t size) {
  for (ssize_t done = 0; done < size;) {
    ssize_t written = write(output, bytes + done, (size_t)(size - done));
    if (written < 0 && errno != EINTR) return -1;
    if (written > 0) done += written;
  }
  return size;
}

static void report(const long *full, const long *partial, long bytes, struct timespec start) {
  if (strcmp(status, "none") == 0) return;
  fprintf(stderr, "%ld+%ld records in\n%ld+%ld records out\n", full[0], partial[0], full[1], partial[1]);
  if (strcmp(status, "noxfer") == 0) return;
  struct timespec end;
  clock_gettime(CLOCK_MONOTONIC, &end);
  long microseconds = (end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000;
  long rate = bytes * 10 / (microseconds == 0 ? 1 : microseconds);
  fprintf(stderr, "%ld bytes copied, %ld.%06ld s, %ld.%ld MB/s\n", bytes, microseconds / 1000000,
    microseconds % 1000000, rate / 10, rate % 10);
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--help") == 0) show_help();
  for (int i = 1; i < argc; i++) read_operand(argv[i]);
  if (block_size < 1) fail(FAILURE, "invalid number: ", "0");
  int input = input_name == 0 ? STDIN_FILENO : open_file(input_name, O_RDONLY);
  int flags = O_WRONLY | O_CREAT | (keeps_length || sought > 0 ? 0 : O_TRUNC);
  int output = output_name == 0 ? STDOUT_FILENO : open_file(output_name, flags), result = 0;
  char *block = take_memory(0, (size_t)block_size);
  struct timespec start;
  clock_gettime(CLOCK_MONOTONIC, &start);
  skip_input(input, block);
  if (sought > 0 && !keeps_length && ftruncate(output, sought * block_size) < 0) errno = 0;
  if (sought > 0) lseek(output, sought * block_size, SEEK_SET);
  long full[2] = {0, 0}, partial[2] = {0, 0}, bytes = 0;
  while (limit < 0 || full[0] + partial[0] < limit) {
    ssize_t size = read(input, block, (size_t)block_size);
    if (size < 0) complain(input_name == 0 ? "error reading 'standard input'" : input_name), result = FAILURE;
    if (size <= 0) break;
    *(size == block_size ? &full[0] : &partial[0]) += 1;
    if (write_all(output, block, size) < 0) {
      complain(output_name == 0 ? "error writing 'standard output'" : output_name);
      result = FAILURE;
      break;
    }
    *(size == block_size ? &full[1] : &partial[1]) += 1;
    bytes += size;
  }
  if (syncs && fsync(output) < 0 && errno != EINVAL) complain("fsync failed"), result = FAILURE;
  report(full, partial, bytes, start);
  return result;
}
