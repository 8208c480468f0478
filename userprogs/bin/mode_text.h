// A file's kind and permissions as ls shows them: drwxr-xr-x.
#ifndef MODE_TEXT_H
#define MODE_TEXT_H

#include <sys/stat.h>

static char kind_letter(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    default: return '-';
  }
}

static void write_mode(char text[11], mode_t mode) {
  static const char letters[] = "rwxrwxrwx";
  text[0] = kind_letter(mode);
  for (int i = 0; i < 9; i++) text[1 + i] = (mode >> (8 - i) & 1) != 0 ? letters[i] : '-';
  if ((mode & S_ISUID) != 0) text[3] = text[3] == 'x' ? 's' : 'S';
  if ((mode & S_ISGID) != 0) text[6] = text[6] == 'x' ? 's' : 'S';
  if ((mode & S_ISVTX) != 0) text[9] = text[9] == 'x' ? 't' : 'T';
  text[10] = 0;
}

#endif
