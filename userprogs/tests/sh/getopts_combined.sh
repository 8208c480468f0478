set -- -abval -- x
while getopts :ab:c o; do echo "$o ${OPTARG-}"; done
echo $OPTIND
OPTIND=1; set -- -z -b
while getopts :ab: o; do echo "$o $OPTARG"; done
