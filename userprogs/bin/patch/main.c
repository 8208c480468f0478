// patch: does to files what a diff says.

#include <sys/stat.h>
#include <unistd.h>
#include "patch.h"

const char help[] =
  "Usage: patch [OPTION]... [FILE [DIFF]]\n"
  "Change files as DIFF, or standard input, says, which diff -u has written. FILE is the file to change; without\n"
  "it, the names in DIFF say which.\n"
  "\n"
  "  -p, --strip=COUNT  take so many folders off the names; without it, all\n"
  "  -R, --reverse      take the changes back\n"
  "  -i, --input=DIFF   read DIFF\n"
  "  -o, --output=FILE  write what comes of it to FILE\n"
  "  -d, --directory=FOLDER   go there first\n"
  "  -b, --backup       keep each file as it was, as FILE.orig\n"
  "      --dry-run      only say what would be done\n"
  "  -s, --silent       say nothing of what succeeds\n"
  "      --help         show this help\n"
  "\n"
  "What fits nowhere is written to FILE.rej. Exit status: 0 if all fits, 1 if something does not, 2 for trouble.\n"
  "\n"
  "Example: diff -u old.c new.c | patch old.c\n";

static long strip = -1;
static bool reverses, only_tries, is_silent, keeps_all;
static const char *output_name;

// The name without the folders that are not wanted.
static const char *stripped(const char *name) {
  if (strip < 0) {
    const char *slash = strrchr(name, '/');
    return slash == 0 ? name : slash + 1;
  }
  for (long left = strip; left > 0; left--) {
    const char *slash = strchr(name, '/');
    if (slash == 0) return name;
    name = slash + strspn(slash, "/");
  }
  return name;
}

// Which file a change is for: one that is there, the one with the shorter name, or a new one.
static const char *choose_file(const struct change *change) {
  const char *old = change->old_name == 0 ? 0 : stripped(change->old_name);
  const char *new = change->new_name == 0 ? 0 : stripped(change->new_name);
  bool has_old = old != 0 && access(old, F_OK) == 0, has_new = new != 0 && access(new, F_OK) == 0;
  if (has_old && has_new) return strlen(new) < strlen(old) ? new : old;
  if (has_old) return old;
  return has_new || old == 0 ? new : 0;
}

static void write_lines(const char *name, const struct lines *lines, mode_t mode) {
  FILE *file = fopen(name, "w");
  for (size_t i = 0; file != 0 && i < lines->count; i++)
    fwrite(lines->lines[i].text, 1, lines->lines[i].length, file);
  if (file == 0 || fflush(file) == EOF) {
    complain(name);
    exit(TROUBLE);
  }
  fclose(file);
  if (mode != 0) chmod(name, mode);
}

static void write_reject(FILE *file, const struct hunk *hunk) {
  fprintf(
    file, "@@ -%zu,%zu +%zu,%zu @@\n", hunk->old_start, hunk->old_count, hunk->new_start, hunk->new_count);
  for (size_t i = 0; i < hunk->lines.count; i++) {
    const struct line *line = &hunk->lines.lines[i];
    fwrite(line->text, 1, line->length, file);
    if (line->text[line->length - 1] != '\n') fputs("\n\\ No newline at end of file\n", file);
  }
}

static void save_rejects(
  const char *name, const struct change *change, const bool *has_failed, size_t failures) {
  char path[4096];
  snprintf(path, sizeof path, "%s.rej", output_name != 0 ? output_name : name);
  printf("%zu out of %zu hunk%s FAILED", failures, change->hunk_count, change->hunk_count == 1 ? "" : "s");
  if (!only_tries) printf(" -- saving rejects to file %s", path);
  putchar('\n');
  FILE *file = only_tries ? 0 : fopen(path, "w");
  if (file == 0) return;
  fprintf(file, "--- %s\n+++ %s\n", name, name);
  for (size_t i = 0; i < change->hunk_count; i++)
    if (has_failed[i]) write_reject(file, &change->hunks[i]);
  fclose(file);
}

static void tell_success(size_t number, size_t place, int fuzz, long offset) {
  if (is_silent || (fuzz == 0 && offset == 0)) return;
  printf("Hunk #%zu succeeded at %zu", number, place + 1);
  if (fuzz > 0) printf(" with fuzz %d", fuzz);
  if (offset != 0) printf(" (offset %ld line%s)", offset, offset == 1 ? "" : "s");
  puts(".");
}

// The file's own lines stay where the hunk has lines around its changes.
static void apply_hunk(const struct hunk *hunk, const struct lines *file, size_t *next, struct lines *result) {
  for (size_t i = 0; i < hunk->lines.count; i++) {
    const struct line *line = &hunk->lines.lines[i];
    if (line->text[0] == '+') add_line(result, line->text + 1, line->length - 1);
    else if (line->text[0] == ' ') add_line(result, file->lines[*next].text, file->lines[*next].length);
    *next += line->text[0] != '+';
  }
}

