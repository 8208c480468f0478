echo text > f
ln f hard; cat hard; stat -c %h f
ln -s f soft; readlink soft; cat soft
ln -s f soft; echo $?
ln -sf hard soft; readlink soft
ln -s nowhere dangling; readlink dangling
mkdir d; ln -s ../f d; readlink d/f
ln f d/x; ls d
ln -s f hard d 2>/dev/null; echo $?; 
ln missing m; echo $?
ln -sv f verbose; ln -v f vhard
mkdir e; ln -s e link; ln -sfn d link; readlink link
ln -sr d/f rel; readlink rel; ln -sr f d/rel; readlink d/rel
ln -sT f d; echo $?
ln -s /a/b/c; readlink c
