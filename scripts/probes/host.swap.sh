# +++
# id      = "host.swap"
# req     = ["HO-05", "HO-09", "HO-10", "DB-13"]
# title   = { zh-CN = "交换空间", en = "Swap" }
# why     = { zh-CN = "交换区用得多而且还在换页，说明内存真的不够，主机会越来越慢；用了但不再换页的无害。AIX 换页空间快用完时系统会杀进程。", en = "Much swap in use with pages still moving means that memory is short and the host slows down; swap that is used and rests is harmless. AIX kills processes when paging space runs out." }
# advice  = { zh-CN = "看 host.top 按内存的前十个进程；Oracle 主机核对 SGA/PGA 与大页设置。AIX 用 lsps -a 看各换页空间，必要时 chps -s 扩容。", en = "See the ten largest of host.top; on Oracle hosts compare SGA and PGA with huge pages. On AIX see lsps -a, and extend with chps -s where needed." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "swap"
# twice   = true
# subject = []
# empty   = "unknown"
# metric  = ["used_pct", "used_mb", "in_s", "out_s"]
# limits  = { warn = 50, moving = 10, aix = 90 }
# chart   = "used_pct"
# column.total_mb = { type = "number", unit = "mb", title = { zh-CN = "总大小", en = "Size" } }
# column.used_mb  = { type = "number", unit = "mb", title = { zh-CN = "已用", en = "Used" } }
# column.used_pct = { type = "number", unit = "percent", title = { zh-CN = "使用率", en = "Used %" } }
# column.devices  = { type = "number", unit = "count", title = { zh-CN = "个数", en = "Areas" } }
# column.in_s     = { type = "number", unit = "per_second", title = { zh-CN = "换入页/秒", en = "Pages in a second" } }
# column.out_s    = { type = "number", unit = "per_second", title = { zh-CN = "换出页/秒", en = "Pages out a second" } }
# [[rule]]
# level = "critical"
# when  = "used_pct > limits.warn && in_s != null && out_s != null && in_s + out_s > limits.moving"
# says  = { zh-CN = "交换空间用了 {{ used_pct }}%（{{ used_mb | mb }}），而且正在换页：每秒换入 {{ in_s }} 页、换出 {{ out_s }} 页，内存不够", en = "Swap is used {{ used_pct }} % ({{ used_mb | mb }}) and pages move: {{ in_s }} in and {{ out_s }} out a second. Memory is short" }
# [[rule]]
# level = "critical"
# when  = "host.os == 'aix' && used_pct >= limits.aix"
# says  = { zh-CN = "换页空间用了 {{ used_pct }}%（共 {{ total_mb | mb }}），达到 {{ limits.aix }}%，接近 AIX 杀进程的界限", en = "Paging space is used {{ used_pct }} % of {{ total_mb | mb }}, the limit is {{ limits.aix }} %: AIX is about to kill processes" }
# [[rule]]
# level = "warning"
# when  = "used_pct > limits.warn"
# says  = { zh-CN = "交换空间用了 {{ used_pct }}%（{{ used_mb | mb }} / {{ total_mb | mb }}），超过 {{ limits.warn }}%，目前没有明显换页", en = "Swap is used {{ used_pct }} % ({{ used_mb | mb }} of {{ total_mb | mb }}), more than {{ limits.warn }} %; few pages move at the moment" }
# [[example]]
# name   = "hardly used"
# rows   = [[8192.0, 100.0, 1.2, 1.0, 0.0, 0.0]]
# expect = "ok"
# [[example]]
# name   = "half used and resting"
# rows   = [[8192.0, 6000.0, 73.2, 1.0, 0.0, 0.0]]
# expect = "warning"
# [[example]]
# name   = "half used and moving"
# rows   = [[8192.0, 6000.0, 73.2, 1.0, 120.0, 340.0]]
# expect = "critical"
# says   = "正在换页"
# [[example]]
# name   = "whether pages move is not known"
# rows   = [[8192.0, 6000.0, 73.2, 1.0, 0.0, 0.0]]
# null   = [[0, "in_s"], [0, "out_s"], [0, "devices"]]
# expect = "warning"
# [[example]]
# name   = "AIX near its end"
# rows   = [[8192.0, 7700.0, 94.0, 1.0, 0.0, 0.0]]
# null   = [[0, "devices"]]
# host   = { os = "aix" }
# expect = "critical"
# says   = "杀进程"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part swaps
cat /proc/swaps
[ `wc -l </proc/swaps` -gt 1 ] || none swap
part uptime
cat /proc/uptime
part moves
grep '^pswp' /proc/vmstat
