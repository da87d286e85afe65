part clock
date '+%Y-%m-%d %H:%M:%S'
part passwd
# In trusted mode every account has a `*` here, and its password where only root may look.
trusted=n
[ -d /tcb/files/auth ] && trusted=y
awk -F: -v trusted=$trusted '{ OFS = ":" } NF == 7 { if (trusted == "y") $2 = "x"; if ($2 == "") $2 = "empty"; else if ($2 ~ /^[!*]/) $2 = "locked"; else if ($2 != "x") $2 = "set" } { print }' /etc/passwd
if [ -r /etc/shadow ]; then
  part shadow
  awk -F: 'NF > 2 { s = "set"; if ($2 == "") s = "empty"; else if ($2 ~ /^[!*]/) s = "locked"; print $1 ":" s ":" $3 }' /etc/shadow
fi
if [ "`id -u`" = 0 ]; then
  part passwd-s
  passwd -s -a
  if [ -d /tcb/files/auth ]; then
    part getprpw
    for u in `awk -F: 'NF == 7 { print $1 }' /etc/passwd`; do
      echo "$u `/usr/lbin/getprpw -m lockout,spwchg $u`"
    done
  fi
fi
