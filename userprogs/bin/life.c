// life: Conway's game of life, drawn in text.
#define _GNU_SOURCE
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char help[] =
  "Usage: life [OPTION]... [PATTERN]\n"
  "Play Conway's game of life and draw each generation. The field's borders touch: what leaves it on the right\n"
  "comes back on the left. PATTERN is glider (the default), blinker, acorn, r-pentomino, gun or random.\n"
  "\n"
  "  -g, --generations=N  how many generations, 20 if not said\n"
  "  -h, --height=N       rows, 16 if not said\n"
  "  -q, --quiet          draw only the last generation\n"
  "  -s, --seed=N         which of the random patterns\n"
  "  -w, --width=N        columns, 40 if not said\n"
  "      --help           show this help\n"
  "\n"
  "On a terminal each generation takes the place of the one before.\n"
  "Example: life --generations=100 gun\n";

struct pattern {
  const char *name;
  const char *const *rows;
};

static const struct pattern patterns[] = {
  {"glider", (const char *const[]){".#", "..#", "###", 0}},
  {"blinker", (const char *const[]){"###", 0}},
  {"acorn", (const char *const[]){".#", "...#", "##..###", 0}},
  {"r-pentomino", (const char *const[]){".##", "##", ".#", 0}},
  {"gun", (const char *const[]){
    "........................#", "......................#.#", "............##......##............##",
    "...........#...#....##............##", "##........#.....#...##", "##........#...#.##....#.#",
    "..........#.....#.......#", "...........#...#", "............##", 0}},
};

static long width = 40, height = 16, generations = 20;
static uint64_t seed = 1;
static bool is_quiet;
static unsigned char *cells, *next;

static void place(const char *const *rows) {
  for (long y = 0; rows[y] != 0; y++)
    for (long x = 0; rows[y][x] != 0; x++)
      if (rows[y][x] == '#') cells[(y + 1) % height * width + (x + 1) % width] = 1;
}

static void place_random(void) {
  for (long i = 0; i < width * height; i++) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    cells[i] = seed >> 62 == 0;
  }
}

static bool place_named(const char *name) {
  if (strcmp(name, "random") == 0) {
    place_random();
    return true;
  }
  for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++)
    if (strcmp(patterns[i].name, name) == 0) {
      place(patterns[i].rows);
      return true;
    }
  return false;
}

// A cell lives on with two or three neighbours, and is born with three.
static void step(void) {
  for (long y = 0; y < height; y++) {
    const unsigned char *above = cells + (y + height - 1) % height * width, *row = cells + y * width;
    const unsigned char *below = cells + (y + 1) % height * width;
    for (long x = 0; x < width; x++) {
      long left = (x + width - 1) % width, right = (x + 1) % width;
      int neighbours = above[left] + above[x] + above[right] + row[left] + row[right];
      neighbours += below[left] + below[x] + below[right];
      next[y * width + x] = neighbours == 3 || (neighbours == 2 && row[x]);
    }
  }
  unsigned char *last = cells;
  cells = next;
  next = last;
}

static void draw(long generation, bool in_place) {
  long alive = 0;
  for (long i = 0; i < width * height; i++) alive += cells[i];
  if (in_place) fputs("\033[H\033[2J", stdout);
  printf("generation %ld, %ld alive\n", generation, alive);
  for (long y = 0; y < height; y++) {
    for (long x = 0; x < width; x++) putchar(cells[y * width + x] ? '#' : '.');
    putchar('\n');
  }
}

static long read_number(const char *text, long most) {
  char *end;
  errno = 0;
  long number = strtol(text, &end, 10);
  if (*end == 0 && end != text && errno == 0 && number >= 0 && number <= most) return number;
  fprintf(stderr, "life: not a number from 0 to %ld: %s\n", most, text);
  exit(1);
}

static void read_options(int argc, char **argv) {
  static const struct option names[] = {
    {"generations", required_argument, 0, 'g'},
    {"height", required_argument, 0, 'h'},
    {"quiet", no_argument, 0, 'q'},
    {"seed", required_argument, 0, 's'},
    {"width", required_argument, 0, 'w'},
    {"help", no_argument, 0, 'H'},
    {0, 0, 0, 0},
  };
  for (int option; (option = getopt_long(argc, argv, "g:h:qs:w:", names, 0)) != -1;) switch (option) {
    case 'g': generations = read_number(optarg, 1000000000); break;
    case 'h': height = read_number(optarg, 1000); break;
    case 'q': is_quiet = true; break;
    case 's': seed = (uint64_t)read_number(optarg, 1000000000); break;
    case 'w': width = read_number(optarg, 1000); break;
    case 'H': fputs(help, stdout); exit(0);
    default: fputs("Try 'life --help' for more information.\n", stderr); exit(1);
  }
  if (width > 0 && height > 0) return;
  fputs("life: the field must have at least one row and one column\n", stderr);
  exit(1);
}

int main(int argc, char **argv) {
  read_options(argc, argv);
  cells = calloc((size_t)(width * height), 1);
  next = calloc((size_t)(width * height), 1);
  if (cells == 0 || next == 0) {
    perror("life");
    return 1;
  }
  const char *name = optind < argc ? argv[optind] : "glider";
  if (!place_named(name)) {
    fprintf(stderr, "life: no pattern is called %s; life --help lists them\n", name);
    return 1;
  }
  bool in_place = isatty(STDOUT_FILENO) && !is_quiet;
  for (long generation = 0; generation <= generations; generation++) {
    if (!is_quiet || generation == generations) draw(generation, in_place);
    step();
  }
  if (fflush(stdout) != EOF) return 0;
  perror("life: write error");
  return 1;
}
