if true; then if true; then for i in 1; do while true; do case x in x) (if true; then { echo deep; }; fi);; esac; break; done; done; fi; fi
