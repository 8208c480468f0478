mkdir real; ln -s real link
cd link; x=$(pwd); echo ${x##*/}; x=$(pwd -P); echo ${x##*/}; cd ..; [ -d real ] && echo back
cd -P link; x=$(pwd); echo ${x##*/}
