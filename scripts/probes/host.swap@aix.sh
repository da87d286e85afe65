if [ "$PASS" = 2 ]; then
  part lsps
  lsps -s
  part vmstat
  vmstat 2 2
fi
