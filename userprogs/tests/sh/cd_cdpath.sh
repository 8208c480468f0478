mkdir -p top/sub; CDPATH=$PWD/top
cd sub > out; x=$PWD; echo ${x##*/}
