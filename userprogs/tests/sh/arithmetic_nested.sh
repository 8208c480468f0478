x=2
echo $(( $(echo 3) + x * $((x+1)) ))
echo "$((1 + 1))" $((
1
+
2
))
echo $((1,2)) 2>/dev/null
