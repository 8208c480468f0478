echo a |
cat |

cat
true &&
echo b ||
echo c
