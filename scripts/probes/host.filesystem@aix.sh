# `mount` begins the lines of other hosts' file systems with their name, and those of this host with a blank.
part mounts
mount
IFS='
'
set -f
part df
set -- `mount | awk 'NR > 2 && /^[ \t]/ && $3 !~ /^(procfs|autofs|ahafs|namefs|afs|nfs|nfs3|nfs4|stnfs|cifs)$/ { print $2 }'`
[ $# -eq 0 ] || df -kP "$@"
part net
for m in `mount | awk 'NR > 2 && /^[^ \t]/ { print $3 } NR > 2 && /^[ \t]/ && $3 ~ /^(afs|nfs|nfs3|nfs4|stnfs|cifs)$/ { print $2 }'`; do
  {
    o=`within 5 df -kP "$m"`
    c=$?
    printf '@ %s %s\n%s\n' "$c" "$m" "$o"
  } &
done
wait
