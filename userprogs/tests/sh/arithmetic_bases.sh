echo $((0x1f)) $((010)) $((0XFF+1))
x=0x10; echo $((x))
