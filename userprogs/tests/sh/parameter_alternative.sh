unset u; e=; s=set
echo "<${u+a}>" "<${e+a}>" "<${s+a}>" "<${u:+a}>" "<${e:+a}>" "<${s:+a}>"
set -- ${s:+"a b" c}; echo $#
