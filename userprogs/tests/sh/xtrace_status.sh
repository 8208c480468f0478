set -x; true; x=5; set +x; echo $x
