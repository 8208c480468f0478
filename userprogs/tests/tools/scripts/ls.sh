mkdir d d/sub; echo one > a; echo three > c.txt; : > b; : > .hidden; ln -s a link; ln -s none broken; chmod 755 b; mkfifo p
echo x > d/inner; echo y > d/sub/deep
touch -d '2001-02-03 04:05' a; touch -d '2010-01-01' c.txt; touch -d '2005-06-07' b; touch -h -d '2003-01-01' link broken; touch -d '2004-01-01' d p d/sub d/inner d/sub/deep
ls; ls -a; ls -A; ls -1 d; ls d a; ls -d d .; ls -R; ls -F; ls -p; ls -r; ls -t; ls -S; ls -X; ls -tr
ls -l a b c.txt d link broken p
ls -ld d; ls -ln a; ls -g a; ls -o a; ls -lF; ls -lL link; ls -C; ls -C -F; ls -m 2>/dev/null | head -n 0
ls missing; echo $?; ls a missing; echo $?; ls -l missing; echo $?
head -c 5000 /dev/zero > big; head -c 1500000 /dev/zero > bigger; touch -d 2002-01-01 big bigger; ls -lh big bigger a; ls -s a b; ls -sh big
ls -la d; ls link; ls -l link; mkdir e; ln -s d dl; touch -h -d 2001-01-01 dl; ls dl; ls -l dl; ls -L dl; ls dl/
ls --full-time a; ls -lR d; ls -U e; ls e; ls -l e
ls -l /dev/null | cut -c1-20
cd d; ls ..; ls -i inner | wc -w; COLUMNS=20 ls -C ..
