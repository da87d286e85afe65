last() { awk '{ l[NR % 10000] = $0 } END { for (i = NR - 9999; i <= NR; i++) if (i > 0) print l[i % 10000] }'; }
part clock
date '+%Y-%m-%d %H:%M:%S'
if [ -r /var/adm/syslog/syslog.log ]; then
  part files
  for f in /var/adm/syslog/OLDsyslog.log /var/adm/syslog/syslog.log; do
    [ -r $f ] && grep -e ' vmunix: ' -e ' last message repeated ' $f
  done | last
else
  denied /var/adm/syslog/syslog.log
fi
if [ -r /var/opt/resmon/log/event.log ]; then
  part ems
  last < /var/opt/resmon/log/event.log
fi
