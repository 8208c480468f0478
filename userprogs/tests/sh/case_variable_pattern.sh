p='a*'
case abc in $p) echo glob;; esac
case abc in "$p") echo no;; *) echo literal;; esac
case 'a*' in "$p") echo yes;; esac
