touch a b c; rm a; ls; rm b c; ls
rm missing; echo $?; rm -f missing; echo $?
mkdir d; touch d/f; rm d; echo $?; rm -r d; ls
mkdir e; rm -d e; echo $?; mkdir -p x/y/z; touch x/y/f; rm -rv x | sort
touch v; rm -v v
ln -s /etc/passwd l; rm l; [ -e /etc/passwd ] && echo kept
mkdir t; touch t/f; ln -s t lt; rm -r lt; ls t
rm -r .; echo $?; rm -rf ..; echo $?
rm; echo $?; rm -f; echo $?
touch -- -x; rm -- -x; ls
touch i; echo n | rm -i i; ls; echo y | rm -i i; ls
