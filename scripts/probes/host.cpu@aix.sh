# An interval of its own: the other probes rest meanwhile.
if [ "$PASS" = 2 ]; then
  if have lparstat; then
    part lparstat
    lparstat 2 1
  else
    part vmstat
    vmstat 2 2
  fi
fi
