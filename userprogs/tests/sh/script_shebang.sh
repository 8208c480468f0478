cat > s <<'E'
#!/bin/sh
echo script $1
exit 4
E
chmod +x s; ./s arg; echo $?
cat > t <<'E'
echo without shebang $1
E
chmod +x t; ./t x
