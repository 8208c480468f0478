echo $ "$" a$ $% '$' "a $ b" $.
