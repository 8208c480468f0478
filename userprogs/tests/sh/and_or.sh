true && echo a; false && echo b; false || echo c; true || echo d
true && false || echo e; false || true && echo f; true || echo g && echo h
false; echo $?; false || false; echo $?
