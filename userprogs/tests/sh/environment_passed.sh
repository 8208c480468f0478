X=1 Y=2 env | grep '^[XY]=' | sort
export Z=3; env | grep '^Z='
