f() { echo "f: $1 $2 $#"; }
f a b
g () (echo sub; exit 3)
g; echo $?
h()
{
  return 7
}
h; echo $?
