# +++
# id      = "host.cluster"
# req     = ["HO-07"]
# title   = { zh-CN = "双机与集群", en = "Cluster and high availability" }
# why     = { zh-CN = "节点离线或资源没起来，下一次故障就没有备机；合同要求：状态异常立即通知。", en = "With a node away or a resource down the next fault finds no stand-in. The contract: anything abnormal is told at once." }
# advice  = { zh-CN = "先看该资源和节点的集群日志，确认数据没有双写，再恢复节点或把资源切回；各节点都要查，状态不一致可能是脑裂。", en = "Read the cluster log of that resource and node, make sure that data are not written twice, then bring the node back or move the resource. Look at every node: views that differ mean a split brain." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "cluster"
# subject = ["system", "kind", "name"]
# empty   = "unknown"
# metric  = ["place_mark"]
# timeout_s = 60
# show    = ["system", "kind", "name", "expected", "state", "place", "health"]
# column.system     = { type = "text", title = { zh-CN = "集群软件", en = "Software" } }
# column.kind_zh    = { type = "text", title = { zh-CN = "类别（中文）", en = "Kind (zh)" }, compute = "kind == 'node' ? '节点' : kind == 'resource' ? '资源' : kind == 'service' ? '服务' : kind == 'vip' ? '浮动地址' : kind == 'package' ? '程序包' : kind == 'group' ? '资源组' : kind == 'failure' ? '失败操作' : '集群'" }
# column.kind       = { type = "text", title = { zh-CN = "类别", en = "Kind" } }
# column.name       = { type = "text", title = { zh-CN = "名称", en = "Name" } }
# column.expected   = { type = "text", title = { zh-CN = "应为", en = "Expected" } }
# column.state      = { type = "text", title = { zh-CN = "实际", en = "State" } }
# column.place      = { type = "text", title = { zh-CN = "所在节点", en = "Where" } }
# column.health     = { type = "text", title = { zh-CN = "判断", en = "Health" } }
# column.place_mark = { type = "number", title = { zh-CN = "所在节点的标记（用于比较）", en = "Mark of the place, for comparison" } }
# [[rule]]
# level = "critical"
# when  = "health.contains('down')"
# says  = { zh-CN = "{{ system }} 的{{ kind_zh }} {{ name }} 应为 {{ expected }}，实际 {{ state }}，立即通知", en = "{{ kind }} {{ name }} of {{ system }} should be {{ expected }} and is {{ state }}, tell the owner at once" }
# [[rule]]
# level = "critical"
# when  = "health == 'elsewhere'"
# says  = { zh-CN = "{{ system }} 的{{ kind_zh }} {{ name }} 不在应在的节点：应为 {{ expected }}，实际 {{ state }}{% if place %}（{{ place }}）{% endif %}", en = "{{ kind }} {{ name }} of {{ system }} is not where it belongs: expected {{ expected }}, it is {{ state }}{% if place %} ({{ place }}){% endif %}" }
# [[rule]]
# level = "warning"
# when  = "health == 'attention'"
# says  = { zh-CN = "{{ system }} 的{{ kind_zh }} {{ name }}：{{ state }}，应为 {{ expected }}", en = "{{ kind }} {{ name }} of {{ system }}: {{ state }}, expected {{ expected }}" }
# [[rule]]
# level = "note"
# when  = "health == 'note'"
# says  = { zh-CN = "{{ system }} 的{{ kind_zh }} {{ name }}：{{ state }}，配置为 {{ expected }}", en = "{{ kind }} {{ name }} of {{ system }}: {{ state }}, configured as {{ expected }}" }
# [[rule]]
# level = "note"
# topic = "failover"
# when  = "place_mark != null && prev('place_mark') != null && place_mark != prev('place_mark')"
# says  = { zh-CN = "{{ system }} 的{{ kind_zh }} {{ name }} 上次查看之后切换过，现在在 {{ place }}", en = "{{ kind }} {{ name }} of {{ system }} has moved since the last look, it is on {{ place }} now" }
# [[example]]
# name   = "a node is away"
# rows   = [["Pacemaker", "node", "db2", "online", "offline", "", "down", 0.0]]
# null   = [[0, "place_mark"]]
# expect = "critical"
# subject = "Pacemaker · node · db2"
# [[example]]
# name   = "the address is not on the master"
# rows   = [["Keepalived", "vip", "10.1.1.9", "VI_1 MASTER", "不在本机 / not here", "", "elsewhere", 0.0]]
# null   = [[0, "place_mark"]]
# expect = "critical"
# says   = "不在应在的节点"
# [[example]]
# name   = "the address is on a backup"
# rows   = [["Keepalived", "vip", "10.1.1.9", "VI_1 BACKUP", "在本机 / here", "", "note", 0.0]]
# null   = [[0, "place_mark"]]
# expect = "note"
# [[example]]
# name   = "a node rests"
# rows   = [["Pacemaker", "node", "db2", "online", "standby", "", "attention", 0.0]]
# null   = [[0, "place_mark"]]
# expect = "warning"
# [[example]]
# name   = "it failed over"
# rows   = [["CRS", "resource", "ora.scan1.vip", "ONLINE", "ONLINE", "rac2", "ok", 7.0]]
# prev   = [["CRS", "resource", "ora.scan1.vip", "ONLINE", "ONLINE", "rac1", "ok", 5.0]]
# expect = "note"
# says   = "切换过"
# [[example]]
# name   = "all is where it belongs"
# rows   = [["CRS", "resource", "ora.scan1.vip", "ONLINE", "ONLINE", "rac1", "ok", 5.0], ["CRS", "resource", "ora.gsd", "OFFLINE", "OFFLINE", "", "ok", 0.0]]
# null   = [[1, "place_mark"]]
# prev   = [["CRS", "resource", "ora.scan1.vip", "ONLINE", "ONLINE", "rac1", "ok", 5.0]]
# expect = "ok"
# [[example]]
# name   = "a state that is not known is not called well"
# rows   = [["PowerHA", "group", "rg1", "ONLINE", "?", "", "", 0.0]]
# null   = [[0, "place_mark"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
found=
if have crm_mon && [ -f /etc/corosync/corosync.conf -o -f /etc/cluster/cluster.conf -o -d /var/lib/pacemaker/cib ]; then
  found=1
  case " `id -u` `id -Gn` " in
  ' 0 '*|*' haclient '*) ;;
  *) denied crm_mon ;;
  esac
  part pacemaker
  crm_mon -1 --output-as=xml 2>/dev/null || crm_mon -1 --as-xml 2>/dev/null || crm_mon -1 -X
