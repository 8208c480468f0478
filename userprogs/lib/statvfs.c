// statvfs: statfs under POSIX's names.

#include <sys/statfs.h>
#include <sys/statvfs.h>

static int translate(int result, const struct statfs *from, struct statvfs *to) {
  if (result < 0) return -1;
  *to = (struct statvfs){
    .f_bsize = (unsigned long)from->f_bsize, .f_frsize = (unsigned long)from->f_frsize,
    .f_blocks = from->f_blocks, .f_bfree = from->f_bfree, .f_bavail = from->f_bavail,
    .f_files = from->f_files, .f_ffree = from->f_ffree, .f_favail = from->f_ffree,
    .f_fsid = from->f_fsid, .f_flag = (unsigned long)from->f_flags,
    .f_namemax = (unsigned long)from->f_namelen,
  };
  return 0;
}

int statvfs(const char *restrict path, struct statvfs *restrict status) {
  struct statfs answer;
  return translate(statfs(path, &answer), &answer, status);
}

int fstatvfs(int descriptor, struct statvfs *status) {
  struct statfs answer;
  return translate(fstatfs(descriptor, &answer), &answer, status);
}
