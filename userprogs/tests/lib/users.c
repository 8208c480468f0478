// root is known everywhere; nobody has number 54321.
#include <grp.h>
#include <pwd.h>
#include <stdio.h>

int main(void) {
  struct passwd *user = getpwuid(0);
  printf("%s %u %u\n", user->pw_name, user->pw_uid, user->pw_gid);
  user = getpwnam("root");
  printf("%u\n", user->pw_uid);
  struct group *group = getgrgid(0);
  printf("%s %u\n", group->gr_name, getgrnam("root")->gr_gid);
  printf("%d %d %d\n", getpwuid(54321) == 0, getgrgid(54321) == 0, getpwnam("no such user") == 0);
}
