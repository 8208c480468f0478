# Everything that people do at a prompt, round after round; after each the machine has to be as it was.
#
# Usage: sh rounds.sh COUNT SECONDS     SECONDS is how long a round sleeps.
count=$1 seconds=$2
round=0
set -m

work() {
  mkdir -p /tmp/r/a/b && cd /tmp/r || exit 1
  seq 2000 | awk '{ print $1 % 97, $1 }' > numbers
  sort -n numbers | uniq -c | sort -rn | head -3 > sorted
  grep -c 7 numbers; wc -l < sorted; cut -d' ' -f1 numbers | tr 0-9 a-j | tail -1
  sed 's/1/one/g' numbers | md5sum | cut -c1-8
  cp numbers a/b/copy; ln -s copy a/b/link; mv a/b/copy a/moved; ln a/moved a/again; cmp a/moved a/again && echo same
  find . -type f | sort | xargs wc -c | tail -1
  ls -lR . > listing; diff numbers a/moved && echo no difference
  tee one two < sorted > /dev/null; cat one two | wc -l; rm one two
  printf '%s\n' '(define (f n) (if (< n 2) n (+ (f (- n 1)) (f (- n 2)))))' '(display (f 12))' '(newline)' > f.lisp
  lisp f.lisp
  hexdump -C sorted | head -1; od -c sorted | head -1; dd if=/dev/zero of=zeros bs=4096 count=50 2> /dev/null
  stat -c %s zeros; truncate -s 10 zeros; du -a . | wc -l
  cd / && rm -rf /tmp/r
}

processes() {
  yes | head -1000 | wc -l
  sleep 1000 & sleep 1000 & (sleep 1000 & sleep 0.01)
  jobs | wc -l; ps -ef | grep -c 'sleep 1000'; pidof sleep | wc -w
  kill %1; kill -STOP %2; kill -CONT %2; kill -KILL %2
  pkill sleep; wait
  timeout 0.1 yes > /dev/null; echo "timeout $?"
  nice -n 5 sh -c 'i=0; while [ $i -lt 200 ]; do i=$((i + 1)); done; echo $i'
  taskset 2 true; sh -c 'kill -SEGV $$' 2> /dev/null; echo "killed $?"
  for i in 1 2 3 4 5 6 7 8; do (seq 300 | sort -r | md5sum > /tmp/part$i) & done; wait
  cat /tmp/part? | uniq -c | wc -l; rm /tmp/part?
  mkfifo /tmp/fifo; cat /tmp/fifo & echo through > /tmp/fifo; wait; rm /tmp/fifo
}

system() {
  free | wc -l; vmstat | wc -l; uptime | wc -l; top -b -n 1 | head -1 | wc -l; df | wc -l; lsof | wc -l > /dev/null
  cat /proc/self/maps /proc/*/stat /proc/meminfo /proc/stat /proc/vmstat /proc/mounts > /dev/null; dmesg | tail -1 | wc -l
  pmap $$ | tail -1 | wc -l; malloc-draw $$ > /dev/null; pstree | wc -l > /dev/null
  mkdir /tmp/m && mount -t tmpfs none /tmp/m && echo in > /tmp/m/file && cat /tmp/m/file && umount /tmp/m && rmdir /tmp/m
  kv -d /tmp/store put key value && kv -d /tmp/store get key; rm -rf /tmp/store
}

while [ $round -lt $count ]; do
  round=$((round + 1))
  work
  processes
  system
  sleep $seconds
  echo "round $round"
done
