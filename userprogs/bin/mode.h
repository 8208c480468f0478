// Permissions as chmod takes them: 755, or u=rwx,go+r-w.
#ifndef MODE_H
#define MODE_H

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

// The bits that the letters rwxXst stand for, for the classes in `who`.
static mode_t mode_bits(char letter, mode_t who, mode_t old, bool is_folder) {
  switch (letter) {
    case 'r': return 0444 & who;
    case 'w': return 0222 & who;
    case 'x': return 0111 & who;
    case 'X': return is_folder || (old & 0111) != 0 ? 0111 & who : 0;
    case 's': return ((who & 0700) != 0 ? S_ISUID : 0) | ((who & 0070) != 0 ? S_ISGID : 0);
    case 't': return S_ISVTX;
    case 'u': return ((old >> 6 & 7) * 0111) & who;
    case 'g': return ((old >> 3 & 7) * 0111) & who;
    default: return ((old & 7) * 0111) & who;
  }
}

// What = sets anew: the classes' permissions, and of a file the special bit that goes with each.
static mode_t replaced_bits(mode_t who, bool is_folder) {
  if (is_folder) return who;
  return who | ((who & 0700) != 0 ? S_ISUID : 0) | ((who & 0070) != 0 ? S_ISGID : 0) |
    ((who & 0007) != 0 ? S_ISVTX : 0);
}

// Changes `mode` as the text says. False if the text is wrong. Where no class is named, the mask counts.
static bool parse_mode(const char *text, mode_t old, mode_t mask, bool is_folder, mode_t *mode) {
  if (*text >= '0' && *text <= '7') {
    mode_t value = 0;
    for (; *text >= '0' && *text <= '7' && value < 010000; text++) value = 8 * value + (mode_t)(*text - '0');
    *mode = value;
    return *text == 0 && value <= 07777;
  }
  *mode = old;
  for (;;) {
    mode_t who = 0;
    for (; *text != 0 && strchr("ugoa", *text) != 0; text++)
      who |= *text == 'u' ? 0700 : *text == 'g' ? 0070 : *text == 'o' ? 0007 : 0777;
    mode_t classes = who == 0 ? 0777 & ~mask : who;
    if (*text == 0 || strchr("+-=", *text) == 0) return false;
    while (*text != 0 && strchr("+-=", *text) != 0) {
      char operation = *text++;
      mode_t bits = 0;
      for (; *text != 0 && strchr("rwxXstugo", *text) != 0; text++)
        bits |= mode_bits(*text, classes, *mode, is_folder);
      if (operation == '+') *mode |= bits;
      else if (operation == '-') *mode &= ~bits;
      else *mode = (*mode & ~replaced_bits(who == 0 ? 0777 : who, is_folder)) | bits;
    }
    if (*text == 0) return true;
    if (*text++ != ',') return false;
  }
}

#endif
