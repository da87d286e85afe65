if [ "$PASS" = 2 ]; then
  part sar
  sar -d 2 1
fi
