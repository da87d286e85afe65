# +++
# id      = "host.cpu"
# req     = ["HO-05", "HO-10", "DB-13"]
# title   = { zh-CN = "CPU 使用率", en = "CPU use" }
# why     = { zh-CN = "CPU 长时间用满，业务响应变慢。等待磁盘（iowait）是空闲时间，不算使用；被宿主机占走的（steal）算。", en = "A CPU that stays full makes everything slow. Time spent waiting for a disk (iowait) is idle and does not count; what the hypervisor took (steal) does." }
# advice  = { zh-CN = "看 host.top 的前十个进程和 host.load 的运行队列；持续偏高时与往日同时段比较，确认是业务高峰、失控进程还是 SQL 变差。", en = "See the first ten of host.top and the run queue of host.load; where it stays high compare with the same hour of other days: a peak, a process out of hand, or a bad SQL." }
# cadence = "interval"
# on      = { os = ["linux"] }
# parser  = "cpu"
# twice   = true
# subject = []
# empty   = "unknown"
# metric  = ["busy_pct", "user_pct", "system_pct", "iowait_pct", "steal_pct"]
# limits  = { warn = 80, crit = 90 }
# chart   = "busy_pct"
# column.busy_pct     = { type = "number", unit = "percent", title = { zh-CN = "使用率", en = "Busy" } }
# column.user_pct     = { type = "number", unit = "percent", title = { zh-CN = "用户态", en = "User" } }
# column.system_pct   = { type = "number", unit = "percent", title = { zh-CN = "内核态", en = "System" } }
# column.iowait_pct   = { type = "number", unit = "percent", title = { zh-CN = "等待 I/O", en = "I/O wait" } }
# column.steal_pct    = { type = "number", unit = "percent", title = { zh-CN = "被宿主机占用", en = "Stolen" } }
# column.idle_pct     = { type = "number", unit = "percent", title = { zh-CN = "空闲", en = "Idle" } }
# column.physical     = { type = "number", unit = "count",   title = { zh-CN = "占用物理处理器（AIX）", en = "Physical processors (AIX)" } }
# column.entitled_pct = { type = "number", unit = "percent", title = { zh-CN = "占授权容量（AIX）", en = "Of the entitlement (AIX)" } }
# [[rule]]
# level = "critical"
# when  = "busy_pct > limits.crit"
# says  = { zh-CN = "CPU 使用率 {{ busy_pct }}%，超过 {{ limits.crit }}%（用户 {{ user_pct }}%，内核 {{ system_pct }}%）", en = "The CPU is {{ busy_pct }} % busy, more than {{ limits.crit }} % (user {{ user_pct }} %, system {{ system_pct }} %)" }
# [[rule]]
# level = "warning"
# when  = "busy_pct > limits.warn && busy_pct <= limits.crit"
# says  = { zh-CN = "CPU 使用率 {{ busy_pct }}%，超过 {{ limits.warn }}%（用户 {{ user_pct }}%，内核 {{ system_pct }}%）", en = "The CPU is {{ busy_pct }} % busy, more than {{ limits.warn }} % (user {{ user_pct }} %, system {{ system_pct }} %)" }
# [[example]]
# name   = "quiet, though it waits for disks"
# rows   = [[12.0, 10.0, 2.0, 60.0, 0.0, 28.0, 0.0, 0.0]]
# null   = [[0, "physical"], [0, "entitled_pct"]]
# expect = "ok"
# [[example]]
# name   = "80 is not more than 80"
# rows   = [[80.0, 70.0, 10.0, 0.0, 0.0, 20.0, 0.0, 0.0]]
# expect = "ok"
# [[example]]
# name   = "busy"
# rows   = [[85.0, 70.0, 15.0, 0.0, 0.0, 15.0, 0.0, 0.0]]
# expect = "warning"
# [[example]]
# name   = "full"
# rows   = [[97.5, 90.0, 7.5, 0.0, 0.0, 2.5, 1.95, 97.5]]
# expect = "critical"
# says   = "超过 90%"
# [[example]]
# name   = "the counters started anew between the looks"
# rows   = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
# null   = [[0, "busy_pct"], [0, "user_pct"], [0, "system_pct"], [0, "iowait_pct"], [0, "steal_pct"], [0, "idle_pct"], [0, "physical"], [0, "entitled_pct"]]
# expect = "unknown"
# [[example]]
# name   = "no answer"
# rows   = []
# expect = "unknown"
# +++
part stat
grep '^cpu ' /proc/stat
