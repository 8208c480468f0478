x=1; f() { unset x; echo ${x-gone}; }; f; echo ${x-gone}
f() { local z=1; unset z; echo ${z-gone}; }; z=2; f; echo $z
