// top: what the processes and the harts do, on a live screen. What its files share.
#ifndef TOP_H
#define TOP_H

#define TOOL "top"
#include "../tool.h"

#include "../proc.h"

enum { MOST_HARTS = 64 };

// What a hart did since the time before, in ticks.
struct hart {
  unsigned long user, nice, system, idle, waiting, interrupts, soft, stolen;
};

struct memory {
  unsigned long total, unused, available, cache, swap, swap_unused;  // KiB
};

// What was measured last.
extern struct hart harts[MOST_HARTS + 1];  // the first is all of them
extern int hart_count;                     // with the first
extern struct process *processes;
extern size_t process_count;
extern struct memory memory;
void measure(void);

// What is shown, and how.
extern bool is_batch, shows_each_hart, shows_commands, shows_threads, hides_idle, is_reversed;
extern char order;  // P by share of a hart, M by memory, T by time, N by number
extern long delay;  // milliseconds
extern const char *wanted_pids;
extern int wanted_user;  // -1: all
extern size_t first_row;
extern const char *message;  // one line for this time
void draw(void);
void draw_help(void);
bool is_shown(const struct process *process);

// The screen: lines are cut at its right border, and those below its end are not written.
extern int columns, rows;
void begin_screen(void);
void put(const char *format, ...) __attribute__((format(printf, 1, 2)));
void put_color(const char *code);
void end_line(void);
void end_screen(void);
int lines_left(void);

// The terminal and its keys.
bool enter_screen(void);
void leave_screen(void);
void leave(int signal);
bool wait_for_key(bool *measures);
long read_delay(const char *text);

#endif
