// Jobs: the processes of a pipeline, and whose the terminal is.
#include "sh.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

// The current one first: those that are stopped before those that run, and of each kind the newest first.
static struct job *jobs;
static int terminal = -1;
static pid_t shell_group;
static struct termios shell_settings;
pid_t last_background, shell_pid;
bool is_subshell;

static bool is_done(const struct job *job) {
  for (int i = 0; i < job->process_count; i++)
    if (!job->processes[i].is_done) return false;
  return true;
}

static bool is_stopped(const struct job *job) {
  bool any = false;
  for (int i = 0; i < job->process_count; i++) {
    if (!job->processes[i].is_done && !job->processes[i].is_stopped) return false;
    any |= job->processes[i].is_stopped;
  }
  return any;
}

// Makes a job the newest of its kind.
static void move_forward(struct job *job) {
  struct job **place = &jobs;
  while (*place != job) place = &(*place)->next;
  *place = job->next;
  place = &jobs;
  if (!is_stopped(job))
    while (*place != 0 && is_stopped(*place)) place = &(*place)->next;
  job->next = *place;
  *place = job;
}

struct job *job_new(struct node *node) {
  if (jobs != 0 && jobs->is_parents) jobs_forget();
  struct job *job = take_memory(sizeof *job);
  int number = 1;
  for (struct job *other = jobs; other != 0; other = other->next)
    if (other->number >= number) number = other->number + 1;
  *job = (struct job){.next = jobs, .number = number};
  if (options[OPTION_MONITOR] || options[OPTION_INTERACTIVE]) job->text = copy_string(describe(node));
  jobs = job;
  move_forward(job);
  return job;
}

static void remove_job(struct job *job) {
  struct job **place = &jobs;
  while (*place != job) place = &(*place)->next;
  *place = job->next;
  free(job->processes);
  free(job->text);
  free(job);
}

void jobs_forget(void) {
  while (jobs != 0) remove_job(jobs);
}

static void give_terminal(pid_t group) {
  if (terminal < 0) return;
  sigset_t stops, old;
  sigemptyset(&stops);
  sigaddset(&stops, SIGTTOU);
  sigprocmask(SIG_BLOCK, &stops, &old);
  tcsetpgrp(terminal, group);
  sigprocmask(SIG_SETMASK, &old, 0);
}

static void add_process(struct job *job, pid_t pid) {
  size_t count = (size_t)job->process_count + 1;
  job->processes = realloc(job->processes, count * sizeof *job->processes);
  if (job->processes == 0) abort();
  job->processes[job->process_count++] = (struct process){.pid = pid};
}

// What a child does first: its place among the processes, and the signals of a program.
static void begin_child(struct job *job, pid_t group, bool is_background) {
  bool has_group = options[OPTION_MONITOR] && !is_subshell && job != 0;
  if (has_group) {
    setpgid(0, group);
    if (!is_background) give_terminal(group == 0 ? getpid() : group);
  }
  is_subshell = true;
  reset_traps();
  options[OPTION_MONITOR] = false;
  if (is_background && !has_group) {
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    sigaction(SIGINT, &ignore, 0);
    sigaction(SIGQUIT, &ignore, 0);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing > 0) dup2(nothing, STDIN_FILENO), close(nothing);
  }
  options[OPTION_INTERACTIVE] = false;
  if (terminal >= 0) close(terminal);
  terminal = -1;
  if (job != 0) remove_job(job);
  for (struct job *other = jobs; other != 0; other = other->next) other->is_parents = true;
}

// Without a job: a child that nobody but the caller waits for.
pid_t job_fork(struct job *job, bool is_background) {
  pid_t group = job == 0 ? 0 : job->group;
  // What is sent to the child before it has a program's signals would be ignored as it is by the shell.
  sigset_t all, old;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &old);
  pid_t child = fork();
  if (child == 0) begin_child(job, group, is_background);
  sigprocmask(SIG_SETMASK, &old, 0);
  if (child < 0) fail("Cannot fork");
  if (child == 0) return 0;
  if (job == 0) return child;
  if (job->group == 0) job->group = child;
  if (options[OPTION_MONITOR] && !is_subshell) {
    setpgid(child, job->group);
    job->is_own_group = true;
  }
  add_process(job, child);
  return child;
}

