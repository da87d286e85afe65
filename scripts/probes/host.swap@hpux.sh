if [ "$PASS" = 2 ]; then
  part swapinfo
  s=`swapinfo -tam`
  [ -n "$s" ] || denied swapinfo
  echo "$s"
  part vmstat
  vmstat 2 2
fi
