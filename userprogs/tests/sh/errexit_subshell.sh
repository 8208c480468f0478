set -e
(false; echo no) || echo caught
x=$(false) || echo sub
f() { false; echo in-f; }
f || echo no
echo after
(exit 3)
echo unreachable
