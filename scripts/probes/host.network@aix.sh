part netstat
netstat -in
part entstat
for n in `netstat -in | awk '/^en[0-9]/ { sub(/\*/, "", $1); if (!seen[$1]++) print $1 }'`; do
  entstat -d "$n" 2>/dev/null
done
