X=5 exec sh -c 'echo $X'
