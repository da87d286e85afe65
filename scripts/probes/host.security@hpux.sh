part security
cat /etc/default/security 2>/dev/null | grep -v '^ *#'
part ndd
if [ "`id -u`" = 0 ]; then
  for k in ip_forwarding ip_forward_src_routed ip_send_redirects; do
    echo "$k `ndd -get /dev/ip $k`"
  done
fi
part profile
cat /etc/profile 2>/dev/null | grep -v '^ *#' | grep -E 'umask|TMOUT'
part issue
cat /etc/issue 2>/dev/null | head -n 20
part modes
for f in /etc/passwd /etc/group /etc/shadow; do
  if [ -f $f ]; then ls -ldn $f; fi
done
part writable
find /etc /usr/bin /usr/sbin /sbin -xdev ! -type l -perm -0002 ! -perm -1000 -print 2>/dev/null | head -n 200
part allow
for f in /var/adm/cron/cron.allow /var/adm/cron/at.allow; do
  if [ -f $f ]; then echo "$f 1"; else echo "$f 0"; fi
done
