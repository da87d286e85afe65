part user
lssec -f /etc/security/user -s default -a maxage -a minlen -a minother -a loginretries -a histsize -a umask
part no
for k in ipforwarding ipsrcrouteforward ipsrcrouterecv ipignoreredirects clean_partial_conns; do
  no -o $k
done 2>/dev/null
if [ "`id -u`" = 0 ]; then
  part audit
  audit query 2>/dev/null | head -n 1
fi
part herald
lssec -f /etc/security/login.cfg -s default -a herald
part profile
cat /etc/profile /etc/environment /etc/security/.profile 2>/dev/null | grep -v '^ *#' | grep -E 'umask|TMOUT'
part modes
for f in /etc/passwd /etc/group /etc/security/passwd /etc/security/user; do
  if [ -f $f ]; then ls -ldn $f; fi
done
part writable
find /etc /usr/bin /usr/sbin -xdev ! -type l -perm -0002 ! -perm -1000 -print 2>/dev/null | head -n 200
part allow
for f in /var/adm/cron/cron.allow /var/adm/cron/at.allow; do
  if [ -f $f ]; then echo "$f 1"; else echo "$f 0"; fi
done
