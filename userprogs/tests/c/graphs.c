// Graphs: Dijkstra, breadth-first search, depth-first order, connected components, Floyd-Warshall, spanning
// tree.
#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { N = 20, FAR = INT_MAX / 2 };
static int weight[N][N];

static void make(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) weight[i][j] = i == j ? 0 : FAR;
  unsigned seed = 99;
  for (int e = 0; e < 34; e++) {
    seed = seed * 1103515245 + 12345;
    int a = (int)(seed >> 16) % 18, b = (int)(seed >> 8) % 18, w = 1 + (int)(seed >> 24) % 30;
    if (a != b) weight[a][b] = weight[b][a] = w;
  }
  weight[18][19] = weight[19][18] = 5;
}

static void dijkstra(int start) {
  int distance[N], from[N], done[N] = {0};
  for (int i = 0; i < N; i++) distance[i] = FAR, from[i] = -1;
  distance[start] = 0;
  for (int round = 0; round < N; round++) {
    int next = -1;
    for (int i = 0; i < N; i++)
      if (!done[i] && (next < 0 || distance[i] < distance[next])) next = i;
    done[next] = 1;
    for (int i = 0; i < N; i++)
      if (weight[next][i] < FAR && distance[next] < FAR && distance[next] + weight[next][i] < distance[i]) {
        distance[i] = distance[next] + weight[next][i];
        from[i] = next;
      }
  }
  for (int i = 0; i < N; i++) {
    printf("%d: ", i);
    if (distance[i] >= FAR) printf("unreachable\n");
    else {
      printf("%d via", distance[i]);
      for (int v = i; v >= 0; v = from[v]) printf(" %d", v);
      printf("\n");
    }
  }
}

static void breadth_first(int start) {
  int queue[N], first = 0, last = 0, level[N];
  memset(level, -1, sizeof level);
  queue[last++] = start;
  level[start] = 0;
  while (first < last) {
    int v = queue[first++];
    printf("%d/%d ", v, level[v]);
    for (int i = 0; i < N; i++)
      if (weight[v][i] < FAR && level[i] < 0) {
        level[i] = level[v] + 1;
        queue[last++] = i;
      }
  }
  printf("\n");
}

static void visit(int v, int *seen) {
  seen[v] = 1;
  printf("%d ", v);
  for (int i = 0; i < N; i++)
    if (weight[v][i] < FAR && !seen[i]) visit(i, seen);
}

static int find(int *parents, int v) { return parents[v] == v ? v : (parents[v] = find(parents, parents[v])); }

static void spanning_tree(void) {
  int parents[N], total = 0, trees = N;
  for (int i = 0; i < N; i++) parents[i] = i;
  for (int w = 1; w <= 30; w++)
    for (int a = 0; a < N; a++)
      for (int b = 0; b < a; b++)
        if (weight[a][b] == w && find(parents, a) != find(parents, b)) {
          parents[find(parents, a)] = find(parents, b);
          total += w;
          trees--;
        }
  printf("spanning weight %d, %d components\n", total, trees);
}

int main(void) {
  int seen[N] = {0}, all[N][N], sum = 0;
  make();
  dijkstra(0);
  breadth_first(0);
  for (int i = 0; i < N; i++)
    if (!seen[i]) visit(i, seen);
  printf("\n");
  spanning_tree();
  memcpy(all, weight, sizeof all);
  for (int k = 0; k < N; k++)
    for (int i = 0; i < N; i++)
      for (int j = 0; j < N; j++)
        if (all[i][k] + all[k][j] < all[i][j]) all[i][j] = all[i][k] + all[k][j];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) sum += all[i][j] < FAR ? all[i][j] : 0;
  printf("all distances %d\n", sum);
  return 0;
}
