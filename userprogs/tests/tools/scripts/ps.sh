sleep 100 & one=$!
nice -n 7 sleep 101 & two=$!
(exec sh -c 'sleep 102; true') & three=$!
sleep 0.3
show() { sed "s/\\b$one\\b/ONE/g; s/\\b$two\\b/TWO/g; s/\\b$three\\b/THREE/g; s/\\b$$\\b/SELF/g; s/  *$//" | tr -s ' '; }
ps -o pid,ppid,comm,args -p $one,$two | show
ps -o ni=,s=,nlwp=,comm= -p "$two $one" | show
ps -p $one -o pid= -o args= | show
ps -o pid=NUMBER,comm=PROGRAM -p $two | show
ps --no-headers -o ppid,args --sort=-args $one $two | show
ps -o args= --ppid $$ --sort=args | grep -v ps
ps -o stat,user,uid,cls,rtprio,tty -p $one | show
ps -C nosuchprogram; echo $?
ps -p 99999999; echo $?
ps -o foo >/dev/null; echo $?
ps -o pid,args --forest -p $three --ppid $three | sed 's/^ *[0-9]*//'
ps -L -o nlwp,comm -p $one
ps -o etimes= -p $one | tr -d ' ' | grep -c '^[0-9]$'
pidof -s sleep | wc -w
kill -0 $one; echo $?; kill $one $two; kill $three; wait 2>/dev/null; kill -0 $one 2>/dev/null; echo $?
pkill -f 'sleep 10[2]'; true
