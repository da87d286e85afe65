part clock
date '+%Y-%m-%d %H:%M:%S'
part errdemon
ps -e | grep errdemon | grep -v grep
part errpt
stamp=`perl -e '@t = localtime(shift); printf("%02d%02d%02d%02d%02d", $t[4] + 1, $t[3], $t[2], $t[1], $t[5] % 100)' "$SINCE" 2>/dev/null`
if [ -n "$stamp" ]; then
  errpt -s $stamp | head -n 2001
else
  errpt | head -n 2001
fi
