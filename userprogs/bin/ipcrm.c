// ipcrm: removes System V's shared memory, semaphores and message queues.
#define TOOL "ipcrm"
#include "tool.h"

#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

const char help[] =
  "Usage: ipcrm OPTION...\n"
  "Remove message queues, shared memory and semaphores, by the numbers or the keys that ipcs shows.\n"
  "\n"
  "  -q NUMBER, -Q KEY  a message queue\n"
  "  -m NUMBER, -M KEY  shared memory; it goes when nobody has it attached any more\n"
  "  -s NUMBER, -S KEY  a set of semaphores\n"
  "  -v, --verbose      say what is removed\n"
  "      --help         show this help\n"
  "\n"
  "Example: ipcrm -m 3\n";

static bool is_verbose;

static int find(int kind, key_t key) {
  return kind == 'q' ? msgget(key, 0) : kind == 'm' ? shmget(key, 0, 0) : semget(key, 0, 0);
}

static int destroy(int kind, int id) {
  if (kind == 'q') return msgctl(id, IPC_RMID, 0);
  return kind == 'm' ? shmctl(id, IPC_RMID, 0) : semctl(id, 0, IPC_RMID);
}

static const char *name_of(int kind) {
  return kind == 'q' ? "message queue" : kind == 'm' ? "shared memory segment" : "semaphore";
}

// False, after a complaint, if there is none or it may not be removed.
static bool remove_one(int option, const char *text) {
  bool is_key = option < 'a';
  int kind = is_key ? option + 'a' - 'A' : option;
  char *end;
  unsigned long number = strtoul(text, &end, 0);
  if (*text == 0 || *end != 0 || number > 0xffffffff || (is_key && number == IPC_PRIVATE)) {
    fprintf(stderr, "ipcrm: %s (%s)\n", is_key ? "illegal key" : "invalid id", text);
    return false;
  }
  int id = is_key ? find(kind, (key_t)number) : (int)number;
  if (id >= 0 && is_verbose) printf("removing %s id `%d'\n", name_of(kind), id);
  if (id >= 0 && destroy(kind, id) == 0) return true;
  const char *problem = 0;
  if (errno == EINVAL || errno == EIDRM || errno == ENOENT) problem = "invalid";
  if (errno == EPERM || errno == EACCES) problem = "permission denied for";
  if (problem == 0) complain(text);
  else fprintf(stderr, "ipcrm: %s %s (%s)\n", problem, is_key ? "key" : "id", text);
  return false;
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"verbose", no_argument, 0, 'v'}, HELP_OPTION};
  bool done = true;
  for (int option; (option = next_option(argc, argv, "q:Q:m:M:s:S:v", names, FAILURE)) != -1;)
    if (option == 'v') is_verbose = true;
    else done &= remove_one(option, optarg);
  if (optind < argc) fail(FAILURE, "unexpected argument: ", argv[optind]);
  return finish(done ? 0 : FAILURE);
}
