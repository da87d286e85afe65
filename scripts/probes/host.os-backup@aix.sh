part clock
date '+%Y-%m-%d %H:%M:%S'
part 'files mksysb'
perl -e 'for (@ARGV) { @s = stat($_) or next; print "$s[9] $s[7] $_\n" }' /image.data /var/adm/ras/*mksysb* 2>/dev/null
part 'log mksysb'
grep -h '^0512-' /smit.log /var/adm/ras/*mksysb* 2>/dev/null | tail -1
part agents
for a in NetBackup=/usr/openv/netbackup TSM=/usr/tivoli/tsm/client NetWorker=/nsr DataProtector=/usr/omni; do
  [ -d "${a#*=}" ] && echo "${a%%=*}"
done
