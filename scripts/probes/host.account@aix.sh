part clock
date '+%Y-%m-%d %H:%M:%S'
part lsuser
lsuser -a id pgrp home shell login rlogin account_locked time_last_login ALL
if [ -r /etc/security/passwd ]; then
  part shadow
  awk '
    function tell() { if (n != "") print n ":" s ":" u; n = "" }
    /^[^ \t*].*:[ \t]*$/ { tell(); n = $1; sub(/:.*/, "", n); s = "locked"; u = "" }
    $1 == "password" { s = "set"; if ($3 == "") s = "empty"; if ($3 ~ /^\*/) s = "locked" }
    $1 == "lastupdate" { u = $3 }
    END { tell() }' /etc/security/passwd
fi
