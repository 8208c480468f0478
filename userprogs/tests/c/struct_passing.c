// Structures of all sizes by value, as arguments and results: the calling convention's corners.
#include <stdio.h>

struct one { char a; };
struct three { char a, b, c; };
struct eight { int a, b; };
struct twelve { int a, b, c; };
struct sixteen { long a, b; };
struct mixed { char a; long b; };
struct large { long a[5]; };
struct nested { struct three t; struct eight e; short s; };
union either { long number; char text[8]; };

static struct one make_one(char a) { return (struct one){a}; }
static struct three turn(struct three t) { return (struct three){t.c, t.a, t.b}; }
static struct eight add8(struct eight x, struct eight y) { return (struct eight){x.a + y.a, x.b + y.b}; }
static struct twelve add12(struct twelve x, int k) { return (struct twelve){x.a + k, x.b + k, x.c + k}; }
static struct sixteen swap(struct sixteen x) { return (struct sixteen){x.b, x.a}; }
static struct mixed next(struct mixed m) { return (struct mixed){(char)(m.a + 1), m.b * 2}; }
static struct large shift(struct large l, long by) {
  for (int i = 0; i < 5; i++) l.a[i] += by * i;
  return l;
}
static long many(char a, struct sixteen b, int c, struct three d, long e, struct large f, struct eight g, short h,
                 struct mixed i) {
  return a + b.a * 2 + b.b * 3 + c * 4 + d.a * 5 + d.c * 6 + e * 7 + f.a[4] * 8 + g.b * 9 + h * 10 + i.b * 11;
}
static struct nested build(int base) {
  return (struct nested){{(char)base, 2, 3}, {base * 10, base * 20}, (short)(base * 100)};
}
static union either as_text(union either e) {
  e.text[0]++;
  return e;
}

int main(void) {
  struct three t = turn(turn((struct three){'x', 'y', 'z'}));
  printf("%c %c%c%c\n", make_one('q').a, t.a, t.b, t.c);
  struct eight e = add8((struct eight){1, -2}, (struct eight){30, 40});
  struct twelve w = add12((struct twelve){1, 2, 3}, 100);
  struct sixteen s = swap((struct sixteen){-5, 1l << 40});
  struct mixed m = next((struct mixed){'a', -21});
  struct large l = {{10, 20, 30, 40, 50}}, moved = shift(l, 7);
  printf("%d %d / %d %d %d / %ld %ld / %c %ld\n", e.a, e.b, w.a, w.b, w.c, s.a, s.b, m.a, m.b);
  printf("%ld %ld %ld\n", l.a[4], moved.a[1], moved.a[4]);
  printf("%ld\n", many('A', s, 3, t, -9, moved, e, -300, m));
  struct nested n = build(6);
  printf("%d %d %d %d %zu\n", n.t.a, n.e.a, n.e.b, n.s, sizeof n);
  union either u = as_text((union either){.number = 0x4142434445464748});
  printf("%lx\n", u.number);
  struct large (*function)(struct large, long) = shift;
  printf("%ld\n", function(moved, -7).a[4]);
  return 0;
}
