mkdir -p d/e d/f; : > d/e/1; : > d/f/2; : > d/e/.3
echo d/*/*; echo */e/?; echo d/[ef]/[0-9]; echo ./d/*
