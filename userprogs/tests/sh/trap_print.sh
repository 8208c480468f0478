trap 'echo x' INT
trap 'it'"'"'s' TERM
trap
trap - INT TERM
trap
