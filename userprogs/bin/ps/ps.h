// ps: lists processes. What its files share.
#ifndef PS_H
#define PS_H

#define TOOL "ps"
#include "../tool.h"

#include "../proc.h"

struct column {
  const char *name, *title;
  int width;  // negative: to the left
  void (*write)(const struct process *process, char *text, size_t size);
  long (*value)(const struct process *process);
};

// The width of columns for numbers of processes, which depends on how great these may become.
enum { PID_WIDTH = 1000 };

// A column by its name; ends the tool if there is none.
const struct column *find_column(const char *name, size_t length);
bool is_column(const char *name);

// Orders the list so that children stand behind their parents, and notes how deep each is.
void make_forest(struct process *list, size_t count);

#endif
