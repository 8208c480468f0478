// Kills kv while it writes, again and again: what it had acknowledged is there afterwards, and what it had
// not is there whole or not at all.
//
// A session gets a stream of requests. Number n puts n under the key n modulo KEYS, and, in a transaction,
// under "last" and "copy": these two must never differ. After each kill the store must be in the state that
// some number of requests, at least as many as were acknowledged, leads to.
#include "driver.h"

enum { ROUNDS = 12, KEYS = 12, VALUE = 300 };

static int total;  // requests that are known to have happened

static void write_request(FILE *to, int n) {
  if (n % 5 == 0) fprintf(to, "multi\nput last %d\nput copy %d\ndelete k%d\nend\n", n, n, n % KEYS);
  else fprintf(to, "put k%d %0*d\n", n % KEYS, 1 + n * 37 % VALUE, n);
}

// Sends requests until the pipe breaks; in a process of its own, since the pipe may be full.
static pid_t start_writer(int to, int first) {
  pid_t pid = fork();
  if (pid != 0) return pid;
  signal(SIGPIPE, SIG_DFL);
  FILE *stream = fdopen(to, "w");
  for (int n = first;; n++) {
    write_request(stream, n);
    if (n % 3 == 0) fflush(stream);
  }
}

// Reads acknowledgements, and kills kv after so many of them. How many there were in all.
static int count_until_killed(int from, pid_t kv, int wanted) {
  int count = 0;
  char bytes[64];
  for (ssize_t length; (length = read(from, bytes, sizeof bytes)) > 0;) {
    for (ssize_t i = 0; i < length; i++) count += bytes[i] == '\n';
    if (count >= wanted) kill(kv, SIGKILL);
  }
  return count;
}

static int number_of(char *key) {
  char output[VALUE + 100];
  char *arguments[] = {"kv", "-d", "store", "get", key, 0};
  int status = ask_kv(output, sizeof output, arguments);
  return status == 0 ? atoi(output) : status == 1 ? 0 : -1;
}

// What the key holds after so many requests; 0 for nothing.
static int expected(int key, int count) {
  for (int n = count; n > 0 && n > count - KEYS; n--)
    if (n % KEYS == key) return n % 5 == 0 ? 0 : n;
  return 0;
}

// How many requests the store has seen: the greatest number in it, or one more, if that deleted a key.
static int seen_requests(void) {
  char output[1 << 16];
  char *arguments[] = {"kv", "-d", "store", "scan", "a", 0};
  if (ask_kv(output, sizeof output, arguments) != 0) return -1;
  int most = 0;
  for (char *line = strtok(output, "\n"); line != 0; line = strtok(0, "\n")) {
    int n = atoi(strchr(line, '\t') + 1);
    if (n > most) most = n;
  }
  return most;
}

static bool is_state_after(int count) {
  char key[16];
  bool is_good = number_of("last") == count - count % 5 && number_of("copy") == number_of("last");
  for (int i = 0; i < KEYS && is_good; i++) {
    snprintf(key, sizeof key, "k%d", i);
    is_good = number_of(key) == expected(i, count);
  }
  return is_good;
}

static void run_round(int round) {
  int to, from, first = total + 1;
  char *arguments[] = {"kv", "-d", "store", "run", 0};
  pid_t kv = start_kv(arguments, &to, &from), writer = start_writer(to, first);
  close(to);
  int acknowledged = count_until_killed(from, kv, (int)random_below(120));
  close(from);
  bool was_killed = end_of(kv) == 1000 + SIGKILL;
  kill(writer, SIGKILL);
  end_of(writer);
  int seen = seen_requests();
  bool is_kept = seen >= total + acknowledged, is_whole = is_state_after(seen);
  printf("round %d: killed %d, all that was acknowledged %d, a state that was %d\n", round, was_killed,
    is_kept, is_whole);
  total = seen;
}

int main(int argc, char **argv) {
  start_test(argc, argv);
  for (int round = 1; round <= ROUNDS; round++) run_round(round);
  char *compact[] = {"kv", "-d", "store", "compact", 0};
  char output[100];
  printf("compact %d\n", ask_kv(output, sizeof output, compact));
  printf("after compacting: %d\n", is_state_after(total));
  printf("enough was written: %d\n", total > 200);
}
