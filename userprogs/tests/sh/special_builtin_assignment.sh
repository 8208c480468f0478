x=5 :; echo "${x-none}"
y=6 true; echo "${y-none}"
