// stat: all that is known about a file.
#define TOOL "stat"
#include "tool.h"

#include <ctype.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <time.h>
#include <unistd.h>

#include "mode_text.h"

const char help[] =
  "Usage: stat [OPTION]... FILE...\n"
  "Show what is known about each FILE: size, kind, permissions, owner, times.\n"
  "\n"
  "  -L, --dereference    of what a symbolic link leads to\n"
  "  -c, --format=FORMAT  as FORMAT says, with a newline behind it\n"
  "      --printf=FORMAT  the same, without the newline, and with \\n, \\t ...\n"
  "  -t, --terse          numbers on one line\n"
  "      --help           show this help\n"
  "\n"
  "In FORMAT: %n name  %N name in quotes, with a link's target  %s size  %b blocks  %B their size\n"
  "%a %A permissions in octal, as ls shows them  %f mode in hexadecimal  %F kind  %u %U owner  %g %G group\n"
  "%i inode  %h links  %d device  %t %T numbers of a device file\n"
  "%x %y %z times of the last reading, change, change of status; %X %Y %Z as seconds\n"
  "Example: stat -c '%a %s %n' *\n";

static bool follows, has_escapes;

static const char *kind_text(const struct stat *status) {
  switch (status->st_mode & S_IFMT) {
    case S_IFREG: return status->st_size == 0 ? "regular empty file" : "regular file";
    case S_IFDIR: return "directory";
    case S_IFLNK: return "symbolic link";
    case S_IFIFO: return "fifo";
    case S_IFSOCK: return "socket";
    case S_IFCHR: return "character special file";
    default: return "block special file";
  }
}

static const char *time_text(struct timespec time) {
  static char text[64];
  struct tm *date = localtime(&time.tv_sec);
  size_t length = strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", date);
  length += (size_t)snprintf(text + length, sizeof text - length, ".%09ld ", time.tv_nsec);
  strftime(text + length, sizeof text - length, "%z", date);
  return text;
}

static const char *quoted_name(const char *path, const struct stat *status) {
  static char text[2 * PATH_MAX + 16];
  char target[PATH_MAX];
  ssize_t length = S_ISLNK(status->st_mode) ? readlink(path, target, sizeof target - 1) : -1;
  if (length >= 0) target[length] = 0;
  snprintf(text, sizeof text, length >= 0 ? "'%s' -> '%s'" : "'%s'", path, target);
  return text;
}

static const char *owner_text(const struct stat *status) {
  struct passwd *user = getpwuid(status->st_uid);
  return user == 0 ? "UNKNOWN" : user->pw_name;
}

static const char *group_text(const struct stat *status) {
  struct group *group = getgrgid(status->st_gid);
  return group == 0 ? "UNKNOWN" : group->gr_name;
}

// One letter of a format, with the flags and width that stand before it.
static void write_field(const char *flags, char letter, const char *path, const struct stat *s) {
  char format[32], mode[11];
  const char *text = 0, *conversion = "lu";
  unsigned long number = 0;
  switch (letter) {
    case 'n': text = path; break;
    case 'N': text = quoted_name(path, s); break;
    case 's': number = (unsigned long)s->st_size; break;
    case 'b': number = (unsigned long)s->st_blocks; break;
    case 'B': number = 512; break;
    case 'o': number = (unsigned long)s->st_blksize; break;
    case 'a': number = s->st_mode & 07777, conversion = "lo"; break;
    case 'A': write_mode(mode, s->st_mode), text = mode; break;
    case 'f': number = s->st_mode, conversion = "lx"; break;
    case 'F': text = kind_text(s); break;
    case 'u': number = s->st_uid; break;
    case 'U': text = owner_text(s); break;
    case 'g': number = s->st_gid; break;
    case 'G': text = group_text(s); break;
    case 'i': number = (unsigned long)s->st_ino; break;
    case 'h': number = (unsigned long)s->st_nlink; break;
    case 'd': number = (unsigned long)s->st_dev; break;
    case 'D': number = (unsigned long)s->st_dev, conversion = "lx"; break;
    case 'W': text = "0"; break;
    case 'w': text = "-"; break;
    case 't': number = (unsigned long)major(s->st_rdev), conversion = "lx"; break;
    case 'T': number = (unsigned long)minor(s->st_rdev), conversion = "lx"; break;
    case 'x': text = time_text(s->st_atim); break;
    case 'y': text = time_text(s->st_mtim); break;
    case 'z': text = time_text(s->st_ctim); break;
    case 'X': number = (unsigned long)s->st_atim.tv_sec, conversion = "ld"; break;
    case 'Y': number = (unsigned long)s->st_mtim.tv_sec, conversion = "ld"; break;
    case 'Z': number = (unsigned long)s->st_ctim.tv_sec, conversion = "ld"; break;
    case '%': text = "%"; break;
    default: text = "?"; break;
  }
  snprintf(format, sizeof format, "%%%s%s", flags, text != 0 ? "s" : conversion);
  if (text != 0) printf(format, text);
  else printf(format, number);
}

