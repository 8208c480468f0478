// test and [ as builtins are the tool itself.
#define main test_main
#define help test_help  // the shell has one of its own
#include "../test.c"
