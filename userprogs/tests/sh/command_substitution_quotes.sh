echo "$(echo 'single $x' "dou\"ble")"
x='$y'; echo "$(echo "$x")"
echo $(cat <<E
in here
E
)
