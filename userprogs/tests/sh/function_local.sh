x=global
f() { local x=local y; y=inner; echo $x $y; g; }
g() { echo "g sees $x"; x=changed; }
f; echo $x "${y-unset}"
