case x in y) false;; esac; echo $?
case x in x) false;; esac; echo $?
case x in x) ;; esac; echo $?
case x in
  (x) echo paren;;
esac
case $(echo sub) in s*) echo s; esac
