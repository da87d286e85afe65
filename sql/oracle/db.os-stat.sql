-- +++
-- id      = "db.os-stat"
-- req     = ["DB-13", "DB-24"]
-- title   = { zh-CN = "主机负载（数据库所见）", en = "Host load as the database sees it" }
-- why     = { zh-CN = "不登录主机也能知道数据库服务器的 CPU 是否跑满；与主机巡检的数字互为印证。", en = "Tells whether the database server's CPUs are busy without a log-in there; a second source beside the host checks." }
-- advice  = { zh-CN = "CPU 持续很忙的，看 db.top-sql 里 CPU 时间最多的语句和同机其他进程（主机巡检的前十进程）；负载远高于 CPU 数而 CPU 不忙，多半是 I/O 等待。", en = "If the CPUs stay busy, look at the statements with most CPU time in db.top-sql and at other processes on the host; a load far above the CPU count with idle CPUs means waiting for I/O." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["inst_id"]
-- empty   = "unknown"
-- metric  = ["busy_cs", "idle_cs", "iowait_cs", "os_load", "startup_epoch"]
-- counter_reset = "startup_epoch"
-- chart   = "os_load"
-- limits  = { busy_pct = 90, load_per_cpu = 2 }
-- column.inst_id       = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.host_name     = { type = "text",    title = { zh-CN = "主机", en = "Host" } }
-- column.cpus          = { type = "integer", unit = "count", title = { zh-CN = "CPU 数", en = "CPUs" } }
-- column.os_load       = { type = "number",  title = { zh-CN = "负载", en = "Load" } }
-- column.memory_mb     = { type = "number",  unit = "mb", title = { zh-CN = "物理内存", en = "Memory" } }
-- column.free_mb       = { type = "number",  unit = "mb", title = { zh-CN = "空闲内存", en = "Free memory" } }
-- column.busy_cs       = { type = "number",  title = { zh-CN = "忙（厘秒）", en = "Busy (cs)" } }
-- column.idle_cs       = { type = "number",  title = { zh-CN = "闲（厘秒）", en = "Idle (cs)" } }
-- column.iowait_cs     = { type = "number",  title = { zh-CN = "等 I/O（厘秒）", en = "I/O wait (cs)" } }
-- column.startup_epoch = { type = "number",  title = { zh-CN = "实例启动标记", en = "Startup mark" } }
-- column.busy_pct      = { type = "number",  unit = "percent", title = { zh-CN = "CPU 使用率（本次）", en = "CPU busy since the last look" }, compute = "delta('busy_cs') + delta('idle_cs') > 0.0 ? delta('busy_cs') * 100.0 / (delta('busy_cs') + delta('idle_cs')) : null" }
-- column.iowait_pct    = { type = "number",  unit = "percent", title = { zh-CN = "等 I/O（本次）", en = "I/O wait since the last look" }, compute = "delta('busy_cs') + delta('idle_cs') > 0.0 ? delta('iowait_cs') * 100.0 / (delta('busy_cs') + delta('idle_cs')) : null" }
-- show    = ["inst_id", "host_name", "cpus", "os_load", "busy_pct", "iowait_pct", "memory_mb", "free_mb"]
-- [[rule]]
-- level = "note"
-- when  = "busy_pct != null && busy_pct >= limits.busy_pct"
-- says  = { zh-CN = "主机 {{ host_name }} 自上次巡检以来 CPU 平均使用率 {{ busy_pct }}%（限 {{ limits.busy_pct }}%）", en = "Host {{ host_name }}: CPUs busy {{ busy_pct }}% on average since the last look (limit {{ limits.busy_pct }}%)" }
-- [[rule]]
-- level = "note"
-- topic = "load"
-- when  = "os_load != null && cpus != null && os_load > cpus * limits.load_per_cpu"
-- says  = { zh-CN = "主机 {{ host_name }} 当前负载 {{ os_load }}，超过 {{ cpus }} 个 CPU 的 {{ limits.load_per_cpu }} 倍", en = "Host {{ host_name }}: load {{ os_load }} is more than {{ limits.load_per_cpu }} times its {{ cpus }} CPUs" }
-- [[example]]
-- name   = "first look"
-- rows   = [[1, "swdb01", 32, 6.1, 262144.0, 31744.0, 3123990176.0, 8277433823.0, 125415664.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "a quarter busy"
-- rows   = [[1, "swdb01", 32, 6.1, 262144.0, 31744.0, 1250000.0, 3750000.0, 10000.0, 1791771455]]
-- prev   = [[1, "swdb01", 32, 6.1, 262144.0, 31744.0, 1000000.0, 3000000.0, 10000.0, 1791771455]]
-- expect = "ok"
-- [[example]]
-- name   = "95 % busy"
-- rows   = [[1, "swdb01", 32, 40.0, 262144.0, 31744.0, 1950000.0, 3050000.0, 10000.0, 1791771455]]
-- prev   = [[1, "swdb01", 32, 6.1, 262144.0, 31744.0, 1000000.0, 3000000.0, 10000.0, 1791771455]]
-- prev_hours = 6
-- expect = "note"
-- says   = "95%"
-- [[example]]
-- name   = "long run queue"
-- rows   = [[1, "swdb01", 32, 99.0, 262144.0, 31744.0, 1950000.0, 3050000.0, 10000.0, 1791771455]]
-- expect = "note"
-- says   = "负载 99"
-- [[example]]
-- name   = "Windows: no load, no I/O wait"
-- rows   = [[1, "swdb01", 32, 0.0, 262144.0, 0.0, 1950000.0, 3050000.0, 0.0, 1791771455]]
-- null   = [[0, "os_load"], [0, "free_mb"], [0, "iowait_cs"]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select i.inst_id,
       i.host_name,
       max(case o.stat_name when 'NUM_CPUS' then o.value end) cpus,
       round(max(case o.stat_name when 'LOAD' then o.value end), 2) os_load,
       round(max(case o.stat_name when 'PHYSICAL_MEMORY_BYTES' then o.value end) / 1048576) memory_mb,
       round(max(case o.stat_name when 'FREE_MEMORY_BYTES' then o.value end) / 1048576) free_mb,
       max(case o.stat_name when 'BUSY_TIME' then o.value end) busy_cs,
       max(case o.stat_name when 'IDLE_TIME' then o.value end) idle_cs,
       max(case o.stat_name when 'IOWAIT_TIME' then o.value end) iowait_cs,
       round((i.startup_time - date '1970-01-01') * 86400) startup_epoch
  from gv$instance i
  join gv$osstat o on o.inst_id = i.inst_id
 group by i.inst_id, i.host_name, i.startup_time
 order by i.inst_id
