// Reading a command line's options as POSIX and GNU write them.
#ifndef _GETOPT_H
#define _GETOPT_H

// The present option's argument; the next element of argv; the option that was wrong; whether to say so.
extern char *optarg;
extern int optind, optopt, opterr;

#define no_argument 0
#define required_argument 1
#define optional_argument 2

struct option {
  const char *name;
  int has_arg;
  int *flag;
  int val;
};

// The next option's character, -1 after the last, '?' for one that is wrong. `options` has a colon after each
// character that takes an argument, and begins with + if options end at the first other argument.
int getopt(int argc, char *const *argv, const char *options);
// The same, and long options by their names, which can be shortened.
int getopt_long(int argc, char *const *argv, const char *options, const struct option *names, int *index);

#endif
