if [ "$PASS" = 2 ]; then
  if have sar; then
    part sar
    sar -u 2 1
  else
    part vmstat
    vmstat 2 2
  fi
fi
