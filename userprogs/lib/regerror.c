// regerror: what is wrong with an expression.

#include <regex.h>
#include <stdio.h>

size_t regerror(int error, const regex_t *restrict expression, char *restrict text, size_t size) {
  static const char *const texts[] = {
    "Success",
    "No match",
    "Invalid regular expression",
    "Invalid collation character",
    "Invalid character class name",
    "Trailing backslash",
    "Invalid back reference",
    "Unmatched [, [^, [:, [., or [=",
    "Unmatched ( or \\(",
    "Unmatched \\{",
    "Invalid content of \\{\\}",
    "Invalid range end",
    "Memory exhausted",
    "Invalid preceding regular expression",
    "Premature end of regular expression",
    "Regular expression too big",
    "Unmatched ) or \\)",
  };
  (void)expression;
  int known = error >= 0 && (size_t)error < sizeof texts / sizeof *texts;
  return (size_t)snprintf(text, size, "%s", known ? texts[error] : "Unknown error") + 1;
}
