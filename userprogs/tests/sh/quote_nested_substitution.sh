echo "$(echo "inner $(echo "deep  er")")"
x="a b"; echo "$(printf '<%s>' "$x" y)"
