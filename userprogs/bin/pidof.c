// pidof: the numbers of the processes that run a program.
#define TOOL "pidof"
#include "tool.h"

#include "proc.h"

const char help[] =
  "Usage: pidof [OPTION]... PROGRAM...\n"
  "Write the numbers of the processes that run PROGRAM, the newest first.\n"
  "\n"
  "  -s       only one of them\n"
  "  -o PID   not this one\n"
  "      --help  show this help\n"
  "\n"
  "Example: kill $(pidof life)\n";

// By the process's name, or by the first word of its command line.
static bool runs(const struct process *process, const char *program) {
  char first[256];
  snprintf(first, sizeof first, "%.*s", (int)strcspn(process->command, " "), process->command);
  const char *slash = strrchr(first, '/');
  if (strchr(program, '/') != 0) return strcmp(first, program) == 0;
  return strcmp(slash == 0 ? first : slash + 1, program) == 0 || strcmp(process->name, program) == 0;
}

int main(int argc, char **argv) {
  bool only_one = false;
  int omitted = -1;
  for (int option; (option = next_option(argc, argv, "so:", ONLY_HELP, FAILURE)) != -1;)
    if (option == 's') only_one = true;
    else omitted = atoi(optarg);
  size_t count;
  struct process *processes = read_processes(&count);
  const char *space = "";
  for (size_t i = count; i-- > 0;)
    for (int name = optind; name < argc; name++) {
      if (processes[i].pid == omitted || processes[i].pid == getpid() || !runs(&processes[i], argv[name]))
        continue;
      if (only_one && *space != 0) continue;
      printf("%s%d", space, processes[i].pid);
      space = " ";
      break;
    }
  if (*space == 0) return FAILURE;
  putchar('\n');
  return finish(0);
}
