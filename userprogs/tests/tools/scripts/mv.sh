echo one > f; mv f g; cat g; ls
mkdir d; mv g d; ls . d; mv d/g .; ls
echo two > h; mv g h; cat h
mv missing x; echo $?
mkdir e; mv e d; ls d; mv d/e/ .; ls
echo a > a; echo b > b; mv a b d; ls d
mv d/a d/b nodir; echo $?
mv -n h d/a; cat d/a; ls
mv -v h i; mv -T d dd; ls
mv dd dd/x; echo $?
mv i i; echo $?
mv; mv i; echo $?
mkdir q; mv i q/; cat q/i; mv -t dd q; ls dd
