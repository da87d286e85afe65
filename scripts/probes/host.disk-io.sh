# +++
# id      = "host.disk-io"
# req     = ["HO-05", "HO-10", "DB-13"]
# title   = { zh-CN = "磁盘 I/O", en = "Disk I/O" }
# why     = { zh-CN = "每次读写等待的毫秒数直接决定数据库快慢。忙碌百分比在 SAN 和 NVMe 上到 100% 也不说明什么，只记录。每秒不到 10 次的不判断。", en = "The milliseconds that a request waits decide how fast a database is. Busy per cent say little on SAN and NVMe, even at 100, and are recorded. Disks with fewer than 10 requests a second are not judged." }
# advice  = { zh-CN = "看是谁在读写（iostat -xk、pidstat -d、AIX filemon），再看多路径、RAID 缓存电池和存储侧负载；备份时段属正常时在配置里放宽。", en = "See who reads and writes (iostat -xk, pidstat -d, filemon on AIX), then the paths, the RAID cache battery and the load of the storage. Where backups are the reason, widen the limit in the configuration." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "diskio"
# twice   = true
# subject = ["disk"]
# empty   = "ok"
# metric  = ["iops", "kb_s", "await_ms", "busy_pct"]
# limits  = { warn = 20, crit = 50, iops = 10 }
# chart   = "await_ms"
# column.disk     = { type = "text",   title = { zh-CN = "磁盘", en = "Disk" } }
# column.iops     = { type = "number", unit = "per_second", title = { zh-CN = "请求/秒", en = "Requests/s" } }
# column.r_s      = { type = "number", unit = "per_second", title = { zh-CN = "读/秒", en = "Reads/s" } }
# column.w_s      = { type = "number", unit = "per_second", title = { zh-CN = "写/秒", en = "Writes/s" } }
# column.rkb_s    = { type = "number", title = { zh-CN = "读 kB/秒", en = "Read kB/s" } }
# column.wkb_s    = { type = "number", title = { zh-CN = "写 kB/秒", en = "Written kB/s" } }
# column.kb_s     = { type = "number", title = { zh-CN = "合计 kB/秒", en = "kB/s" } }
# column.await_ms = { type = "number", unit = "ms", title = { zh-CN = "平均等待", en = "Average wait" } }
# column.busy_pct = { type = "number", unit = "percent", title = { zh-CN = "忙碌", en = "Busy" } }
# [[rule]]
# level = "critical"
# when  = "await_ms != null && iops != null && iops > limits.iops && await_ms > limits.crit"
# says  = { zh-CN = "磁盘 {{ disk }} 每次读写平均等待 {{ await_ms }} 毫秒，超过 {{ limits.crit }} 毫秒（每秒 {{ iops }} 次，忙碌 {{ busy_pct }}%）", en = "A request to disk {{ disk }} takes {{ await_ms }} ms on average, more than {{ limits.crit }} ms ({{ iops }} a second, {{ busy_pct }} % busy)" }
# [[rule]]
# level = "warning"
# when  = "await_ms != null && iops != null && iops > limits.iops && await_ms > limits.warn && await_ms <= limits.crit"
# says  = { zh-CN = "磁盘 {{ disk }} 每次读写平均等待 {{ await_ms }} 毫秒，超过 {{ limits.warn }} 毫秒（每秒 {{ iops }} 次，忙碌 {{ busy_pct }}%）", en = "A request to disk {{ disk }} takes {{ await_ms }} ms on average, more than {{ limits.warn }} ms ({{ iops }} a second, {{ busy_pct }} % busy)" }
# [[example]]
# name   = "fast, though busy all the time"
# rows   = [["sda", 900.0, 500.0, 400.0, 8000.0, 6400.0, 14400.0, 2.5, 100.0]]
# expect = "ok"
# [[example]]
# name   = "slow"
# rows   = [["sdb", 120.0, 100.0, 20.0, 8000.0, 400.0, 8400.0, 27.0, 95.0]]
# expect = "warning"
# subject = "sdb"
# [[example]]
# name   = "very slow"
# rows   = [["mpatha", 120.0, 100.0, 20.0, 8000.0, 400.0, 8400.0, 80.0, 100.0]]
# expect = "critical"
# says   = "80 毫秒"
# [[example]]
# name   = "slow, but hardly used"
# rows   = [["sdb", 2.0, 1.0, 1.0, 8.0, 4.0, 12.0, 90.0, 10.0]]
# expect = "ok"
# [[example]]
# name   = "resting, and on a system that does not tell reads from writes"
# rows   = [["disk3", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
# null   = [[0, "r_s"], [0, "w_s"], [0, "rkb_s"], [0, "wkb_s"], [0, "await_ms"]]
# expect = "ok"
# [[example]]
# name   = "all disks rest (HP-UX lists none then)"
# rows   = []
# expect = "ok"
# +++
part uptime
cat /proc/uptime
part diskstats
cat /proc/diskstats
if [ "$PASS" = 2 ]; then
  part blocks
  for d in /sys/block/*; do
    [ -d "$d" ] || continue
    n=${d##*/}
    case $n in
    dm-*) echo "$n" `cat "$d/dm/name" "$d/dm/uuid" 2>/dev/null` `ls "$d/slaves" 2>/dev/null` ;;
    *) echo "$n" ;;
    esac
  done
fi
