x='a b'; set | grep '^x='
y="it's"; set | grep '^y='
