sleep 10 & p=$!; kill $p; wait $p; echo $?
