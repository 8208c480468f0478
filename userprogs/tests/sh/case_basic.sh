for w in apple banana cherry 'd e' ''; do
case $w in
  apple) echo fruit-a;;
  b*|c*) echo fruit-bc;;
  'd e') echo quoted;;
  '') echo empty;;
  *) echo other;;
esac
done
