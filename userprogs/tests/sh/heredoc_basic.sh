cat <<END
line 1
  line 2
END
cat << 'END'
$no `expansion` \here
END
