// Going through the lines of files, for the many tools that do.
#ifndef LINES_H
#define LINES_H

// Calls `visit` with each line of each file, without its newline; standard input where there is no file.
// False if one could not be read.
UNUSED static bool each_line(
  char **files, void (*visit)(char *line, size_t length, bool has_end), void (*begin)(void)) {
  static char *input[] = {"-", 0};
  char *line = 0;
  size_t room = 0;
  bool done = true;
  for (char **name = *files == 0 ? input : files; *name != 0; name++) {
    FILE *file = open_input(*name);
    done &= file != 0;
    if (file != 0 && begin != 0) begin();
    for (ssize_t size; file != 0 && (size = getline(&line, &room, file)) > 0;) {
      bool has_end = line[size - 1] == '\n';
      if (has_end) line[size - 1] = 0;
      visit(line, (size_t)size - has_end, has_end);
    }
    if (file != 0 && ferror(file)) complain(*name), done = false;
    close_input(file);
  }
  free(line);
  return done;
}

#endif
