unset u; e=; s=set
echo "${u-d}" "${e-d}" "${s-d}" "${u:-d}" "${e:-d}" "${s:-d}"
echo "${u-}" ${u:-a b c} "${u:-a  b}"
echo ${u:-'single  quoted'} "${u:-'q'}"
