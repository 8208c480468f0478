! true; echo $?
! false; echo $?
! false | true; echo $?
if ! false; then echo yes; fi
