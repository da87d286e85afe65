-- +++
-- id      = "db.undo-stat"
-- req     = ["DB-08"]
-- title   = { zh-CN = "回滚错误迹象（24 小时）", en = "Undo errors (24 hours)" }
-- why     = { zh-CN = "ORA-01555 使长查询和导出失败，ORA-30036 使更新失败；计数只保留 4 天，要及时看。", en = "ORA-01555 breaks long queries and exports, ORA-30036 breaks updates; the counts are kept for four days only." }
-- advice  = { zh-CN = "对照最长查询与回滚保留时间：查询更长的，先优化该 SQL_ID，或把 undo_retention 调到略大于最长查询，并确认回滚表空间容得下；是逻辑导出失败的，改到业务低峰重做。参数调整要填《系统调整记录单》。", en = "Compare the longest query with the retention: if the query is longer, tune that SQL id, or set undo_retention a little above it and see that the undo tablespace can hold it; repeat a failed export off-peak. Record the parameter change." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "inst_id"]
-- # A PDB under shared undo has no rows of its own: the root judges it.
-- empty   = "ok"
-- metric  = ["ora_01555", "ora_30036", "max_query_s"]
-- # V$UNDOSTAT has a row for every ten minutes; all buckets that ended within 24 hours.
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.inst_id         = { type = "integer", title = { zh-CN = "实例号", en = "Instance" } }
-- column.first_time      = { type = "time",    title = { zh-CN = "统计起始", en = "From" } }
-- column.ora_01555       = { type = "integer", unit = "count",   title = { zh-CN = "ORA-01555 次数", en = "ORA-01555" } }
-- column.ora_30036       = { type = "integer", unit = "count",   title = { zh-CN = "ORA-30036 次数", en = "ORA-30036" } }
-- column.last_error_time = { type = "time",    title = { zh-CN = "最近一次", en = "Last error" } }
-- column.max_query_s     = { type = "number",  unit = "seconds", title = { zh-CN = "最长查询", en = "Longest query" } }
-- column.max_query_sql   = { type = "text",    title = { zh-CN = "最长查询 SQL_ID", en = "Its SQL id" } }
-- column.min_retention_s = { type = "number",  unit = "seconds", title = { zh-CN = "最短保留时间", en = "Least retention" } }
-- column.steals          = { type = "integer", unit = "count",   title = { zh-CN = "抢占未过期次数", en = "Unexpired steals" } }
-- [[rule]]
-- level = "critical"
-- topic = "space"
-- when  = "ora_30036 > 0"
-- says  = { zh-CN = "实例 {{ inst_id }} 24 小时内有 {{ ora_30036 }} 次回滚空间不足（ORA-30036），更新操作已失败", en = "Instance {{ inst_id }} ran out of undo space {{ ora_30036 }} times within 24 hours (ORA-30036); updates have failed" }
-- advice = { zh-CN = "立即看回滚表空间使用率（db.undo-space）和 gv$transaction 中的大事务；给回滚表空间加数据文件或加大 maxsize，通知失败业务重做。", en = "See db.undo-space and the large transactions in gv$transaction at once; add a data file to the undo tablespace or raise maxsize, and have the failed work repeated." }
-- [[rule]]
-- level = "warning"
-- topic = "old"
-- when  = "ora_01555 > 0"
-- says  = { zh-CN = "实例 {{ inst_id }} 24 小时内有 {{ ora_01555 }} 次快照过旧（ORA-01555），最近在 {{ last_error_time }}；最长查询 {{ max_query_s | duration }}", en = "Instance {{ inst_id }} had {{ ora_01555 }} snapshot-too-old errors within 24 hours (ORA-01555), the last at {{ last_error_time }}; longest query {{ max_query_s | duration }}" }
-- [[example]]
-- name   = "no errors; the last error is NULL"
-- rows   = [["", 1, "2026-11-21 08:00:00", 0, 0, "", 1311.0, "c0nzv3g380gsp", 2212.0, 0]]
-- null   = [[0, "last_error_time"]]
-- expect = "ok"
-- [[example]]
-- name   = "snapshot too old"
-- rows   = [["", 1, "2026-11-21 08:00:00", 3, 0, "2026-11-22 03:20:00", 9200.0, "c0nzv3g380gsp", 2212.0, 12]]
-- expect = "warning"
-- says   = "ORA-01555"
-- [[example]]
-- name   = "out of undo space"
-- rows   = [["", 2, "2026-11-21 08:00:00", 3, 1, "2026-11-22 03:20:00", 9200.0, "c0nzv3g380gsp", 2212.0, 12]]
-- expect = "critical"
-- says   = "ORA-30036"
-- [[example]]
-- name   = "a PDB under shared undo"
-- rows   = []
-- expect = "ok"
-- +++
select cast(null as varchar2(128))                                              as con_name,
       u.inst_id,
       min(u.begin_time)                                                        as first_time,
       sum(u.ssolderrcnt)                                                       as ora_01555,
       sum(u.nospaceerrcnt)                                                     as ora_30036,
       max(case when u.ssolderrcnt + u.nospaceerrcnt > 0 then u.end_time end)   as last_error_time,
       max(u.maxquerylen)                                                       as max_query_s,
       max(u.maxqueryid) keep (dense_rank last order by u.maxquerylen)          as max_query_sql,
       min(u.tuned_undoretention)                                               as min_retention_s,
       sum(u.unxpstealcnt)                                                      as steals
  from gv$undostat u
 where u.end_time > sysdate - 1
 group by u.inst_id
 order by u.inst_id