static int status_of(const struct process *process) {
  int status = process->status;
  if (process->is_stopped) return 128 + WSTOPSIG(status);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int job_status(const struct job *job) { return status_of(&job->processes[job->process_count - 1]); }

// Notes what became of a child.
static void note(pid_t pid, int status) {
  for (struct job *job = jobs; job != 0; job = job->next)
    for (int i = 0; i < job->process_count; i++) {
      struct process *process = &job->processes[i];
      if (process->pid != pid || process->is_done) continue;
      process->is_stopped = WIFSTOPPED(status);
      process->is_done = WIFEXITED(status) || WIFSIGNALED(status);
      if (!WIFCONTINUED(status)) process->status = status;
      if (process->is_stopped && is_stopped(job)) move_forward(job);
      return;
    }
}

// Waits for any child. False if none is left, or if a signal with a trap came first.
static bool wait_for_any(int wait_options) {
  int status;
  pid_t pid = waitpid(-1, &status, wait_options | (options[OPTION_MONITOR] ? WUNTRACED : 0));
  if (pid > 0) note(pid, status);
  return pid > 0;
}

static void report_death(const struct job *job) {
  int status = job->processes[job->process_count - 1].status;
  if (!WIFSIGNALED(status)) return;
  int signal = WTERMSIG(status);
  if (signal == SIGINT) {
    if (options[OPTION_INTERACTIVE]) putc('\n', stderr);
  } else if (signal != SIGPIPE) {
    fprintf(stderr, "%s%s\n", strsignal(signal), WCOREDUMP(status) ? " (core dumped)" : "");
  }
}

static void print_job(const struct job *job, bool shows_group) {
  const struct process *last = &job->processes[job->process_count - 1];
  char state[64];
  if (is_stopped(job)) snprintf(state, sizeof state, "%s", strsignal(WSTOPSIG(last->status)));
  else if (!is_done(job)) strcpy(state, "Running");
  else if (WIFSIGNALED(last->status)) snprintf(state, sizeof state, "%s", strsignal(WTERMSIG(last->status)));
  else if (WEXITSTATUS(last->status) != 0)
    snprintf(state, sizeof state, "Done(%d)", WEXITSTATUS(last->status));
  else strcpy(state, "Done");
  char mark = job == jobs ? '+' : jobs != 0 && job == jobs->next ? '-' : ' ';
  printf("[%d] %c ", job->number, mark);
  if (shows_group) printf("%d ", (int)job->group);
  printf("%-26s %s\n", state, job->text == 0 ? "" : job->text);
}

// Who stops a command of a loop at the terminal means the loop, which would go on with the next one.
static void leave_loops(void) {
  if (!options[OPTION_INTERACTIVE] || loop_depth == 0) return;
  control = CONTROL_BREAK;
  control_count = loop_depth;
}

// Waits until the job is done or stopped. The terminal is the shell's again then.
int job_wait(struct job *job) {
  while (!is_done(job) && !is_stopped(job))
    if (!wait_for_any(0) && errno != EINTR) break;
  if (job->is_own_group) {
    give_terminal(shell_group);
    if (is_stopped(job) && terminal >= 0) tcsetattr(terminal, TCSADRAIN, &shell_settings);
  }
  int status = job_status(job);
  if (is_stopped(job)) {
    fputc('\n', stderr);
    fflush(stdout);
    print_job(job, false);
    fflush(stdout);
    leave_loops();
    return status;
  }
  report_death(job);
  remove_job(job);
  // Ctrl-C means all that was being done, not only this job, to which the terminal has sent it.
  if (status == 128 + SIGINT && !is_subshell && pending_trap() == 0) raise(SIGINT);
  if (take_interrupt()) abandon();
  return status;
}

void jobs_notify(void) {
  while (wait_for_any(WNOHANG)) continue;
  for (struct job *job = jobs, *next; job != 0; job = next) {
    next = job->next;
    if (!is_done(job)) continue;
    print_job(job, false);
    remove_job(job);
  }
  fflush(stdout);
}

bool jobs_any_stopped(void) {
  for (struct job *job = jobs; job != 0; job = job->next)
    if (is_stopped(job)) return true;
  return false;
}

// `set -m`: the terminal must be ours before it can be given away.
void jobs_start_monitor(void) {
  terminal = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
  if (terminal < 0 || tcgetattr(terminal, &shell_settings) < 0) {
    if (terminal >= 0) close(terminal);
    terminal = -1;
    return;
  }
  for (pid_t group; (group = tcgetpgrp(terminal)) >= 0 && group != getpgrp();) kill(0, SIGTTIN);
  static const int ours[] = {SIGTSTP, SIGTTOU, SIGTTIN};
  for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) signal(ours[i], SIG_IGN);
  shell_group = getpid();
  setpgid(0, shell_group);
  give_terminal(shell_group);
}

