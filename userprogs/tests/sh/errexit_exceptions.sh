set -e
if false; then :; fi
while false; do :; done
false || true
! true
false && true
echo here
! false
echo end
