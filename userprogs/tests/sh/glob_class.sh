: > a1; : > B2; : > _3
echo [[:lower:]]*; echo [[:digit:]]*; echo *[[:digit:]]; echo [[:upper:]_]*