void jobs_end_monitor(void) {
  signal(SIGTSTP, SIG_DFL);
  signal(SIGTTOU, SIG_DFL);
  signal(SIGTTIN, SIG_DFL);
  if (terminal >= 0) close(terminal);
  terminal = -1;
}

// Builtins.

// %1 %% %+ %- %name, or the number of a process. Null if there is none.
static struct job *find_job(const char *text) {
  if (*text != '%') {
    pid_t pid = (pid_t)strtol(text, 0, 10);
    for (struct job *job = jobs; job != 0; job = job->next)
      for (int i = 0; i < job->process_count; i++)
        if (job->processes[i].pid == pid) return job;
    return 0;
  }
  text++;
  if (*text == 0 || strcmp(text, "%") == 0 || strcmp(text, "+") == 0) return jobs;
  if (strcmp(text, "-") == 0) return jobs == 0 ? 0 : jobs->next;
  char *end;
  long number = strtol(text, &end, 10);
  for (struct job *job = jobs; job != 0; job = job->next)
    if (*end == 0 ? job->number == number : job->text != 0 && strncmp(job->text, text, strlen(text)) == 0)
      return job;
  return 0;
}

// Shows a job, as `jobs` with -l or -p does it.
static void show_job(struct job *job, char how) {
  if (how == 'p') printf("%d\n", (int)job->group);
  else print_job(job, how == 'l');
  if (is_done(job)) remove_job(job);
}

static void show_all_jobs(char how) {
  int most = 0;
  for (struct job *job = jobs; job != 0; job = job->next) most = job->number > most ? job->number : most;
  for (int number = 1; number <= most; number++)
    for (struct job *job = jobs, *next; job != 0; job = next) {
      next = job->next;
      if (job->number == number) show_job(job, how);
    }
}

int jobs_command(int argc, char **argv) {
  int i = 1, status = 0;
  char how = 0;
  for (; i < argc && argv[i][0] == '-' && argv[i][1] != 0; i++) {
    how = argv[i][1];
    if ((how != 'l' && how != 'p') || argv[i][2] != 0)
      return complain("jobs: Illegal option %s", argv[i]), 2;
  }
  while (wait_for_any(WNOHANG)) continue;
  if (i == argc) show_all_jobs(how);
  for (; i < argc; i++) {
    struct job *job = find_job(argv[i]);
    if (job != 0) show_job(job, how);
    else status = 2, complain("jobs: No such job: %s", argv[i]);
  }
  return status;
}

static void resume(struct job *job) {
  for (int i = 0; i < job->process_count; i++) job->processes[i].is_stopped = false;
  move_forward(job);
  kill(-job->group, SIGCONT);
}

static int bring_forward(struct job *job) {
  printf("%s\n", job->text);
  fflush(stdout);
  give_terminal(job->group);
  resume(job);
  return job_wait(job);
}

static int let_go_on(struct job *job) {
  printf("[%d] %s\n", job->number, job->text);
  resume(job);
  return 0;
}

