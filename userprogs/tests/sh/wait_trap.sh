trap 'echo sig' USR1
(kill -USR1 $$) & wait
wait; echo end
