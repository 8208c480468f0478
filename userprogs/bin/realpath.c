// realpath: a path without symbolic links.
#define TOOL "realpath"
#include "tool.h"

#include <unistd.h>

const char help[] =
  "Usage: realpath [OPTION]... FILE...\n"
  "Write the whole path of each FILE, without symbolic links, . and ..\n"
  "\n"
  "  -e, --canonicalize-existing  all of it must be there\n"
  "  -m, --canonicalize-missing   nothing of it need be there\n"
  "  -s, --no-symlinks            leave symbolic links as they are\n"
  "      --relative-to=FOLDER     as seen from FOLDER\n"
  "  -z, --zero                   a null byte behind each, not a newline\n"
  "      --help                   show this help\n"
  "\n"
  "Example: realpath ../src\n";

static bool must_exist, may_miss, keeps_links, ends_with_null;

// Takes . and .. and empty parts out of an absolute path.
static char *simplify(char *path) {
  char *end = path;
  for (char *part = path; *part != 0;) {
    part += strspn(part, "/");
    size_t length = strcspn(part, "/");
    if (length == 2 && strncmp(part, "..", 2) == 0) {
      while (end > path && *--end != '/') continue;
    } else if (length > 0 && !(length == 1 && *part == '.')) {
      *end++ = '/';
      memmove(end, part, length);
      end += length;
    }
    part += length;
  }
  if (end == path) *end++ = '/';
  *end = 0;
  return path;
}

// What is there of the path without links, and the rest as it stands.
static char *resolve_missing(const char *path) {
  char *whole = *path == '/' ? copy_text("") : getcwd(0, 0);
  for (const char *part = path; *part != 0; part += strcspn(part, "/")) {
    part += strspn(part, "/");
    size_t length = strcspn(part, "/"), old = strlen(whole);
    whole = take_memory(whole, old + length + 2);
    sprintf(whole + old, "/%.*s", (int)length, part);
    char *real = keeps_links ? 0 : realpath(whole, 0);
    if (real == 0) simplify(whole);
    else free(whole), whole = real;
    if (strcmp(whole, "/") == 0) *whole = 0;
  }
  return simplify(take_memory(whole, strlen(whole) + 2));
}

// Without an option, the last part need not be there.
static char *resolve(const char *path) {
  if ((may_miss || keeps_links) && *path != 0) return resolve_missing(path);
  char *whole = realpath(path, 0);
  if (whole != 0 || must_exist || errno != ENOENT || *path == 0) return whole;
  char *copy = copy_text(path), *slash = strrchr(copy, '/');
  if (slash != 0) *slash = 0;
  char *folder = realpath(slash == 0 ? "." : slash == copy ? "/" : copy, 0);
  if (folder == 0) return 0;
  const char *name = slash == 0 ? copy : slash + 1;
  whole = take_memory(0, strlen(folder) + strlen(name) + 2);
  strcpy(stpcpy(stpcpy(whole, folder), strcmp(folder, "/") == 0 ? "" : "/"), name);
  return whole;
}

static void write_path(const char *path, const char *base) {
  if (base == 0) fputs(path, stdout);
  else {
    // Up to the last slash that both have, then up and down.
    size_t same = 0, i = 0;
    for (; path[i] != 0 && path[i] == base[i]; i++)
      if (path[i] == '/') same = i;
    bool is_end = (path[i] == 0 || path[i] == '/') && (base[i] == 0 || base[i] == '/');
    if (is_end) same = i;
    if (strcmp(base, "/") == 0) same = 0;
    const char *down = path + same + (path[same] == '/');
    bool any = false;
    for (const char *p = base + same; strcmp(base, "/") != 0 && *p != 0; p++)
      if (*p == '/' && p[1] != 0) fputs(any ? "/.." : "..", stdout), any = true;
    if (any && *down != 0) putchar('/');
    fputs(any || *down != 0 ? down : ".", stdout);
  }
  putchar(ends_with_null ? 0 : '\n');
}

int main(int argc, char **argv) {
  enum { RELATIVE = 2000 };
  static const struct option names[] = {
    {"canonicalize-existing", no_argument, 0, 'e'}, {"canonicalize-missing", no_argument, 0, 'm'},
    {"no-symlinks", no_argument, 0, 's'}, {"strip", no_argument, 0, 's'}, {"zero", no_argument, 0, 'z'},
    {"relative-to", required_argument, 0, RELATIVE}, {"quiet", no_argument, 0, 'q'}, HELP_OPTION,
  };
  char *base = 0;
  for (int option; (option = next_option(argc, argv, "emsqz", names, FAILURE)) != -1;) switch (option) {
    case 'e': must_exist = true; break;
    case 'm': may_miss = true; break;
    case 's': keeps_links = true; break;
    case 'z': ends_with_null = true; break;
    case RELATIVE: base = optarg; break;
  }
  if (base != 0 && (base = resolve(base)) == 0) {
    complain("--relative-to");
    return FAILURE;
  }
  if (optind == argc) {
    fputs("realpath: missing operand\n", stderr);
    refuse(FAILURE);
  }
  int status = 0;
  for (int i = optind; i < argc; i++) {
    char *path = resolve(argv[i]);
    if (path != 0) write_path(path, base);
    else {
      complain(argv[i]);
      status = FAILURE;
    }
    free(path);
  }
  return finish(status);
}
