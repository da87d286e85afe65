part netstat
netstat -in
part lanadmin
if have lanadmin; then
  for n in `netstat -in | awk '/^lan[0-9]/ { sub(/[*:].*/, "", $1); if (!seen[$1]++) print $1 }'`; do
    echo "= $n"
    p=`echo "$n" | sed 's/lan//'`
    lanadmin -g mibstats "$p" 2>/dev/null || lanadmin -g "$p" 2>/dev/null
  done
fi
