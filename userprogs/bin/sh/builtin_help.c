// The builtin help: what the shell knows by itself. docs/tools.md shows it, too.
#include "sh.h"

#include <string.h>

static const struct {
  const char *usage, *meaning;  // the usage begins with the builtin's name
} entries[] = {
  {". FILE", "run the commands of FILE in this shell"},
  {": [WORD]...", "nothing"},
  {"[ EXPRESSION ]", "as test"},
  {"alias [NAME[=TEXT]]...", "let NAME stand for TEXT where a command begins; without TEXT, show it"},
  {"bg [JOB]...", "let a stopped job go on in the background"},
  {"break [N]", "leave the loop, or N of them"},
  {"cd [-LP] [FOLDER|-]", "go to FOLDER (HOME), or with - to the one before"},
  {"command [-pvV] COMMAND...", "run COMMAND, though a function has its name; -v -V say what it is"},
  {"continue [N]", "begin the loop's next round, or that of the Nth around"},
  {"echo [-n] [WORD]...", "write the WORDs; backslashes mean something, -n leaves the newline out"},
  {"eval [WORD]...", "run what the WORDs make together"},
  {"exec [COMMAND...]", "become COMMAND; with redirections only, keep these"},
  {"exit [STATUS]", "end the shell"},
  {"export [-p] [NAME[=VALUE]]...", "give NAME to the commands that are run"},
  {"false", "nothing, with status 1"},
  {"fg [JOB]", "bring a job to the foreground"},
  {"getopts LETTERS NAME [WORD]...", "put the next option into NAME; OPTARG and OPTIND tell more"},
  {"hash [-r] [COMMAND]...", "show which commands were found where; -r forgets it"},
  {"help [NAME]...", "this list, or the lines of it for these names"},
  {"history [N]", "the lines that were typed, or the last N"},
  {"jobs [-lp] [JOB]...", "list the jobs"},
  {"kill [-s SIGNAL] JOB...", "send a signal (TERM) to jobs or processes; -l lists them"},
  {"local [NAME[=VALUE]]...", "a variable of this function only"},
  {"printf FORMAT [WORD]...", "write the WORDs as FORMAT says"},
  {"pwd [-LP]", "write the working folder"},
  {"read [-r] [-p TEXT] NAME...", "read a line, a word into each NAME, the rest into the last"},
  {"readonly [-p] [NAME[=VALUE]]...", "a variable that cannot be changed any more"},
  {"return [STATUS]", "leave the function, or the file that . runs"},
  {"set [-+aCefimnuvx] [-+o NAME] [--] [WORD]...",
    "set options, or $1, $2 ...; without any, show the variables"},
  {"shift [N]", "drop $1, or the first N"},
  {"test EXPRESSION", "status 0 if it is true: files, texts, numbers; see test --help"},
  {"times", "how long this shell and its children have run"},
  {"trap [COMMANDS SIGNAL...]", "run COMMANDS when a SIGNAL comes, or at EXIT; - resets, '' ignores"},
  {"true", "nothing, with status 0"},
  {"type NAME...", "what NAME is as a command"},
  {"ulimit [-HSacdfnstv] [LIMIT]", "show or set what processes may use"},
  {"umask [-S] [MASK]", "show or set the permissions that new files do not get"},
  {"unalias [-a] NAME...", "forget an alias, or all"},
  {"unset [-fv] NAME...", "forget a variable, or a function"},
  {"wait [JOB]...", "wait for jobs in the background"},
};

static bool is_named(const char *usage, const char *name) {
  size_t length = strlen(name);
  return strncmp(usage, name, length) == 0 && (usage[length] == ' ' || usage[length] == 0);
}

static void show(const char *usage, const char *meaning) {
  enum { WIDTH = 30 };
  if (strlen(usage) > WIDTH) printf("%s\n", usage), usage = "";
  printf("%-*s  %s\n", WIDTH, usage, meaning);
}

int help_command(int argc, char **argv) {
  int status = argc > 1;
  if (argc == 1) puts("Builtins of the shell; the other commands have --help.\n");
  for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
    bool is_wanted = argc == 1;
    for (int name = 1; name < argc; name++) is_wanted |= is_named(entries[i].usage, argv[name]);
    if (!is_wanted) continue;
    show(entries[i].usage, entries[i].meaning);
    status = 0;
  }
  if (status != 0) fprintf(stderr, "help: no builtin has this name\n");
  return status;
}
