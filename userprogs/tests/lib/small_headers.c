// The C locale, the parts of paths, exit statuses.
#include <libgen.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

static void show_parts(const char *path) {
  char for_folder[64], for_name[64];
  strcpy(for_folder, path);
  strcpy(for_name, path);
  printf("[%s]: [%s] [%s]\n", path, dirname(for_folder), basename(for_name));
}

int main(void) {
  printf("%s\n", setlocale(LC_ALL, "C"));
  printf("%s %s\n", setlocale(LC_ALL, 0), setlocale(LC_CTYPE, "POSIX"));
  printf("%d %d\n", setlocale(LC_ALL, "xx_XX.UTF-8") == 0, setlocale(99, "C") == 0);
  struct lconv *conventions = localeconv();
  printf("[%s] [%s] [%s] %d\n", conventions->decimal_point, conventions->thousands_sep,
    conventions->currency_symbol, conventions->frac_digits == (char)-1 || conventions->frac_digits == 127
      || conventions->frac_digits == (char)255);
  static const char *const paths[] = {"/usr/lib", "/usr/", "usr", "/", ".", "..", "", "a/b/c", "a//b//", "/a", "a/"};
  for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) show_parts(paths[i]);
  printf("%s\n", dirname(0));
  return EX_USAGE + EX_CONFIG - EX_DATAERR;
}
