part zone
date +%Z
part chronyc
have chronyc && within 5 chronyc -n tracking
part ntpq
have ntpq && within 5 ntpq -pn
:
