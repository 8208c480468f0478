(unset u; : ${u?message}; echo no) 2>/dev/null
echo $?
(e=; : ${e:?}; echo no) 2>/dev/null
echo $?
s=1; echo ${s?x}
