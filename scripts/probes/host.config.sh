# +++
# id      = "host.config"
# req     = ["HO-01"]
# title   = { zh-CN = "配置信息表", en = "Configuration sheet" }
# why     = { zh-CN = "配置信息表要和实际一致；没登记的变更往往就是下一次故障的原因。", en = "The sheet must be true; a change that nobody registered is often the cause of the next fault." }
# advice  = { zh-CN = "核对是谁改的：计划内的变更填写系统调整记录单后用 opsctl baseline accept 更新登记；不是计划内的按故障处理。", en = "Find out who changed it. If it was planned, fill in the change record and accept the new sheet with opsctl baseline accept; if not, treat it as a fault." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "config"
# subject = ["item"]
# empty   = "unknown"
# baseline = true
# watch   = ["value"]
# gone_says = { zh-CN = "登记过的「{{ item }}」没有了，原为 {{ value }}", en = "“{{ item }}” of the sheet is gone, it was {{ value }}" }
# gone_level = "warning"
# timeout_s = 60
# column.item  = { type = "text", title = { zh-CN = "项目", en = "Item" } }
# column.value = { type = "text", title = { zh-CN = "内容", en = "Value" } }
# [[rule]]
# level = "warning"
# when  = "changed"
# says  = { zh-CN = "{{ item }} 与登记的配置不同：原 {{ was.value }}，现 {{ value }}", en = "{{ item }} differs from the sheet: it was {{ was.value }}, it is {{ value }}" }
# [[rule]]
# level = "warning"
# when  = "has_baseline && !known && !changed"
# says  = { zh-CN = "配置表中没有登记的项目：{{ item }}，现为 {{ value }}", en = "{{ item }} is not on the sheet, it is {{ value }}" }
# [[example]]
# name   = "memory was taken out"
# rows   = [["内存 memory", "16 GB"], ["主机名 hostname", "db01"]]
# baseline = [["内存 memory", "32 GB"], ["主机名 hostname", "db01"]]
# expect = "warning"
# says   = "原 32 GB，现 16 GB"
# subject = "内存 memory"
# [[example]]
# name   = "a new address"
# rows   = [["IP 地址 address eth0", "10.1.1.2/24"], ["IP 地址 address eth1", "10.1.2.2/24"]]
# baseline = [["IP 地址 address eth0", "10.1.1.2/24"]]
# expect = "warning"
# says   = "没有登记"
# [[example]]
# name   = "something is gone"
# rows   = [["主机名 hostname", "db01"]]
# baseline = [["主机名 hostname", "db01"], ["序列号 serial", "X1"]]
# expect = "warning"
# says   = "没有了，原为 X1"
# [[example]]
# name   = "as registered"
# rows   = [["主机名 hostname", "db01"]]
# baseline = [["主机名 hostname", "db01"]]
# expect = "ok"
# [[example]]
# name   = "nothing registered yet"
# rows   = [["主机名 hostname", "db01"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
item() { [ -n "$2" ] && printf '%s\t%s\n' "$1" "$2"; }
dmi() { cat /sys/class/dmi/id/$1 2>/dev/null; }
root=`id -u`
part items
item hostname "`uname -n`"
item os "`sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | tr -d '"'`"
item release "`cat /etc/kylin-release /etc/redhat-release /etc/SuSE-release /etc/debian_version 2>/dev/null | head -n 1`"
item kernel "`uname -r`"
item arch "`uname -m`"
if [ -d /sys/class/dmi/id ]; then
  item vendor "`dmi sys_vendor`"
  item model "`dmi product_name`"
  item bios "`dmi bios_vendor` `dmi bios_version`"
  item serial "`dmi product_serial`"
elif have dmidecode && [ "$root" = 0 ]; then
  item vendor "`dmidecode -s system-manufacturer | grep -v '^#' | head -n 1`"
  item model "`dmidecode -s system-product-name | grep -v '^#' | head -n 1`"
  item serial "`dmidecode -s system-serial-number | grep -v '^#' | head -n 1`"
fi
[ -f /proc/device-tree/model ] && item model "`tr -d '\000' < /proc/device-tree/model`"
have systemd-detect-virt && item virtual "`systemd-detect-virt`"
item cpu "`sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1`"
item cpus "`grep -c '^processor' /proc/cpuinfo`"
item sockets "`sed -n 's/^physical id[^:]*: *//p' /proc/cpuinfo | sort -u | grep -c .`"
item swapkb "`awk '/^SwapTotal/ { print $2 }' /proc/meminfo`"
item memorykb "`awk '/^MemTotal/ { print $2 }' /proc/meminfo`"
item timezone "`readlink /etc/localtime 2>/dev/null | sed 's/.*zoneinfo.//'`"
[ "$root" = 0 ] || { part closed; echo serial; }
if have dmidecode && [ "$root" = 0 ]; then
  part dimms
  dmidecode -t 17 2>/dev/null | grep -E '^[[:space:]]*Size:'
