if true; then
	cat <<-E
		indented
	less
	E
fi
