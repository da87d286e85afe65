part mounts
mount -p
IFS='
'
set -f
part df
bdf -l
part net
for m in `mount -p | awk '$3 ~ /^(nfs|nfs2|nfs3|nfs4|cifs)$/ { print $2 }'`; do
  {
    o=`within 5 bdf "$m"`
    c=$?
    printf '@ %s %s\n%s\n' "$c" "$m" "$o"
  } &
done
wait
