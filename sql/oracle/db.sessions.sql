-- +++
-- id      = "db.sessions"
-- req     = ["DB-04"]
-- title   = { zh-CN = "会话数", en = "Session counts" }
-- why     = { zh-CN = "会话数是连接池和应用是否正常的第一手数字；突然翻番多半是连接泄漏或前端重试，再涨下去就是 ORA-00018/ORA-00020，谁也登录不上。", en = "The number of sessions is the first sign of a sick connection pool: when it doubles, connections leak or clients retry, and ORA-00018/ORA-00020 comes next." }
-- advice  = { zh-CN = "按来源统计：select machine, program, status, count(*) from gv$session where type = 'USER' group by machine, program, status order by 4 desc。增长集中在某一台应用服务器的，请中间件工程师查该机的连接池（最大连接数、泄漏、线程阻塞）；是否接近上限看 db.resource-limit。", en = "Count by origin: select machine, program, status, count(*) from gv$session where type = 'USER' group by machine, program, status order by 4 desc. If one application server accounts for the growth, have its connection pool looked at (maximum, leaks, stuck threads); db.resource-limit tells how near the limit is." }
-- cadence = "daily"
-- subject = ["inst_id", "session_type", "status"]
-- empty   = "unknown"
-- metric  = ["sessions"]
-- chart   = "sessions"
-- limits  = { jump = 100, jump_ratio = 1.5 }
-- column.inst_id      = { type = "integer", title = { zh-CN = "实例", en = "Instance" } }
-- column.session_type = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
-- column.status       = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.sessions     = { type = "integer", unit = "count", title = { zh-CN = "会话数", en = "Sessions" } }
-- column.users        = { type = "integer", unit = "count", title = { zh-CN = "用户数", en = "Users" } }
-- column.machines     = { type = "integer", unit = "count", title = { zh-CN = "客户机数", en = "Machines" } }
-- column.longest_s    = { type = "integer", unit = "seconds", title = { zh-CN = "最长状态持续", en = "Longest in this state" } }
-- [[rule]]
-- level = "note"
-- when  = "session_type == 'ALL' && prev('sessions') != null && sessions - prev('sessions') >= limits.jump && sessions >= prev('sessions') * limits.jump_ratio"
-- says  = { zh-CN = "实例 {{ inst_id }} 的会话数比上次巡检增加五成以上，现为 {{ sessions }} 个（增幅达 {{ limits.jump }} 个即提示）", en = "Instance {{ inst_id }} has at least half as many sessions again as at the last look: {{ sessions }} now (noted from a rise of {{ limits.jump }})" }
-- [[example]]
-- name   = "as many as before"
-- rows   = [[1, "ALL", "ALL", 300, 23, 14, 3562945], [1, "USER", "INACTIVE", 219, 20, 12, 1420]]
-- prev   = [[1, "ALL", "ALL", 290, 23, 14, 3519745], [1, "USER", "INACTIVE", 210, 20, 12, 1420]]
-- expect = "ok"
-- [[example]]
-- name   = "doubled since the last look"
-- rows   = [[1, "ALL", "ALL", 640, 23, 14, 3562945]]
-- prev   = [[1, "ALL", "ALL", 300, 23, 14, 3519745]]
-- prev_hours = 6
-- expect = "note"
-- says   = "现为 640 个"
-- [[example]]
-- name   = "small instance: doubling from 40 is no news"
-- rows   = [[1, "ALL", "ALL", 90, 5, 3, 86400]]
-- prev   = [[1, "ALL", "ALL", 40, 5, 3, 43200]]
-- expect = "ok"
-- [[example]]
-- name   = "first look"
-- rows   = [[1, "ALL", "ALL", 640, 23, 14, 3562945]]
-- expect = "ok"
-- [[example]]
-- name   = "nothing read"
-- rows   = []
-- expect = "unknown"
-- +++
select inst_id,
       decode(grouping(type), 1, 'ALL', type) session_type,
       decode(grouping(status), 1, 'ALL', status) status,
       count(*) sessions,
       count(distinct username) users,
       count(distinct machine) machines,
       max(last_call_et) longest_s
  from gv$session
 group by inst_id, rollup((type, status))
 order by 1, 2, 3
