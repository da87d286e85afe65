-- +++
-- id      = "db.resource-limit"
-- req     = ["DB-04"]
-- title   = { zh-CN = "资源上限（进程、会话等）", en = "Resource limits (processes, sessions and others)" }
-- why     = { zh-CN = "processes 用尽报 ORA-00020，sessions 用尽报 ORA-00018：新连接全部失败，连管理员也可能登录不上。", en = "Out of processes is ORA-00020, out of sessions ORA-00018: no new connection succeeds, perhaps not even the administrator's." }
-- advice  = { zh-CN = "先查是谁占用：select machine, program, count(*) from gv$session group by machine, program order by 3 desc；属连接泄漏的由中间件侧回收或重启该连接池，属正常增长的，先核对各连接池最大值之和，再 alter system set processes=新值 scope=spfile（sessions 随之计算），安排窗口重启实例，并填写系统调整记录单。", en = "See who uses them: select machine, program, count(*) from gv$session group by machine, program order by 3 desc. A leak is mended in the connection pool; for honest growth add up the pools' maxima, then alter system set processes=N scope=spfile (sessions follow) and restart in a window, with a change record." }
-- cadence = "daily"
-- subject = ["inst_id", "resource_name"]
-- empty   = "unknown"
-- metric  = ["in_use", "used_pct"]
-- chart   = "used_pct"
-- limits  = { warn = 80, crit = 90 }
-- column.inst_id       = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.resource_name = { type = "text",    title = { zh-CN = "资源", en = "Resource" } }
-- column.in_use        = { type = "integer", unit = "count",   title = { zh-CN = "当前使用", en = "In use" } }
-- column.peak          = { type = "integer", unit = "count",   title = { zh-CN = "启动以来峰值", en = "Peak since startup" } }
-- column.max_value     = { type = "integer", unit = "count",   title = { zh-CN = "上限", en = "Limit" } }
-- column.used_pct      = { type = "number",  unit = "percent", title = { zh-CN = "使用率", en = "Used %" } }
-- column.peak_pct      = { type = "number",  unit = "percent", title = { zh-CN = "峰值使用率", en = "Peak %" } }
-- [[rule]]
-- level = "critical"
-- when  = "used_pct != null && used_pct >= limits.crit"
-- says  = { zh-CN = "实例 {{ inst_id }} 的 {{ resource_name }} 已用 {{ in_use }}，上限 {{ max_value }}，使用率 {{ used_pct }}%，达到 {{ limits.crit }}%", en = "Instance {{ inst_id }} uses {{ in_use }} of {{ max_value }} {{ resource_name }}: {{ used_pct }}%, limit {{ limits.crit }}%" }
-- [[rule]]
-- level = "warning"
-- when  = "used_pct != null && used_pct >= limits.warn"
-- says  = { zh-CN = "实例 {{ inst_id }} 的 {{ resource_name }} 已用 {{ in_use }}，上限 {{ max_value }}，使用率 {{ used_pct }}%，达到 {{ limits.warn }}%", en = "Instance {{ inst_id }} uses {{ in_use }} of {{ max_value }} {{ resource_name }}: {{ used_pct }}%, limit {{ limits.warn }}%" }
-- [[rule]]
-- level = "note"
-- when  = "peak_pct != null && peak_pct >= limits.crit"
-- says  = { zh-CN = "实例 {{ inst_id }} 的 {{ resource_name }} 启动以来曾用到 {{ peak }}（{{ peak_pct }}%，上限 {{ max_value }}），现为 {{ in_use }}", en = "Instance {{ inst_id }} once used {{ peak }} {{ resource_name }} since startup ({{ peak_pct }}% of {{ max_value }}); {{ in_use }} now" }
-- [[example]]
-- name   = "a fifth in use"
-- rows   = [[1, "processes", 303, 612, 1500, 20.2, 40.8], [1, "sessions", 321, 701, 2280, 14.1, 30.7]]
-- expect = "ok"
-- [[example]]
-- name   = "four fifths"
-- rows   = [[1, "processes", 1205, 1300, 1500, 80.3, 86.7]]
-- expect = "warning"
-- [[example]]
-- name   = "nearly out"
-- rows   = [[2, "processes", 1490, 1495, 1500, 99.3, 99.7]]
-- expect = "critical"
-- says   = "已用 1490"
-- [[example]]
-- name   = "was nearly out once"
-- rows   = [[1, "sessions", 321, 2200, 2280, 14.1, 96.5]]
-- expect = "note"
-- [[example]]
-- name   = "unlimited"
-- rows   = [[1, "transactions", 4, 120, 0, 0.0, 0.0]]
-- null   = [[0, "max_value"], [0, "used_pct"], [0, "peak_pct"]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select inst_id, resource_name, in_use, peak, max_value,
       round(in_use / nullif(max_value, 0) * 100, 1) used_pct,
       round(peak / nullif(max_value, 0) * 100, 1) peak_pct
  from (select inst_id, resource_name,
               max(current_utilization) in_use,
               max(max_utilization) peak,
               max(case when regexp_like(trim(limit_value), '^[0-9]+$') then to_number(trim(limit_value)) end) max_value
          from gv$resource_limit
         where resource_name in ('processes', 'sessions', 'transactions', 'enqueue_locks', 'dml_locks', 'max_rollback_segments')
         group by inst_id, resource_name)
 order by inst_id, used_pct desc nulls last, resource_name
