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
  int users = 0, groups = 0, again = 0;
  setpwent();
  for (; (user = getpwent()) != 0 && user->pw_uid != 0;) users++;
  setgrent();
  for (; (group = getgrent()) != 0;) groups += group->gr_gid == 0;
  setgrent();
  for (; (group = getgrent()) != 0;) again += group->gr_gid == 0;
  endgrent();
  endpwent();
  printf("%d %d %d\n", users, groups, again);
  printf("%d %d %d\n", getpwuid(54321) == 0, getgrgid(54321) == 0, getpwnam("no such user") == 0);
}
