// What a shell does: fork, groups, redirection to files, a pipeline's status, a background job.
#include "show.h"

#include <fcntl.h>

static int count_lines(void) {
  int lines = 0;
  for (int c; (c = getchar()) != EOF;) lines += c == '\n';
  printf("%d lines\n", lines);
  return lines % 256;
}

static int produce(void) {
  for (int i = 0; i < 42; i++) printf("line %d\n", i);
  return 1;
}

int main(void) {
  const char *path = "/tmp/ring3-shell-pipeline";
  int ends[2], status;
  pid_t producer = start();
  if (producer == 0) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, 1);
    exit(produce());
  }
  show_status("produce > file:", finish(producer));
  pid_t reader = start();
  if (reader == 0) {
    int file = open(path, O_RDONLY);
    dup2(file, 0);
    exit(count_lines());
  }
  show_status("count < file:", finish(reader));
  REQUIRE(pipe(ends) == 0);
  pid_t left = start();
  if (left == 0) {
    setpgid(0, 0);
    dup2(ends[1], 1);
    close(ends[0]), close(ends[1]);
    exit(produce());
  }
  setpgid(left, left);
  pid_t right = start();
  if (right == 0) {
    setpgid(0, left);
    dup2(ends[0], 0);
    close(ends[0]), close(ends[1]);
    exit(count_lines());
  }
  setpgid(right, left);
  close(ends[0]), close(ends[1]);
  int last = 0;
  for (int i = 0; i < 2; i++) {
    pid_t ended = waitpid(-left, &status, 0);
    if (ended == right) last = WEXITSTATUS(status);
  }
  printf("the pipeline's status is the last one's: %d\n", last);
  pid_t job = start();
  if (job == 0) {
    setpgid(0, 0);
    for (;;) pause();
  }
  setpgid(job, job);
  SHOW(waitpid(job, &status, WNOHANG | WUNTRACED));
  kill(-job, SIGSTOP);
  waitpid(job, &status, WUNTRACED);
  show_status("the job", status);
  kill(-job, SIGCONT);
  kill(-job, SIGINT);
  show_status("the job", finish(job));
  unlink(path);
}
