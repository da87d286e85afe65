part mounts
mount
IFS='
'
set -f
part df
set -- `mount | awk 'NR > 2 && /^[ \t]/ && $3 ~ /^(jfs|jfs2)$/ { print $2 }'`
df -kv "$@" 2>/dev/null || df -k "$@"
