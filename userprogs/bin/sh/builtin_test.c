// test and [ as builtins are the tool itself.
#define main test_main
#include "../test.c"
