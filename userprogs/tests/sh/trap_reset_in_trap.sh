trap 'echo once; trap - EXIT' EXIT
echo x
