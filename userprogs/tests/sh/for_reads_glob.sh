: > 1.t; : > 2.t
for f in *.t *.u; do echo $f; done