int fg_command(int argc, char **argv) {
  int (*act)(struct job *) = strcmp(argv[0], "bg") == 0 ? let_go_on : bring_forward;
  if (!options[OPTION_MONITOR]) return complain("%s: No job control", argv[0]), 2;
  int status = 0;
  for (int i = 1; i == 1 || i < argc; i++) {
    struct job *job = i < argc ? find_job(argv[i]) : jobs;
    if (job == 0 && i >= argc) return complain("%s: No current job", argv[0]), 2;
    if (job == 0) return complain("%s: No such job: %s", argv[0], argv[i]), 2;
    status = act(job);
  }
  return status;
}

// Waits for one job, or, with null, for all of them. A signal with a trap ends the wait.
static int wait_for_job(struct job *job) {
  for (;;) {
    bool all_done = true;
    for (struct job *other = jobs; other != 0 && job == 0; other = other->next)
      all_done &= is_done(other) || is_stopped(other) || other->is_parents;
    if (job != 0 ? is_done(job) || is_stopped(job) : all_done) break;
    int signal = pending_trap();
    if (signal != 0) return 128 + signal;
    if (take_interrupt()) return 128 + SIGINT;
    if (!wait_for_any(0) && errno != EINTR) break;
  }
  if (job == 0) {
    if (!options[OPTION_INTERACTIVE]) jobs_forget();
    return 0;
  }
  int status = job_status(job);
  if (is_done(job)) remove_job(job);
  return status;
}

int wait_command(int argc, char **argv) {
  if (argc == 1) return wait_for_job(0);
  int status = 0;
  for (int i = 1; i < argc; i++) {
    struct job *job = find_job(argv[i]);
    status = job == 0 || job->is_parents ? 127 : wait_for_job(job);
  }
  return status;
}

static int list_signals(int argc, char **argv) {
  for (int i = 2; i < argc; i++) {
    char *end;
    long status = strtol(argv[i], &end, 10);  // of a command that a signal ended, or a signal
    int number = *end == 0 && status > 128 ? (int)(status - 128) : signal_number(argv[i]);
    if (number < 0 || number >= SIGNALS)
      return complain("kill: invalid signal number or name: %s", argv[i]), 2;
    if (*end == 0) puts(signal_name(number));
    else printf("%d\n", number);
  }
  for (int i = 1; argc == 2 && i < 32; i++) puts(signal_name(i));
  return 0;
}

static int kill_one(const char *target, int signal) {
  struct job *job = *target == '%' ? find_job(target) : 0;
  if (*target == '%' && job == 0) return complain("kill: No such job: %s", target), 1;
  char *end;
  pid_t pid = job == 0 ? (pid_t)strtol(target, &end, 10) : job->is_own_group ? -job->group : job->group;
  if (job == 0 && (end == target || *end != 0)) return complain("kill: Illegal number: %s", target), 2;
  if (kill(pid, signal) == 0) {
    if (job != 0 && is_stopped(job) && signal != SIGSTOP) {
      kill(pid, SIGCONT);
      for (int i = 0; i < job->process_count; i++) job->processes[i].is_stopped = false;
    }
    return 0;
  }
  return complain("kill: %s", strerror(errno)), 1;
}

int kill_command(int argc, char **argv) {
  int signal = SIGTERM, i = 1, status = 0;
  if (argc > 1 && strcmp(argv[1], "-l") == 0) return list_signals(argc, argv);
  if (argc > 2 && strcmp(argv[1], "-s") == 0) {
    signal = signal_number(argv[2]);
    i = 3;
  } else if (argc > 1 && argv[1][0] == '-' && strcmp(argv[1], "--") != 0) {
    signal = signal_number(argv[1] + 1);
    i = 2;
  }
  if (i < argc && strcmp(argv[i], "--") == 0) i++;
  if (signal < 0) return complain("kill: invalid signal number or name: %s", argv[i - 1]), 2;
  if (i == argc) return complain("kill: Usage: kill [-s SIGNAL | -SIGNAL] PROCESS..., or kill -l"), 2;
  for (; i < argc; i++) {
    int result = kill_one(argv[i], signal);
    if (result != 0) status = result;
  }
  return status;
}
