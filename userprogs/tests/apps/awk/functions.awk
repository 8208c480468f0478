# The program's own functions: recursion, arrays by reference, local variables.
function factorial(n) { return n <= 1 ? 1 : n * factorial(n - 1) }
function fibonacci(n) { if (n in memo) return memo[n]; return memo[n] = n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2) }
function fill(array, n,  i) { for (i = 1; i <= n; i++) array[i] = i * i; return n }
function sum(array,  key, total) { for (key in array) total += array[key]; return total }
function none() { }
function change(x) { x = "changed"; return x }
function swap(list, i, j,  kept) { kept = list[i]; list[i] = list[j]; list[j] = kept }
function quicksort(list, left, right,   i, last) {
  if (left >= right) return
  swap(list, left, int((left + right) / 2)); last = left
  for (i = left + 1; i <= right; i++) if (list[i] < list[left]) swap(list, ++last, i)
  swap(list, left, last); quicksort(list, left, last - 1); quicksort(list, last + 1, right)
}
function hanoi(n, from, to, spare) { if (n == 0) return 0; return hanoi(n - 1, from, spare, to) + 1 + hanoi(n - 1, spare, to, from) }
function first_word() { return $1 }
function deeper(a) { deepest(a) }
function deepest(a) { a["deep"] = 1 }
BEGIN {
  print factorial(10), fibonacci(40), fill(squares, 10), sum(squares), "[" none() "]"
  i = "outer"; fill(squares, 3); print i; v = "kept"; change(v); print v, change(v)
  n = split("5 3 9 1 7 2 8", list, " "); quicksort(list, 1, n); for (i = 1; i <= n; i++) printf "%s ", list[i]; print ""
  print hanoi(8, "a", "b", "c"); $0 = "the record"; print first_word(); deeper(box); print ("deep" in box)
  print gcd(1071, 462)
}
function gcd(a, b) {
  while (b) { t = b; b = a % b; a = t }
  return a
}
