echo {a,b} a{b}c {} }{ 
