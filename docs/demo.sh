#!/usr/bin/env bash
# What `make demo` shows: programs in three languages on real input, and what running them cost.
set -uo pipefail
cd "$(dirname "$0")/.."
export RING3_USERPROGS=$PWD/userprogs

bold='' plain=''
if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then bold=$'\e[1m' plain=$'\e[0m'; fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# A caption in bold.
say() { printf '\n%s── %s%s\n\n' "$bold" "$*" "$plain"; }
# Shows a command as it would be typed, and runs it.
show() {
  printf '%s$ %s%s\n' "$bold" "$1" "$plain"
  bash -c "$1"
}

say "Assembly: our assembler, our linker, a virtual RISC-V processor"
show 'ring3 run userprogs/examples/hello.s'
printf '\n'
show 'ring3 dis --symbol factorial userprogs/examples/factorial.s | head -12'
printf '\n%s\n' '(address, RISC-V machine word, the bytecode that the processor executes, instruction)'

say "C: compiled with the toolchain's own clang, linked with our library. The host's wc says the same"
show 'ring3 run wc < README.md'
show 'wc < README.md'
printf '\n'
show "grep -o '[a-z]*' README.md | ring3 run sort | uniq -c | ring3 run sort -rn | head -5"

say "Embedded Swift: drawing what it is asked to"
show 'head -4 userprogs/tests/examples/shapes.swift.in | ring3 run userprogs/examples/shapes.swift'

say "What it cost: every counter was counted where it happens"
show 'ring3 stat wc README.md'

say "The same on a machine whose caches fit on a blackboard"
show 'ring3 stat --machine teaching wc README.md 2>&1 | grep -E "instructions|cycles$|L1D|faults"'

say "Two processes and a pipe: every system call, and every switch, with its cause"
cat > "$scratch/pair.c" <<'C'
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void) {
  int ends[2];
  char text[8];
  pipe(ends);
  if (fork() == 0) {
    ssize_t count = read(ends[0], text, sizeof text);
    printf("the child reads '%.*s'\n", (int)count, text);
    return 0;
  }
  sleep(1);
  write(ends[1], "hello", 5);
  wait(NULL);
}
C
show "ring3 trace -f --switches $scratch/pair.c"

say "Five jobs for one processor, by two schedulers"
jobs=userprogs/tests/sched/jobs.c
show "ring3 stat --fast --sched --scheduler fcfs $jobs A:0:3 B:2:6 C:4:4 D:6:5 E:8:2 2>&1 | sed -n '/Gantt/,$ p'"
show "ring3 stat --fast --sched --scheduler rr:quantum=1005us $jobs A:0:3 B:2:6 C:4:4 D:6:5 E:8:2 2>&1 | sed -n '/Gantt/,$ p'"

say "A mistake, explained"
cat > "$scratch/list.c" <<'C'
#include <stdlib.h>

struct list { int value; struct list *next; };

static int last(struct list *list) {
  while (list->next->value != 0) list = list->next;
  return list->value;
}

int main(void) {
  struct list *first = calloc(1, sizeof *first);
  return last(first);
}
C
show "ring3 run $scratch/list.c 2>&1 | head -5"

say "A program that never ends, ended"
printf '  .globl _start\n_start:\n  j _start\n' > "$scratch/loop.s"
show "ring3 run --limit-instructions 100M $scratch/loop.s"

say "That was Ring3. Next: write a hello.s of your own (README.md), then read docs/README.md"
