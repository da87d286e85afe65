item() { [ -n "$2" ] && printf '%s\t%s\n' "$1" "$2"; }
part items
item hostname "`uname -n`"
item os "HP-UX `uname -r`"
item arch "`uname -m`"
item model "`model`"
item serial "`getconf MACHINE_SERIAL 2>/dev/null`"
item timezone "`sed -n 's/^TZ=//p' /etc/TIMEZONE`"
part machinfo
have machinfo && machinfo
part disks
ioscan -FnC disk 2>/dev/null | awk -F: 'NF > 17 { print $18 }' | grep -v -i -e dvd -e cd-rom | sed 's/^/- - - /'
part addr
netstat -in
part route
netstat -rn | grep '^default'
part dns
cat /etc/resolv.conf 2>/dev/null
part cards
ioscan -FkC lan 2>/dev/null | awk -F: 'NF > 17 { print $18 }'
ioscan -FkC fc 2>/dev/null | awk -F: 'NF > 17 { print $18 }'
part oracle
for t in /etc/oratab /var/opt/oracle/oratab; do
  [ -r $t ] && sed -n 's/^\([^#*:][^:]*\):\([^:]*\).*/sid \1 \2/p' $t
done
inv=`sed -n 's/^inventory_loc=//p' /var/opt/oracle/oraInst.loc 2>/dev/null`
if [ -n "$inv" ] && [ -r "$inv/ContentsXML/inventory.xml" ]; then
  for h in `grep -v 'REMOVED="T"' $inv/ContentsXML/inventory.xml | sed -n 's/.*<HOME .*LOC="\([^"]*\)".*/\1/p'`; do
    v=`sed -n 's/.*<COMP NAME="\([^"]*\)" VER="\([0-9][0-9.]*\)".*/\1 \2/p' $h/inventory/ContentsXML/comps.xml 2>/dev/null | sed -n 1p`
    o=`ls $h/inventory/oneoffs 2>/dev/null | sort | tr '\n' ' '`
    echo "home $h|$v|$o"
  done
fi
