n='a file'
echo x > "$n"; cat "$n"
echo y > $n 2>/dev/null; ls