fi
part disks
for d in /sys/block/sd* /sys/block/hd* /sys/block/vd* /sys/block/xvd* /sys/block/nvme*n* /sys/block/dasd* /sys/block/cciss*; do
  [ -f $d/size ] || continue
  case `cat $d/removable 2>/dev/null` in 1) continue ;; esac
  case $d in */nvme*c*n*) continue ;; esac
  id=`cat $d/device/wwid $d/wwid 2>/dev/null | head -n 1 | tr -s ' \t' '__'`
  echo "`basename $d` `cat $d/size` ${id:--} `cat $d/device/vendor $d/device/model 2>/dev/null | tr '\n' ' '`"
done
part addr
if have ip; then
  ip -o addr
  part route
  ip route show 2>/dev/null | grep '^default'
else
  ifconfig -a
  part route
  netstat -rn | grep '^0.0.0.0'
fi
part dns
cat /etc/resolv.conf
part cards
have lspci && lspci | grep -E 'Ethernet controller|Fibre Channel|RAID bus|InfiniBand'
part wwpn
cat /sys/class/fc_host/host*/port_name 2>/dev/null
part oracle
for t in /etc/oratab /var/opt/oracle/oratab; do
  [ -r $t ] && sed -n 's/^\([^#*:][^:]*\):\([^:]*\).*/sid \1 \2/p' $t
done
inv=`sed -n 's/^inventory_loc=//p' /etc/oraInst.loc /var/opt/oracle/oraInst.loc 2>/dev/null | head -n 1`
if [ -n "$inv" ] && [ -r "$inv/ContentsXML/inventory.xml" ]; then
  for h in `grep -v 'REMOVED="T"' $inv/ContentsXML/inventory.xml | sed -n 's/.*<HOME .*LOC="\([^"]*\)".*/\1/p'`; do
    v=`sed -n 's/.*<COMP NAME="\([^"]*\)" VER="\([0-9][0-9.]*\)".*/\1 \2/p' $h/inventory/ContentsXML/comps.xml 2>/dev/null | head -n 1`
    o=`ls $h/inventory/oneoffs 2>/dev/null | sort | tr '\n' ' '`
    echo "home $h|$v|$o"
  done
fi
# Running processes tell where it is, and a shallow look at the usual places; neither /proc nor other file systems are walked through.
software() {
  homes=`ps -eo args 2>/dev/null | awk '{
    for (i = 1; i <= NF; i++) if ($i ~ /^-D(weblogic|wls|bea|catalina)\.home=\//) { sub(/^[^=]*=/, "", $i); sub(/\/wlserver.*/, "", $i); print $i }
  }' | sort -u`
  set -- $homes
  for d in /opt /usr/local /home /u[0-9]* /app* /bea* /data* /ogg* /oracle* /tomcat* /weblogic*; do
    [ -d "$d" ] && set -- "$@" "$d"
  done
  find "$@" -xdev -maxdepth 4 '(' -name registry.xml -o -name RELEASE-NOTES -o -name ggsci ')' 2>/dev/null | sort -u | while read -r f; do
    case $f in
    */registry.xml)
      v=`sed -n 's/.*name="WebLogic Server" version="\([0-9.]*\)".*/\1/p' "$f" | head -n 1`
      [ -n "$v" ] && printf 'WebLogic %s\t%s\n' "${f%/registry.xml}" "$v" ;;
    */RELEASE-NOTES)
      v=`sed -n 's/.*Apache Tomcat Version \([0-9][0-9.]*\).*/\1/p' "$f" | head -n 1`
      [ -n "$v" ] && printf 'Tomcat %s\t%s\n' "${f%/RELEASE-NOTES}" "$v" ;;
    */ggsci)
      printf 'OGG %s\t%s\n' "${f%/ggsci}" "`ls "${f%/ggsci}/inventory/oneoffs" 2>/dev/null | sort | tr '\n' ' '`ggsci" ;;
    esac
  done
}
part software
j=`command -v java 2>/dev/null`
[ -n "$j" ] && j=`readlink -f $j`
for r in "${j%/bin/java}/release" "${j%/jre/bin/java}/release"; do
  if [ -n "$j" ] && [ -r "$r" ]; then
    printf 'Java %s\t%s\n' "${j%/bin/java}" "`sed -n 's/^JAVA_VERSION=//p' $r | tr -d '"'`"
    break
  fi
done
within 10 software
[ $? -ne 124 ] || { part late; echo software; }
