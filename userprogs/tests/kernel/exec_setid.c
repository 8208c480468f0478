// Whom a program acts for that has a set-user-ID or set-group-ID bit. It has to be run by root.
#include "show.h"

#include <fcntl.h>
#include <grp.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/stat.h>

enum { USER = 12345, GROUP = 23456, OWNER = 34567, TEAM = 45678 };

static char folder[] = "/tmp/ring3-setid-XXXXXX";

static void tell(void) {
  uid_t user[3];
  gid_t group[3];
  REQUIRE(getresuid(&user[0], &user[1], &user[2]) == 0 && getresgid(&group[0], &group[1], &group[2]) == 0);
  int death = -1;
  REQUIRE(prctl(PR_GET_PDEATHSIG, &death) == 0);
  printf(" %d/%d/%d %d/%d/%d, told %lu/%lu %lu/%lu, secure %lu, death signal %d\n", user[0], user[1], user[2],
         group[0], group[1], group[2], getauxval(AT_UID), getauxval(AT_EUID), getauxval(AT_GID),
         getauxval(AT_EGID), getauxval(AT_SECURE), death);
}

static void copy_self(const char *name) {
  int from = open("/proc/self/exe", O_RDONLY), to = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0755);
  REQUIRE(from >= 0 && to >= 0);
  static char bytes[65536];
  for (ssize_t count; (count = read(from, bytes, sizeof bytes)) > 0;) REQUIRE(write(to, bytes, count) == count);
  close(from), close(to);
}

static void run(const char *name, uid_t real, uid_t effective, uid_t saved) {
  pid_t child = start();
  if (child == 0) {
    gid_t team = TEAM;
    REQUIRE(setgroups(1, &team) == 0 && setresgid(GROUP, GROUP, GROUP) == 0);
    REQUIRE(setresuid(real, effective, saved) == 0);
    REQUIRE(prctl(PR_SET_PDEATHSIG, SIGUSR1) == 0);
    char *arguments[] = {"copy", "tell", 0}, *environment[] = {0};
    execve(name, arguments, environment);
    printf(" %s\n", error_name(errno));
    exit(1);
  }
  REQUIRE(WIFEXITED(finish(child)));
}

int main(int count, char **arguments) {
  if (count > 1) {
    tell();
    return 0;
  }
  REQUIRE(getuid() == 0 && mkdtemp(folder) != 0 && chdir(folder) == 0 && chmod(".", 0755) == 0);
  copy_self("copy");
  int script = open("script", O_WRONLY | O_CREAT, 0755);
  REQUIRE(write(script, "#!./copy\n", 9) == 9);
  close(script);
  static const mode_t modes[] = {0755, 04755, 02755, 06755, 02745, 04711, 06700, 04070};
  for (unsigned i = 0; i < sizeof modes / sizeof *modes; i++) {
    REQUIRE(chown("copy", OWNER, TEAM) == 0 && chmod("copy", modes[i]) == 0);
    printf("%04o, root:", modes[i]);
    run("./copy", 0, 0, 0);
    printf("%04o, a user:", modes[i]);
    run("./copy", USER, USER, USER);
    printf("%04o, the owner:", modes[i]);
    run("./copy", OWNER, OWNER, OWNER);
    printf("%04o, root for a user:", modes[i]);
    run("./copy", 0, USER, 0);
    printf("%04o, a user who was root:", modes[i]);
    run("./copy", USER, USER, 0);
  }
  REQUIRE(chown("copy", 0, 0) == 0 && chmod("copy", 04755) == 0);
  printf("root's, a user:");
  run("./copy", USER, USER, USER);
  REQUIRE(chmod("copy", 0755) == 0 && chown("script", OWNER, TEAM) == 0 && chmod("script", 06755) == 0);
  printf("a script, a user:");
  run("./script", USER, USER, USER);
  unlink("copy"), unlink("script"), rmdir(folder);
  return 0;
}
