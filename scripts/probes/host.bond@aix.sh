channels=`lsdev -Cc adapter -F 'name:status:description' 2>/dev/null | grep -i etherchannel | grep Available | cut -d: -f1`
[ -n "$channels" ] || none EtherChannel
for e in $channels; do
  part "bond $e"
  entstat -d $e
done
