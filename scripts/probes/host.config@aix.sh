item() { [ -n "$2" ] && printf '%s\t%s\n' "$1" "$2"; }
root=`id -u`
part items
item hostname "`uname -n`"
item os "AIX `oslevel -s`"
item arch "`uname -p`"
item timezone "`sed -n 's/^TZ=//p' /etc/environment`"
part prtconf
prtconf 2>/dev/null | sed -n '1,60p'
part disks
for d in `lsdev -Cc disk -S a -F name`; do
  echo "$d `getconf DISK_SIZE /dev/$d 2>/dev/null || echo -` - `lsdev -Cl $d -F description`"
done
part addr
ifconfig -a
part route
netstat -rn | grep '^default'
part dns
cat /etc/resolv.conf 2>/dev/null
part cards
lsdev -Cc adapter -S a -F 'description'
part wwpn
for f in `lsdev -Cc adapter -S a -F name | grep '^fcs'`; do
  lscfg -vl $f | sed -n 's/.*Network Address\.*//p'
done
part oracle
[ -r /etc/oratab ] && sed -n 's/^\([^#*:][^:]*\):\([^:]*\).*/sid \1 \2/p' /etc/oratab
inv=`sed -n 's/^inventory_loc=//p' /etc/oraInst.loc 2>/dev/null`
if [ -n "$inv" ] && [ -r "$inv/ContentsXML/inventory.xml" ]; then
  for h in `grep -v 'REMOVED="T"' $inv/ContentsXML/inventory.xml | sed -n 's/.*<HOME .*LOC="\([^"]*\)".*/\1/p'`; do
    v=`sed -n 's/.*<COMP NAME="\([^"]*\)" VER="\([0-9][0-9.]*\)".*/\1 \2/p' $h/inventory/ContentsXML/comps.xml 2>/dev/null | sed -n 1p`
    o=`ls $h/inventory/oneoffs 2>/dev/null | sort | tr '\n' ' '`
    echo "home $h|$v|$o"
  done
fi
part software
lslpp -Lqc 2>/dev/null | awk -F: '$2 ~ /^Java.*\.sdk$/ || $2 ~ /^cluster\.es\.server\.rte$/ || $2 == "openssh.base.server" { printf "%s\t%s\n", $2, $3 }'
set --
for d in / /opt /home /u[0-9]* /app* /oracle* /weblogic*; do
  set -- "$@" $d/bea*/registry.xml $d/Middleware/registry.xml $d/*/Middleware/registry.xml
done
for r in "$@"; do
  [ -r $r ] || continue
  v=`sed -n 's/.*name="WebLogic Server" version="\([0-9.]*\)".*/\1/p' $r | sed -n 1p`
  [ -n "$v" ] && printf 'WebLogic %s\t%s\n' "${r%/registry.xml}" "$v"
done
