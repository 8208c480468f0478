yes | head -n 2; yes a b | head -n 1
mkdir bin; printf '#!/bin/sh\necho hi\n' > bin/mine; chmod +x bin/mine; PATH=$PWD/bin:$PATH
which mine | sed 's/.*\/bin/bin/'; which nosuchcommand; echo $?; which ./bin/mine; which; echo $?
