-- +++
-- id      = "db.fra"
-- req     = ["DB-09"]
-- title   = { zh-CN = "快速恢复区", en = "Fast recovery area" }
-- why     = { zh-CN = "快速恢复区写满又无可回收空间时归档失败（ORA-19809），整库挂起。", en = "When it is full and nothing can be reclaimed, archiving fails (ORA-19809) and the database hangs." }
-- advice  = { zh-CN = "先看快速恢复区构成（db.fra-usage）是哪类文件占用。归档占用的：RMAN 执行 backup archivelog all delete input；闪回日志占用的：查 v$restore_point 有无遗忘的还原点。来不及时先临时加大：alter system set db_recovery_file_dest_size = …（先确认盘上真有空间）。不要只在操作系统层删文件，删后要在 RMAN 中 crosscheck 和 delete expired。", en = "See in db.fra-usage what fills it. Archived logs: RMAN backup archivelog all delete input; flashback logs: look for a forgotten restore point in v$restore_point. If time is short, raise db_recovery_file_dest_size for now (check that the disk has the room). Never just delete files in the OS; if that was done, crosscheck and delete expired in RMAN." }
-- cadence = "daily"
-- on      = { open = false }
-- subject = ["name"]
-- # No row or a NULL name: no recovery area is configured, which is in order.
-- empty   = "ok"
-- metric  = ["used_mb", "net_mb", "net_pct"]
-- # Judged on used minus reclaimable: reclaimable files are given back by themselves when room is needed (T21).
-- # That holds as long as the deletion policy is met; the limit is a quota and the disk behind may be smaller.
-- limits  = { warn = 80, crit = 90, used = 90 }
-- column.name           = { type = "text",    title = { zh-CN = "位置", en = "Location" } }
-- column.limit_mb       = { type = "number",  unit = "mb",      title = { zh-CN = "限额", en = "Limit" } }
-- column.used_mb        = { type = "number",  unit = "mb",      title = { zh-CN = "已用", en = "Used" } }
-- column.reclaimable_mb = { type = "number",  unit = "mb",      title = { zh-CN = "可回收", en = "Reclaimable" } }
-- column.net_mb         = { type = "number",  unit = "mb",      title = { zh-CN = "净占用", en = "Net" } }
-- column.used_pct       = { type = "number",  unit = "percent", title = { zh-CN = "已用率", en = "Used %" } }
-- column.net_pct        = { type = "number",  unit = "percent", title = { zh-CN = "净占用率", en = "Net %" } }
-- column.files          = { type = "integer", unit = "count",   title = { zh-CN = "文件数", en = "Files" } }
-- chart   = "net_pct"
-- [[rule]]
-- level = "critical"
-- when  = "net_pct != null && net_pct >= limits.crit"
-- says  = { zh-CN = "快速恢复区 {{ name }} 净占用 {{ net_pct }}%（已用 {{ used_pct }}%，可回收 {{ reclaimable_mb | mb }}），达到 {{ limits.crit }}%，写满后归档停止", en = "Fast recovery area {{ name }}: {{ net_pct }}% net ({{ used_pct }}% used, {{ reclaimable_mb | mb }} reclaimable), limit {{ limits.crit }}%; archiving stops when it is full" }
-- [[rule]]
-- level = "warning"
-- when  = "net_pct != null && net_pct >= limits.warn"
-- says  = { zh-CN = "快速恢复区 {{ name }} 净占用 {{ net_pct }}%（已用 {{ used_pct }}%，可回收 {{ reclaimable_mb | mb }}），达到 {{ limits.warn }}%", en = "Fast recovery area {{ name }}: {{ net_pct }}% net ({{ used_pct }}% used, {{ reclaimable_mb | mb }} reclaimable), limit {{ limits.warn }}%" }
-- [[rule]]
-- level = "note"
-- when  = "net_pct != null && used_pct >= limits.used"
-- says  = { zh-CN = "快速恢复区 {{ name }} 已用 {{ used_pct }}%，其中可回收 {{ reclaimable_mb | mb }}，净占用 {{ net_pct }}%，无需处理", en = "Fast recovery area {{ name }} is {{ used_pct }}% used, but {{ reclaimable_mb | mb }} are reclaimable: {{ net_pct }}% net, nothing to do" }
-- advice = { zh-CN = "可回收空间会自动释放；如可回收量一天天减少，检查备库传输和归档备份是否正常。", en = "Reclaimable space is given back by itself; if it shrinks day by day, check redo transport and archived log backups." }
-- [[rule]]
-- level = "warning"
-- when  = "net_pct == null"
-- says  = { zh-CN = "快速恢复区 {{ name }} 已设位置但限额为 0，占用率无法计算", en = "Fast recovery area {{ name }} has a location but a limit of 0; its use cannot be computed" }
-- advice = { zh-CN = "执行 show parameter db_recovery_file_dest 核对，设置 db_recovery_file_dest_size。", en = "Check show parameter db_recovery_file_dest and set db_recovery_file_dest_size." }
-- [[example]]
-- name   = "roomy"
-- rows   = [["/u03/fra", 1536000.0, 303515.0, 197630.0, 105885.0, 19.76, 6.89, 231]]
-- expect = "ok"
-- [[example]]
-- name   = "98 % used, 60 % reclaimable"
-- rows   = [["/u03/fra", 762675.0, 747417.0, 458445.0, 288972.0, 98.0, 37.89, 500]]
-- expect = "note"
-- says   = "无需处理"
-- [[example]]
-- name   = "85 % net"
-- rows   = [["+FRA", 1000000.0, 900000.0, 50000.0, 850000.0, 90.0, 85.0, 500]]
-- expect = "warning"
-- [[example]]
-- name   = "98 % used, nothing reclaimable"
-- rows   = [["/u03/fra", 757862.0, 742707.0, 0.0, 742707.0, 98.0, 98.0, 500]]
-- expect = "critical"
-- says   = "写满后归档停止"
-- [[example]]
-- name   = "a limit of 0: percentages are NULL"
-- rows   = [["/u03/fra", 0.0, 0.0, 0.0, 0.0, 0, 0, 0]]
-- null   = [[0, "used_pct"], [0, "net_pct"]]
-- expect = "warning"
-- [[example]]
-- name   = "not configured"
-- rows   = []
-- expect = "ok"
-- +++
select d.name,
       round(d.space_limit / 1048576)                                                         as limit_mb,
       round(d.space_used / 1048576)                                                          as used_mb,
       round(d.space_reclaimable / 1048576)                                                   as reclaimable_mb,
       round((d.space_used - d.space_reclaimable) / 1048576)                                  as net_mb,
       round(100 * d.space_used / nullif(d.space_limit, 0), 2)                                as used_pct,
       round(100 * (d.space_used - d.space_reclaimable) / nullif(d.space_limit, 0), 2)        as net_pct,
       d.number_of_files                                                                      as files
  from v$recovery_file_dest d
 where d.name is not null
