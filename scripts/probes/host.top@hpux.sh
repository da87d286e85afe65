if [ "$PASS" = 2 ]; then
  part ps
  ps -e -o pid= -o user= -o pcpu= -o vsz= -o comm=
fi
