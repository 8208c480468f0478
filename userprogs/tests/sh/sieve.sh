n=30; i=2; while [ $i -le $n ]; do eval p$i=1; i=$((i+1)); done
i=2; while [ $((i*i)) -le $n ]; do eval v=\$p$i; if [ $v = 1 ]; then j=$((i*i)); while [ $j -le $n ]; do eval p$j=0; j=$((j+i)); done; fi; i=$((i+1)); done
i=2; while [ $i -le $n ]; do eval v=\$p$i; [ $v = 1 ] && printf '%s ' $i; i=$((i+1)); done; echo
