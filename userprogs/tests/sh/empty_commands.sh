f() { :; }; f; { :; }; (:); if :; then :; fi; echo $?
