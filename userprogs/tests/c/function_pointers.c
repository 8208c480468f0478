// Function pointers: in tables, as arguments and results, in structures that act as objects.
#include <stdio.h>
#include <string.h>

typedef int operation(int, int);

static int add(int a, int b) { return a + b; }
static int subtract(int a, int b) { return a - b; }
static int multiply(int a, int b) { return a * b; }
static int divide(int a, int b) { return b == 0 ? 0 : a / b; }

static const struct {
  const char *name;
  operation *function;
} table[] = {{"add", add}, {"sub", subtract}, {"mul", multiply}, {"div", divide}};

static operation *find(const char *name) {
  for (unsigned i = 0; i < 4; i++)
    if (strcmp(table[i].name, name) == 0) return table[i].function;
  return 0;
}

static int fold(const int *numbers, int count, int start, operation *step) {
  for (int i = 0; i < count; i++) start = step(start, numbers[i]);
  return start;
}

// An object: its first member leads to its methods.
struct shape;
struct methods {
  const char *name;
  int (*area)(const struct shape *);
  void (*scale)(struct shape *, int);
};
struct shape {
  const struct methods *methods;
  int width, height;
};

static int rectangle_area(const struct shape *s) { return s->width * s->height; }
static int triangle_area(const struct shape *s) { return s->width * s->height / 2; }
static void scale_both(struct shape *s, int by) { s->width *= by, s->height *= by; }
static void scale_width(struct shape *s, int by) { s->width *= by; }

static const struct methods rectangle = {"rectangle", rectangle_area, scale_both};
static const struct methods triangle = {"triangle", triangle_area, scale_width};

// A function that returns a pointer to a function.
static operation *(*choose(int which))(const char *) { return which ? find : 0; }

int main(void) {
  for (unsigned i = 0; i < 4; i++) printf("%s %d\n", table[i].name, table[i].function(84, 4));
  static const int numbers[] = {3, 1, 4, 1, 5, 9, 2, 6};
  printf("%d %d %d\n", fold(numbers, 8, 0, add), fold(numbers, 8, 100, find("sub")), fold(numbers, 8, 1, multiply));
  printf("%s\n", find("mod") == 0 ? "no mod" : "mod");
  struct shape shapes[] = {{&rectangle, 3, 4}, {&triangle, 6, 5}};
  for (int round = 0; round < 3; round++)
    for (int i = 0; i < 2; i++) {
      printf("%s %d\n", shapes[i].methods->name, shapes[i].methods->area(&shapes[i]));
      shapes[i].methods->scale(&shapes[i], round + 2);
    }
  printf("%d\n", choose(1)("mul")(6, 7));
  return 0;
}
