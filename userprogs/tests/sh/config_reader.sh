cat > conf <<'E'
# comment
name = value
key=other thing

E
while IFS='=' read -r k v; do case $k in \#*|'') continue;; esac; k=${k%% *}; v=${v# }; echo "$k -> $v"; done < conf
