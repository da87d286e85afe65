# +++
# id      = "host.multipath"
# req     = ["HO-09", "HO-06"]
# title   = { zh-CN = "存储多路径", en = "Storage multipath" }
# why     = { zh-CN = "到存储的路径断了一条业务照跑，全断时库就停；光纤、交换机、HBA 的故障先在这里看到。", en = "One path to the storage may fail unseen; when the last one fails the database stops. Faults of fibre, switch and adapter show here first." }
# advice  = { zh-CN = "按失效路径对应的 HBA 查光纤、交换机端口和存储控制器；修复后用 multipath -ll（AIX 用 lspath，HP-UX 用 scsimgr lun_map）确认全部恢复。", en = "Look at fibre, switch port and storage controller behind the failed path's adapter; afterwards see with multipath -ll (lspath on AIX, scsimgr lun_map on HP-UX) that all are back." }
# cadence = "daily"
# on      = { os = ["linux"] }
# parser  = "multipath"
# subject = ["disk"]
# empty   = "unknown"
# metric  = ["paths", "failed"]
# timeout_s = 40
# column.disk   = { type = "text", title = { zh-CN = "盘", en = "Disk" } }
# column.device = { type = "text", title = { zh-CN = "设备与厂商", en = "Device" } }
# column.paths  = { type = "integer", unit = "count", title = { zh-CN = "路径数", en = "Paths" } }
# column.failed = { type = "integer", unit = "count", title = { zh-CN = "失效路径", en = "Failed" } }
# column.bad    = { type = "text", title = { zh-CN = "失效的路径及状态", en = "Failed paths and their state" } }
# column.layer  = { type = "text", title = { zh-CN = "多路径软件", en = "Layer" } }
# [[rule]]
# level = "critical"
# when  = "paths > 0 && failed >= paths"
# says  = { zh-CN = "盘 {{ disk }} 的 {{ paths }} 条路径全部失效，立即通知：{{ bad }}", en = "All {{ paths }} paths of {{ disk }} have failed, tell the owner at once: {{ bad }}" }
# [[rule]]
# level = "critical"
# when  = "failed > 0 && failed < paths"
# says  = { zh-CN = "盘 {{ disk }} 有 {{ failed }} 条路径失效（共 {{ paths }} 条）：{{ bad }}", en = "{{ failed }} of {{ paths }} paths of {{ disk }} have failed: {{ bad }}" }
# [[rule]]
# level = "critical"
# when  = "paths == 0"
# says  = { zh-CN = "盘 {{ disk }} 一条路径也没有，立即通知", en = "{{ disk }} has no path at all, tell the owner at once" }
# [[rule]]
# level = "warning"
# topic = "fewer"
# when  = "failed == 0 && prev('paths') != null && paths < prev('paths')"
# says  = { zh-CN = "盘 {{ disk }} 的路径比上次少了，现在 {{ paths }} 条，没有失效标记但有路径已消失", en = "{{ disk }} has fewer paths than at the last look, now {{ paths }}: none is marked failed, but some are gone" }
# [[rule]]
# level = "warning"
# when  = "layer == 'multipath' && paths == 1 && failed == 0"
# says  = { zh-CN = "盘 {{ disk }} 只有 1 条路径，没有冗余", en = "{{ disk }} has 1 path only, there is no redundancy" }
# [[example]]
# name   = "one path of four failed"
# rows   = [["mpatha", "dm-0 NETAPP,LUN", 4, 1, "3:0:0:1 sdc failed faulty", "multipath"]]
# expect = "critical"
# subject = "mpatha"
# [[example]]
# name   = "all paths failed"
# rows   = [["mpatha", "dm-0 NETAPP,LUN", 2, 2, "sdb failed faulty, sdc failed faulty", "multipath"]]
# expect = "critical"
# says   = "全部失效"
# [[example]]
# name   = "no path is left"
# rows   = [["mpatha", "dm-0 NETAPP,LUN", 0, 0, "", "multipath"]]
# expect = "critical"
# says   = "一条路径也没有"
# [[example]]
# name   = "paths are gone"
# rows   = [["mpatha", "dm-0 NETAPP,LUN", 2, 0, "", "multipath"]]
# prev   = [["mpatha", "dm-0 NETAPP,LUN", 4, 0, "", "multipath"]]
# expect = "warning"
# says   = "比上次少了"
# [[example]]
# name   = "a single path"
# rows   = [["mpatha", "dm-0 NETAPP,LUN", 1, 0, "", "multipath"]]
# expect = "warning"
# says   = "没有冗余"
# [[example]]
# name   = "local disk of AIX, and a fine LUN"
# rows   = [["hdisk0", "", 1, 0, "", "lspath"], ["hdisk1", "", 4, 0, "", "lspath"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
maps=`cat /sys/block/dm-*/dm/uuid 2>/dev/null | grep -c '^mpath-'`
if have multipath; then
  # The kernel of RHEL 5 does not tell what a map is for.
  if [ "$maps" = 0 ] && [ -d /sys/class/block ]; then
    none multipath
  elif [ "`id -u`" = 0 ]; then
    part multipath
    multipath -ll
  else
    denied 'multipath -ll'
  fi
else
  none multipath
fi
