// ipcmk: makes System V's shared memory, semaphores and message queues.
#define TOOL "ipcmk"
#include "tool.h"

#include <stdint.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/random.h>
#include <sys/sem.h>
#include <sys/shm.h>

const char help[] =
  "Usage: ipcmk [OPTION]...\n"
  "Make a message queue, shared memory, or a set of semaphores, and say which number it has.\n"
  "\n"
  "  -Q, --queue            a message queue\n"
  "  -M, --shmem=SIZE       shared memory of that many bytes; k, M and G may follow\n"
  "  -S, --semaphore=COUNT  a set of so many semaphores\n"
  "  -p, --mode=MODE        with these permissions, octal (0644)\n"
  "      --help             show this help\n"
  "\n"
  "Example: ipcmk -M 4k\n";

static key_t new_key(void) {
  uint32_t key = 0;
  while (key == IPC_PRIVATE)
    if (getrandom(&key, sizeof key, 0) < 0) fail(FAILURE, "no random number: ", strerror(errno));
  return (key_t)key;
}

// Says which number was given; false if none was.
static bool tell(const char *what, int id) {
  if (id >= 0) printf("%s id: %d\n", what, id);
  else fprintf(stderr, "ipcmk: create %s failed: %s\n", what, strerror(errno));
  return id >= 0;
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"queue", no_argument, 0, 'Q'}, {"shmem", required_argument, 0, 'M'},
    {"semaphore", required_argument, 0, 'S'}, {"mode", required_argument, 0, 'p'}, HELP_OPTION,
  };
  long size = 0, count = 0, mode = 0644;
  bool makes_queue = false, done = true;
  for (int option; (option = next_option(argc, argv, "QM:S:p:", names, FAILURE)) != -1;) switch (option) {
    case 'Q': makes_queue = true; break;
    case 'M': size = read_size(optarg, "size"); break;
    case 'S': count = read_size(optarg, "number of elements"); break;
    case 'p': mode = strtol(optarg, 0, 8) & 0777; break;
  }
  if (!makes_queue && size == 0 && count == 0) {
    fputs("ipcmk: nothing to make\n", stderr);
    refuse(FAILURE);
  }
  int flags = IPC_CREAT | IPC_EXCL | (int)mode;
  if (size > 0) done &= tell("Shared memory", shmget(new_key(), (size_t)size, flags));
  if (count > 0) done &= tell("Semaphore", semget(new_key(), (int)count, flags));
  if (makes_queue) done &= tell("Message queue", msgget(new_key(), flags));
  return finish(done ? 0 : FAILURE);
}
