if [ "$PASS" = 2 ]; then
  part iostat
  iostat -Dl 2 2
fi
