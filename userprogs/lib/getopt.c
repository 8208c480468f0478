// getopt and getopt_long: the options of a command line.
//
// Options may stand after other arguments. The first call therefore brings all options to the front, so that
// they can be read in order, and the other arguments stand together from argv[optind] on at the end.

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

char *optarg;
int optind = 1, optopt, opterr = 1;

static const char *rest;  // what follows in a cluster such as -abc

static bool is_option(const char *argument) { return argument[0] == '-' && argument[1] != 0; }

static int complain(const char *program, const char *message, const char *option) {
  if (opterr) fprintf(stderr, "%s: %s '%s'\n", program, message, option);
  return '?';
}

static int complain_of_character(const char *program, const char *message, int character) {
  if (opterr) fprintf(stderr, "%s: %s -- '%c'\n", program, message, character);
  return '?';
}

// Whether a cluster such as -xk ends with an option that takes the next element of argv.
static bool cluster_takes_next(const char *cluster, const char *options) {
  for (; *cluster != 0; cluster++) {
    const char *known = strchr(options, *cluster);
    if (known != 0 && *cluster != ':' && known[1] == ':') return cluster[1] == 0 && known[2] != ':';
  }
  return false;
}

static const struct option *find_name(
  const struct option *names, const char *text, size_t length, int *count);

static bool takes_next(const char *argument, const char *options, const struct option *names) {
  if (argument[1] != '-' || names == 0) return cluster_takes_next(argument + 1, options);
  int count;
  const struct option *option = find_name(names, argument + 2, strcspn(argument + 2, "="), &count);
  return count == 1 && option->has_arg == required_argument && strchr(argument, '=') == 0;
}

// Brings all options, with their arguments, in front of the other arguments, and keeps the order of both.
static void permute(int argc, char **argv, const char *options, const struct option *names) {
  int end_of_options = 1;
  for (int i = 1; i < argc; i++) {
    if (!is_option(argv[i])) continue;
    bool is_last = strcmp(argv[i], "--") == 0;
    int count = !is_last && i + 1 < argc && takes_next(argv[i], options, names) ? 2 : 1;
    for (int moved = 0; moved < count; moved++) {
      char *argument = argv[i + moved];
      size_t passed_over = (size_t)(i + moved - end_of_options);
      memmove(&argv[end_of_options + 1], &argv[end_of_options], passed_over * sizeof *argv);
      argv[end_of_options++] = argument;
    }
    i += count - 1;
    if (is_last) return;
  }
}

static int read_character(int argc, char *const *argv, const char *options) {
  optopt = (unsigned char)*rest++;
  const char *known = strchr(options, optopt);
  bool is_last = *rest == 0;
  if (is_last) optind++;
  if (known == 0 || optopt == ':') {
    if (is_last) rest = 0;
    return complain_of_character(argv[0], "invalid option", optopt);
  }
  optarg = 0;
  if (known[1] == ':') {
    if (!is_last) {
      optarg = (char *)rest;
      optind++;
    } else if (known[2] != ':') {
      if (optind >= argc) {
        rest = 0;
        complain_of_character(argv[0], "option requires an argument", optopt);
        return options[0] == ':' ? ':' : '?';
      }
      optarg = argv[optind++];
    }
    rest = 0;
  } else if (is_last) {
    rest = 0;
  }
  return optopt;
}

// The option that begins so: the one of that very name, or the only one. Sets `count` to how many begin so.
static const struct option *find_name(
  const struct option *names, const char *text, size_t length, int *count) {
  const struct option *found = 0;
  *count = 0;
  for (; names->name != 0; names++) {
    if (strncmp(names->name, text, length) != 0) continue;
    if (strlen(names->name) == length) {
      *count = 1;
      return names;
    }
    found = names;
    ++*count;
  }
  return found;
}

static int read_name(int argc, char *const *argv, const struct option *names, int *index) {
  char *argument = argv[optind++], *name = argument + 2;
  size_t length = strcspn(name, "=");
  int count;
  const struct option *option = find_name(names, name, length, &count);
  if (count == 0) return complain(argv[0], "unrecognized option", argument);
  if (count > 1) return complain(argv[0], "ambiguous option", argument);
  optarg = name[length] == '=' ? name + length + 1 : 0;
  if (optarg != 0 && option->has_arg == no_argument)
    return complain(argv[0], "no argument is allowed for option", argument);
  if (optarg == 0 && option->has_arg == required_argument) {
    if (optind >= argc) return complain(argv[0], "an argument is missing for option", argument);
    optarg = argv[optind++];
  }
  if (index != 0) *index = (int)(option - names);
  if (option->flag == 0) return option->val;
  *option->flag = option->val;
  return 0;
}

int getopt_long(int argc, char *const *argv, const char *options, const struct option *names, int *index) {
  static bool is_permuted;
  if (!is_permuted && options[0] != '+') permute(argc, (char **)argv, options, names);
  is_permuted = true;
  if (rest != 0) return read_character(argc, argv, options);
  if (optind >= argc || !is_option(argv[optind])) return -1;
  if (strcmp(argv[optind], "--") == 0) {
    optind++;
    return -1;
  }
  if (argv[optind][1] == '-' && names != 0) return read_name(argc, argv, names, index);
  rest = argv[optind] + 1;
  return read_character(argc, argv, options);
}

int getopt(int argc, char *const *argv, const char *options) {
  return getopt_long(argc, argv, options, 0, 0);
}
