# +++
# id      = "host.load"
# req     = ["HO-05", "HO-10", "DB-13"]
# title   = { zh-CN = "运行队列", en = "Run queue" }
# why     = { zh-CN = "合同的负载只算正在运行和等待 CPU 的进程，不含等待磁盘的；Linux 的平均负载含后者，只作参考。", en = "The contract's load counts processes that run or wait for a CPU, not those that wait for a disk; the load average of Linux counts these too and is shown for reference." }
# advice  = { zh-CN = "运行队列长期超过处理器数：看 host.top 谁在抢 CPU；平均负载高而队列短，多半是磁盘或 NFS 慢，看 host.disk-io 和阻塞数。", en = "A queue that stays longer than the number of processors: see in host.top who takes the CPU. A high load average with a short queue is mostly a slow disk or NFS: see host.disk-io and the blocked ones." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "load"
# twice   = true
# subject = []
# empty   = "unknown"
# metric  = ["run_queue", "per_cpu", "load1", "load5", "load15"]
# limits  = { warn = 1, crit = 2 }
# chart   = "per_cpu"
# column.run_queue = { type = "number", unit = "count", title = { zh-CN = "运行队列", en = "Run queue" } }
# column.blocked   = { type = "number", unit = "count", title = { zh-CN = "阻塞（等 I/O）", en = "Blocked" } }
# column.load1     = { type = "number", title = { zh-CN = "1 分钟平均负载", en = "Load 1 min" } }
# column.load5     = { type = "number", title = { zh-CN = "5 分钟平均负载", en = "Load 5 min" } }
# column.load15    = { type = "number", title = { zh-CN = "15 分钟平均负载", en = "Load 15 min" } }
# column.per_cpu   = { type = "number", title = { zh-CN = "每个处理器的队列", en = "Queue per processor" }, compute = "run_queue / host.cpus" }
# [[rule]]
# level = "critical"
# when  = "per_cpu > limits.crit"
# says  = { zh-CN = "运行队列 {{ run_queue }}，每个处理器 {{ per_cpu }}，超过 {{ limits.crit }}（{{ host.cpus }} 个处理器，平均负载 {{ load1 }} / {{ load5 }} / {{ load15 }}）", en = "The run queue is {{ run_queue }}, {{ per_cpu }} per processor, more than {{ limits.crit }} ({{ host.cpus }} processors, load averages {{ load1 }} / {{ load5 }} / {{ load15 }})" }
# [[rule]]
# level = "warning"
# when  = "per_cpu > limits.warn && per_cpu <= limits.crit"
# says  = { zh-CN = "运行队列 {{ run_queue }}，每个处理器 {{ per_cpu }}，超过 {{ limits.warn }}（{{ host.cpus }} 个处理器，平均负载 {{ load1 }} / {{ load5 }} / {{ load15 }}）", en = "The run queue is {{ run_queue }}, {{ per_cpu }} per processor, more than {{ limits.warn }} ({{ host.cpus }} processors, load averages {{ load1 }} / {{ load5 }} / {{ load15 }})" }
# [[example]]
# name   = "four processors, four that run"
# rows   = [[4.0, 0.0, 3.9, 3.5, 3.0]]
# expect = "ok"
# [[example]]
# name   = "a high load average of those that wait for disks"
# rows   = [[1.0, 30.0, 31.0, 30.5, 30.0]]
# expect = "ok"
# [[example]]
# name   = "longer than the processors"
# rows   = [[6.0, 0.0, 5.9, 3.5, 3.0]]
# expect = "warning"
# says   = "每个处理器 1.5"
# [[example]]
# name   = "more than twice"
# rows   = [[20.0, 0.0, 25.9, 23.5, 13.0]]
# host   = { cpus = "8" }
# expect = "critical"
# [[example]]
# name   = "no averages"
# rows   = [[1.0, 0.0, 0.0, 0.0, 0.0]]
# null   = [[0, "blocked"], [0, "load1"], [0, "load5"], [0, "load15"]]
# expect = "ok"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
# Several moments: this look's own helpers have just begun when the first of them comes.
part stat
for i in 1 2 3; do
  sleep 0.1
  grep '^procs_' /proc/stat
done
part loadavg
cat /proc/loadavg
