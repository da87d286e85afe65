part clock
date '+%Y-%m-%d %H:%M:%S'
if [ -x /opt/ignite/bin/make_tape_recovery ] || [ -x /opt/ignite/bin/make_net_recovery ]; then
  [ -d /var/opt/ignite/recovery ] && [ ! -r /var/opt/ignite/recovery ] && denied /var/opt/ignite/recovery
  part 'files Ignite-UX'
  perl -e 'for (@ARGV) { @s = stat($_) or next; print "$s[9] $s[7] $_\n" }' /var/opt/ignite/recovery/*/recovery.log
  part 'log Ignite-UX'
  last=`ls -t /var/opt/ignite/recovery/*/recovery.log 2>/dev/null | head -n 1`
  [ -n "$last" ] && tail -n 20 "$last"
fi
part agents
for a in NetBackup=/usr/openv/netbackup NetWorker=/nsr DataProtector=/opt/omni; do
  [ -d "${a#*=}" ] && echo "${a%%=*}"
done
