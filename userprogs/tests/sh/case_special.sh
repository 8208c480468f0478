case ']' in []]) echo bracket;; esac
case '-' in [a-]) echo dash;; esac
case 'b' in [!a]) echo not-a;; esac
case '\' in '\') echo backslash;; esac
case a/b in a*) echo slash;; esac
case .x in *) echo dot;; esac
