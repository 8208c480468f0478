echo one > f; echo two > g
cp f h; cat h; cp g h; cat h
mkdir d; cp f g d; ls d; cat d/g
cp f d/new; cat d/new
cp d e; echo $?; ls e
cp -r d e; ls e; cp -r d e; ls e e/d
cp missing x; echo $?
cp f g h; echo $?
cp f f; echo $?
cp; cp f; echo $?
cp -v f v; cp -rv d dv | sort
ln -s f l; cp l lc; [ -L lc ] || echo followed; cp -d l ld; readlink ld; cp -r l lr; readlink lr; cp -a l la; readlink la
mkdir ld2; ln -s ../f ld2/x; cp -r ld2 ld3; readlink ld3/x; cp -rL ld2 ld4; [ -L ld4/x ] || echo followed
chmod 751 f; cp f mode; stat -c %a mode; chmod 640 f; cp f mode; stat -c %a mode; cp -p f kept; stat -c %a kept
touch -d @1000 f; cp -p f times; stat -c %Y times; cp -a d da; [ $(stat -c %Y d) = $(stat -c %Y da) ] && echo same
cp -n g f; cat f; echo new > newer; touch -d @5000 newer; touch -d @4000 old; cp -u old newer; cat newer
cp -t d v; ls d; cp -T d dt; ls dt
cp -r d d/inner; echo $?
cp f /no/such/folder/; echo $?
echo long > ro; chmod 400 ro; cp -f g ro; cat ro
cp f d/; cat d/f
: > empty; cp empty e2; stat -c %s e2
