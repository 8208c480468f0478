f() { echo one; }
f; f() { echo two; }; f
f() { f() { echo inner; }; echo outer; }
f; f
