m=$(ipcmk -M 8192); q=$(ipcmk -Q); s=$(ipcmk -S 3 -p 600); p=$(ipcmk -M 1 -p 640)
for made in "$m" "$q" "$s"; do echo "${made%% id:*}"; done
m=${m##*: } q=${q##*: } s=${s##*: } p=${p##*: }
mine() {
  awk -v id="$1" '$1 == id { $1 = "NUMBER"; print } $1 ~ /^0x/ && $2 == id { $1 = "KEY"; $2 = "NUMBER"; print }' |
    sed 's/[A-Z][a-z][a-z] [0-9][0-9]* [0-9:]*/TIME/g; s/[A-Z][a-z][a-z] TIME 20[0-9][0-9]/TIME/g'
}
ipcs -m | mine $m; ipcs -m | mine $p; ipcs -q | mine $q; ipcs -s | mine $s
ipcs -m -c | mine $m; ipcs -q -c | mine $q; ipcs -s -c | mine $s
ipcs -m -t | mine $m; ipcs -q -t | mine $q; ipcs -s -t | mine $s
ipcs -q -p | mine $q; ipcs -m -p | mine $m | wc -w
ipcs | grep -e ------ -e key; ipcs -t | grep -e ------ -e id; ipcs -c | grep -e ------ -e id; ipcs -p | grep -e ------ -e id
ipcs -u | sed 's/[0-9][0-9]*/N/'
ipcrm -m $m -q $q -s $s; echo $?
ipcs -m | mine $m; ipcs -q | mine $q; ipcs -s | mine $s
ipcrm -m $m; echo $?; ipcrm -q x; echo $?; ipcrm -S 0; echo $?
k=$(ipcs -m | awk -v id=$p '$2 == id { print $1 }'); ipcrm -v -M $k | sed 's/[0-9][0-9]*/N/'; ipcrm -M $k; echo $?
ipcmk -M x; echo $?; ipcmk -S 100000; echo $?
