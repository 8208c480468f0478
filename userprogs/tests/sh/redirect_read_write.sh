echo hello > f
exec 5<>f; read x <&5; echo $x; echo more >&5; exec 5>&-; cat f
