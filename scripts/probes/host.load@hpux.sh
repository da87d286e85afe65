if [ "$PASS" = 2 ]; then
  part vmstat
  vmstat 2 2
  part loadavg
  uptime
fi
