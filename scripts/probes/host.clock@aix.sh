part zone
date +%Z
part ntpq
have ntpq && within 5 ntpq -pn
part xntpd
lssrc -ls xntpd 2>/dev/null
:
