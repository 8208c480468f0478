echo x
exit 42
