// popen and pclose: commands that write to us or read from us, one and several at once.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void show(const char *what, int status) {
  if (status == -1) printf("%s: failed, %s\n", what, strerror(errno));
  else if (WIFEXITED(status)) printf("%s: exited %d\n", what, WEXITSTATUS(status));
  else printf("%s: killed by %d\n", what, WTERMSIG(status));
}

static void read_all(const char *command, const char *mode) {
  char line[100];
  FILE *stream = popen(command, mode);
  if (stream == 0) {
    printf("%s: %s\n", command, strerror(errno));
    return;
  }
  while (fgets(line, sizeof line, stream) != 0) printf("< %s", line);
  show(command, pclose(stream));
}

static void write_all(const char *command, const char *text) {
  FILE *stream = popen(command, "w");
  fputs(text, stream);
  show(command, pclose(stream));
}

static int closes_on_exec(FILE *stream) { return (fcntl(fileno(stream), F_GETFD) & FD_CLOEXEC) != 0; }

// A later command must not hold the ends that the program has of earlier ones: their commands would never see
// the end of their input.
static void several(void) {
  FILE *first = popen("cat; echo first ends", "w");
  FILE *second = popen("cat; echo second ends", "w");
  FILE *third = popen("sort; echo third ends", "w");
  fputs("to the first\n", first);
  fputs("to the second\n", second);
  fputs("b\na\n", third);
  show("first", pclose(first));
  show("second", pclose(second));
  show("third", pclose(third));
  FILE *readers[20];
  for (int i = 0; i < 20; i++) {
    char command[40];
    snprintf(command, sizeof command, "echo %d; exit %d", i * i, i);
    readers[i] = popen(command, "r");
  }
  int sum = 0, statuses = 0, number;
  for (int i = 19; i >= 0; i--) {
    if (fscanf(readers[i], "%d", &number) == 1) sum += number;
    statuses += WEXITSTATUS(pclose(readers[i]));
  }
  printf("20 readers: %d, %d\n", sum, statuses);
}

// More than a pipe holds, both ways.
static void much(void) {
  FILE *stream = popen("seq 1 30000", "r");
  long sum = 0, lines = 0, number;
  while (fscanf(stream, "%ld", &number) == 1) sum += number, lines++;
  show("seq", pclose(stream));
  printf("%ld numbers, %ld\n", lines, sum);
  stream = popen("wc -lc", "w");
  for (int i = 0; i < 20000; i++) fputs("twelve bytes\n", stream);
  show("wc", pclose(stream));
}

// A command that ends before it has read, or whose reader ends before it has written.
static void broken(void) {
  signal(SIGPIPE, SIG_IGN);
  FILE *stream = popen("exit 6", "w");
  sleep(1);
  int put = fputs("nobody reads this\n", stream), flushed = fflush(stream);
  printf("put %d, flushed %d: %s\n", put >= 0, flushed, strerror(errno));
  show("writing to nobody", pclose(stream));
  signal(SIGPIPE, SIG_DFL);
  stream = popen("exec yes", "r");
  char line[10];
  printf("read %s", fgets(line, sizeof line, stream));
  show("a reader that leaves", pclose(stream));
}

int main(void) {
  setvbuf(stdout, 0, _IONBF, 0);
  read_all("echo one; echo two", "r");
  read_all("printf 'no newline'; exit 3", "r");
  read_all("exit 200", "r");
  read_all("kill -KILL $$", "r");
  read_all("no-such-command 2>/dev/null", "r");
  read_all("echo error >&2; echo output", "re");
  read_all("true", "x");
  read_all("true", "");
  write_all("cat", "written\nto a command\n");
  write_all("read line; echo \"[$line]\"; exit 4", "first line\nsecond line\n");
  several();
  much();
  broken();

  FILE *plain = popen("cat", "r"), *closing = popen("cat", "re");
  printf("close on exec: %d, %d\n", closes_on_exec(plain), closes_on_exec(closing));
  // The command reads our standard input, which is at its end.
  show("plain", pclose(plain));
  show("closing", pclose(closing));

  signal(SIGCHLD, SIG_IGN);
  show("nobody to wait for", pclose(popen("exit 5", "r")));
  signal(SIGCHLD, SIG_DFL);
  printf("children left: %d\n", waitpid(-1, 0, WNOHANG) != -1);
}