fi
if have clustat && [ -f /etc/cluster/cluster.conf ]; then
  found=1
  part clustat
  clustat -x
fi
kept=`ps -e -o comm= | grep -c '^keepalived'`
if [ "$kept" != 0 ] || [ -f /etc/keepalived/keepalived.conf ]; then
  found=1
  part "keepalived $kept"
  # Only what says which addresses belong here: never a password.
  sed -e 's/[#!].*//' /etc/keepalived/keepalived.conf | grep -v -i -e pass -e notify -e script
  part addresses
  ip -o addr
fi
crs=`sed -n 's/^crs_home=//p' /etc/oracle/olr.loc 2>/dev/null`
if [ -n "$crs" ] && [ -x "$crs/bin/crsctl" ]; then
  found=1
  part crs
  $crs/bin/crsctl check crs
  $crs/bin/crsctl check has
  part olsnodes
  $crs/bin/olsnodes -s
  part crsres
  $crs/bin/crsctl stat res
fi
if [ -f /etc/cmcluster.conf ]; then
  CM=`sed -n 's/^SGSBIN=//p' /etc/cmcluster.conf`
  PATH=$PATH:$CM
fi
if have cmviewcl; then
  found=1
  part serviceguard
  cmviewcl -v -f line
fi
[ -n "$found" ] || none 'Pacemaker, Keepalived, CRS, ServiceGuard, RHCS'
