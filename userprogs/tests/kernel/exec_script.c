// A file that begins with #! names its interpreter, which gets one argument, the file's path and the rest.
#include "show.h"

#include <fcntl.h>
#include <sys/auxv.h>

static const char *path = "/tmp/ring3-script";

static void run(const char *first_line, const char *self) {
  char text[600], variable[600];
  pid_t child = start();
  if (child == 0) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0700);
    int length = sprintf(text, first_line, self);
    REQUIRE(write(file, text, length) == length);
    close(file);
    sprintf(variable, "SELF=%s", self);
    char *list[] = {"never seen", "first", "second one", 0}, *variables[] = {variable, 0};
    execve(path, list, variables);
    printf("%s\n", error_name(errno));
    exit(1);
  }
  show_status("child", finish(child));
}

int main(int count, char **arguments) {
  const char *self = (const char *)getauxval(AT_EXECFN);
  if (count > 2) {
    printf("the interpreter's name is in front: %d\n", strcmp(arguments[0], getenv("SELF")) == 0);
    printf("AT_EXECFN is %s\n", self);
    for (int i = 1; i < count; i++) printf("argument %d: <%s>\n", i, arguments[i]);
    return count;
  }
  if (self[0] != '/') return 1;
  run("#!%s\nand more\n", self);
  run("#! \t %s   one argument with spaces  \n", self);
  run("#!%s -x", self);
  unlink(path);
}