static void write_escape(char letter) {
  static const char letters[] = "abefnrtv\\", values[] = "\a\b\033\f\n\r\t\v\\";
  const char *known = strchr(letters, letter);
  putchar(known != 0 ? values[known - letters] : letter);
}

static void write_format(const char *format, const char *path, const struct stat *status) {
  for (; *format != 0; format++) {
    if (*format == '\\' && has_escapes && format[1] != 0) {
      write_escape(*++format);
      continue;
    }
    if (*format != '%' || format[1] == 0) {
      putchar(*format);
      continue;
    }
    char flags[16];
    size_t length = strspn(format + 1, "-+ #0123456789.");
    if (length >= sizeof flags || format[1 + length] == 0) break;
    memcpy(flags, format + 1, length);
    flags[length] = 0;
    format += 1 + length;
    write_field(flags, *format, path, status);
  }
  if (!has_escapes) putchar('\n');
}

static void write_all(const char *path, const struct stat *status) {
  bool is_device = S_ISCHR(status->st_mode) || S_ISBLK(status->st_mode);
  write_format("  File: %n", path, status);
  write_format("  Size: %-10s\tBlocks: %-10b IO Block: %-6o %F", path, status);
  printf("Device: %u,%u\t", (unsigned)major(status->st_dev), (unsigned)minor(status->st_dev));
  write_format(
    is_device ? "Inode: %-11i Links: %-5h Device type: %t,%T" : "Inode: %-11i Links: %h", path, status);
  printf("Access: (%04o/", status->st_mode & 07777);
  write_format("%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)", path, status);
  write_format("Access: %x\nModify: %y\nChange: %z", path, status);
}

int main(int argc, char **argv) {
  static const struct option names[] = {
    {"dereference", no_argument, 0, 'L'}, {"format", required_argument, 0, 'c'},
    {"printf", required_argument, 0, 'p'}, {"terse", no_argument, 0, 't'}, HELP_OPTION,
  };
  const char *format = 0;
  for (int option; (option = next_option(argc, argv, "Lc:t", names, FAILURE)) != -1;)
    if (option == 'L') follows = true;
    else if (option == 't') format = "%n %s %b %f %u %g %D %i %h %t %T %X %Y %Z %W %o";
    else if (option == 'p') format = optarg, has_escapes = true;
    else format = optarg;
  if (optind == argc) {
    fputs("stat: missing operand\n", stderr);
    refuse(FAILURE);
  }
  int result = 0;
  for (int i = optind; i < argc; i++) {
    struct stat status;
    if ((follows ? stat(argv[i], &status) : lstat(argv[i], &status)) < 0) {
      fflush(stdout);
      fprintf(stderr, "stat: cannot stat '%s': %s\n", argv[i], strerror(errno));
      result = FAILURE;
    } else if (format != 0) write_format(format, argv[i], &status);
    else write_all(argv[i], &status);
  }
  return finish(result);
}