// What comes of the file; returns how many hunks fit nowhere. Later hunks are looked for as far off as the last
// was.
static size_t apply(
  const struct change *change, const struct lines *file, struct lines *result, bool *has_failed,
  bool *is_exact) {
  size_t next = 0, failures = 0;
  long offset = 0, grown = 0;
  for (size_t i = 0; i < change->hunk_count; i++) {
    const struct hunk *hunk = &change->hunks[i];
    long wanted = (long)hunk->old_start - (hunk->old_count > 0);
    size_t place;
    int fuzz;
    has_failed[i] = !find_place(hunk, file, next, wanted + offset, &place, &fuzz);
    if (has_failed[i]) {
      failures++;
      printf("Hunk #%zu FAILED at %ld.\n", i + 1, wanted + 1 + offset + grown);
      continue;
    }
    while (next < place) add_line(result, file->lines[next].text, file->lines[next].length), next++;
    offset = (long)place - wanted;
    *is_exact &= fuzz == 0 && offset == 0;
    tell_success(i + 1, result->count, fuzz, offset);
    apply_hunk(hunk, file, &next, result);
    grown += (long)hunk->new_count - (long)hunk->old_count;
  }
  while (next < file->count) add_line(result, file->lines[next].text, file->lines[next].length), next++;
  return failures;
}

static void keep_original(const char *name, const struct lines *file, mode_t mode) {
  char path[4096];
  snprintf(path, sizeof path, "%s.orig", name);
  write_lines(path, file, mode);
}

static void free_lines(struct lines *lines, bool with_texts) {
  for (size_t i = 0; with_texts && i < lines->count; i++) free(lines->lines[i].text);
  free(lines->lines);
}

// False if something fits nowhere.
static bool patch_file(const char *name, const struct change *change) {
  struct lines file = {0}, result = {0};
  struct stat status = {.st_mode = 0};
  bool is_there = stat(name, &status) == 0, is_exact = true;
  FILE *input = is_there ? fopen(name, "r") : 0;
  if (is_there && (input == 0 || !read_lines(input, &file))) {
    complain(name);
    exit(TROUBLE);
  }
  if (input != 0) fclose(input);
  const char *target = output_name != 0 ? output_name : name;
  if (!is_silent && output_name != 0) printf("patching file %s (read from %s)\n", target, name);
  else if (!is_silent) printf("%s file %s\n", only_tries ? "checking" : "patching", name);
  bool *has_failed = take_memory(0, change->hunk_count * sizeof *has_failed);
  size_t failures = apply(change, &file, &result, has_failed, &is_exact);
  if (!only_tries) {
    if (is_there && output_name == 0 && (keeps_all || !is_exact || failures > 0))
      keep_original(name, &file, status.st_mode & 07777);
    if (change->new_name == 0 && result.count == 0 && failures == 0 && output_name == 0) unlink(name);
    else if (failures < change->hunk_count || output_name != 0)
      write_lines(target, &result, status.st_mode & 07777);
  }
  if (failures > 0) save_rejects(name, change, has_failed, failures);
  free(has_failed);
  free_lines(&result, false);
  free_lines(&file, true);
  return failures == 0;
}

static void read_options(int argc, char **argv, const char **diff) {
  enum { DRY_RUN = 2000 };
  static const struct option names[] = {
    {"strip", required_argument, 0, 'p'}, {"reverse", no_argument, 0, 'R'},
    {"input", required_argument, 0, 'i'}, {"output", required_argument, 0, 'o'}, {"directory", required_argument, 0, 'd'},
    {"backup", no_argument, 0, 'b'}, {"dry-run", no_argument, 0, DRY_RUN}, {"silent", no_argument, 0, 's'},
    {"quiet", no_argument, 0, 's'}, HELP_OPTION,
  };
  for (int option; (option = next_option(argc, argv, "p:Ri:o:d:bsu", names, TROUBLE)) != -1;) switch (option) {
    case 'p': strip = read_size(optarg, "strip count"); break;
    case 'R': reverses = true; break;
    case 'i': *diff = optarg; break;
    case 'o': output_name = optarg; break;
    case 'd':
      if (chdir(optarg) < 0) fail(TROUBLE, "cannot change to folder ", optarg);
      break;
    case 'b': keeps_all = true; break;
    case 's': is_silent = true; break;
    case DRY_RUN: only_tries = true; break;
  }
  if (optind + 1 < argc) *diff = argv[optind + 1];
}

int main(int argc, char **argv) {
  const char *diff = "-";
  read_options(argc, argv, &diff);
  const char *named = optind < argc ? argv[optind] : 0;
  struct lines patch = {0};
  struct change change;
  FILE *input = open_input(diff);
  if (input == 0 || !read_lines(input, &patch)) return TROUBLE;
  close_input(input);
  int status = 0;
  size_t count = 0;
  for (size_t place = 0; read_change(&patch, &place, &change); count++) {
    if (reverses) reverse(&change);
    const char *name = named != 0 ? named : choose_file(&change);
    if (name == 0) {
      printf("can't find the file to patch: %s\n", change.old_name == 0 ? "/dev/null" : change.old_name);
      status = SOME_FAILED;
    } else if (!patch_file(name, &change)) {
      status = SOME_FAILED;
    }
    free_change(&change);
  }
  if (count == 0 && patch.count > 0) fail(TROUBLE, "**** Only garbage was found in the patch input.", "");
  return finish(status);
}
