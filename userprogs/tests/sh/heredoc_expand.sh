x=val
cat <<E
$x ${x}s $(echo sub) `echo back` $((1+1)) \$x \\ \a "quoted" 'single'
joined \
line
E
