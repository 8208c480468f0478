// Cuts the log off at every byte, and damages every byte of it: what is opened then is always what some whole
// number of requests has led to, or is refused.
#include "driver.h"

enum { BATCHES = 6 };

static char log_bytes[4096];
static size_t log_length, ends[BATCHES + 1];  // of the log after each request

static size_t file_size(const char *name) {
  struct stat state;
  return stat(name, &state) < 0 ? 0 : (size_t)state.st_size;
}

static void read_log(void) {
  int descriptor = open("store/log", O_RDONLY);
  log_length = (size_t)read(descriptor, log_bytes, sizeof log_bytes);
  close(descriptor);
}

static void write_log(const char *bytes, size_t length) {
  int descriptor = open("store/log", O_WRONLY | O_CREAT | O_TRUNC, 0666);
  if (write(descriptor, bytes, length) != (ssize_t)length) give_up("the log");
  close(descriptor);
}

static void put(char *key, char *text) {
  char output[100];
  char *arguments[] = {"kv", "-d", "store", "put", key, text, 0};
  if (ask_kv(output, sizeof output, arguments) != 0) give_up("put");
}

// The keys that are there, as a row of their letters; "?" if the store does not open.
static void list_keys(char *keys) {
  char output[100];
  char *arguments[] = {"kv", "-d", "store", "list", 0};
  if (ask_kv(output, sizeof output, arguments) != 0) strcpy(output, "?");
  size_t used = 0;
  for (char *c = output; *c != 0; c++)
    if (*c != '\n') keys[used++] = *c;
  keys[used] = 0;
}

static void cut_everywhere(void) {
  int wrong = 0;
  for (size_t length = 0; length <= log_length; length++) {
    char keys[100], wanted[100] = "";
    int whole = 0;
    while (whole < BATCHES && ends[whole + 1] <= length) whole++;
    strncat(wanted, "abcdef", (size_t)whole);
    write_log(log_bytes, length);
    list_keys(keys);
    wrong += strcmp(keys, wanted) != 0 || file_size("store/log") != ends[whole];
  }
  printf("%zu places to cut, %d wrong\n", log_length + 1, wrong);
}

// Damage in the last batch looks like a torn end. Before that, the store says that it is damaged, and is left
// alone.
static void damage_everywhere(void) {
  int wrong = 0, refused = 0, dropped = 0;
  for (size_t at = 0; at < log_length; at++) {
    char keys[100], copy[sizeof log_bytes];
    memcpy(copy, log_bytes, log_length);
    copy[at] ^= 1 << random_below(8);
    write_log(copy, log_length);
    list_keys(keys);
    bool is_last = at >= ends[BATCHES - 1];
    size_t left = is_last ? ends[BATCHES - 1] : log_length;
    wrong += strcmp(keys, is_last ? "abcde" : "?") != 0 || file_size("store/log") != left;
    *(is_last ? &dropped : &refused) += 1;
  }
  printf("%d bytes whose damage is refused, %d whose batch is dropped, %d wrong\n", refused, dropped, wrong);
}

int main(int argc, char **argv) {
  start_test(argc, argv);
  for (int i = 0; i < BATCHES; i++) {
    char key[2] = {(char)('a' + i), 0};
    put(key, i % 2 == 0 ? "x" : "");
    ends[i + 1] = file_size("store/log");
  }
  read_log();
  signal(SIGPIPE, SIG_IGN);
  freopen("/dev/null", "w", stderr);
  cut_everywhere();
  damage_everywhere();
}
