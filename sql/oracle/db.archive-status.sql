-- +++
-- id      = "db.archive-status"
-- req     = ["DB-09"]
-- title   = { zh-CN = "备库接收与应用（主库所见）", en = "Standby as the primary sees it" }
-- why     = { zh-CN = "传输通着不等于备库在用：有缺口或没有应用，主备切换时就不是最新数据。", en = "A working transport does not mean a usable standby: with a gap, or nothing applied, a switchover would not have the latest data." }
-- advice  = { zh-CN = "到备库查：select process, status, sequence# from v$managed_standby（12.2 以后用 V$DATAGUARD_PROCESS）；没有 MRP0 就执行 alter database recover managed standby database disconnect from session（用 Broker 的改由 DGMGRL edit database 置为 apply-on）。有缺口的，核对主库上缺的归档是否还在，在就等 FAL 自动补或手工复制后 alter database register logfile；已删除的用 RMAN 增量备份补备库（recover database from service）。", en = "On the standby: select process, status, sequence# from v$managed_standby (V$DATAGUARD_PROCESS from 12.2). Without MRP0: alter database recover managed standby database disconnect from session (under the broker set apply-on in DGMGRL). With a gap: if the primary still has the logs, let FAL fetch them, or copy them and alter database register logfile; if they are gone, roll the standby forward with an RMAN incremental (recover database from service)." }
-- cadence = "daily"
-- on      = { open = false, role = ["primary"], when = "db.log_mode == 'ARCHIVELOG'" }
-- subject = ["dest_id"]
-- empty   = "ok"
-- column.dest_id         = { type = "integer", title = { zh-CN = "编号", en = "Destination" } }
-- column.db_unique_name  = { type = "text",    title = { zh-CN = "备库", en = "Standby" } }
-- column.dest_type       = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.database_mode   = { type = "text",    title = { zh-CN = "备库打开方式", en = "Standby mode" } }
-- column.recovery_mode   = { type = "text",    title = { zh-CN = "应用方式", en = "Recovery mode" } }
-- column.protection_mode = { type = "text",    title = { zh-CN = "保护模式", en = "Protection" } }
-- column.sync_status     = { type = "text",    title = { zh-CN = "同步", en = "Synchronization" } }
-- column.in_sync         = { type = "text",    title = { zh-CN = "已同步", en = "Synchronized" } }
-- column.gap_status      = { type = "text",    title = { zh-CN = "缺口", en = "Gap" } }
-- column.archived_seq    = { type = "integer", title = { zh-CN = "已收到序列", en = "Received" } }
-- column.applied_seq     = { type = "integer", title = { zh-CN = "已应用序列", en = "Applied" } }
-- [[rule]]
-- level = "critical"
-- when  = "status == 'VALID' && gap_status != null && gap_status in ['UNRESOLVABLE GAP', 'LOCALLY UNRESOLVABLE GAP']"
-- says  = { zh-CN = "备库 {{ db_unique_name }} 有无法自动补上的日志缺口（{{ gap_status }}），已收到序列 {{ archived_seq }}", en = "Standby {{ db_unique_name }} has a gap that cannot be resolved by itself ({{ gap_status }}); received up to {{ archived_seq }}" }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'VALID' && gap_status != null && gap_status == 'RESOLVABLE GAP'"
-- says  = { zh-CN = "备库 {{ db_unique_name }} 有日志缺口（可自动补），已收到序列 {{ archived_seq }}，已应用 {{ applied_seq }}", en = "Standby {{ db_unique_name }} has a resolvable gap: received up to {{ archived_seq }}, applied {{ applied_seq }}" }
-- [[rule]]
-- level = "warning"
-- topic = "apply"
-- when  = "status == 'VALID' && dest_type == 'PHYSICAL' && recovery_mode != null && recovery_mode == 'IDLE'"
-- says  = { zh-CN = "备库 {{ db_unique_name }} 没有在应用日志（RECOVERY_MODE=IDLE），已应用到序列 {{ applied_seq }}", en = "Standby {{ db_unique_name }} applies nothing (RECOVERY_MODE=IDLE); applied up to {{ applied_seq }}" }
-- [[rule]]
-- level = "warning"
-- topic = "sync"
-- when  = "status == 'VALID' && protection_mode != null && protection_mode != 'MAXIMUM PERFORMANCE' && in_sync != null && in_sync == 'NO'"
-- says  = { zh-CN = "保护模式为 {{ protection_mode }}，但备库 {{ db_unique_name }} 未同步（{{ sync_status }}）：此刻主库故障会丢数据", en = "The protection mode is {{ protection_mode }}, but standby {{ db_unique_name }} is not synchronized ({{ sync_status }}): a disaster now would lose data" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'VALID' && gap_status != null && !(gap_status in ['NO GAP', 'RESOLVABLE GAP', 'UNRESOLVABLE GAP', 'LOCALLY UNRESOLVABLE GAP'])"
-- says  = { zh-CN = "备库 {{ db_unique_name }} 的缺口状态为 {{ gap_status }}，通常随日志切换自行消失", en = "The gap status of standby {{ db_unique_name }} is {{ gap_status }}; it usually passes with a log switch" }
-- [[example]]
-- name   = "real-time apply, no gap"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "OPEN_READ-ONLY", "MANAGED REAL TIME APPLY", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "NO GAP", 88479, 88478]]
-- expect = "ok"
-- [[example]]
-- name   = "destination in error: reported by db.archive-dest"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "ERROR", "UNKNOWN", "UNKNOWN", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "RESOLVABLE GAP", 88458, 88458]]
-- expect = "ok"
-- [[example]]
-- name   = "resolvable gap"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "MOUNTED-STANDBY", "MANAGED", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "RESOLVABLE GAP", 88458, 88450]]
-- expect = "warning"
-- [[example]]
-- name   = "unresolvable gap"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "MOUNTED-STANDBY", "MANAGED", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "UNRESOLVABLE GAP", 88458, 88450]]
-- expect = "critical"
-- [[example]]
-- name   = "nothing applied"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "OPEN_READ-ONLY", "IDLE", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "NO GAP", 88479, 88450]]
-- expect = "warning"
-- says   = "没有在应用日志"
-- [[example]]
-- name   = "maximum availability, not in sync"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "OPEN_READ-ONLY", "MANAGED REAL TIME APPLY", "MAXIMUM AVAILABILITY", "DESTINATION HAS A GAP", "NO", "NO GAP", 88479, 88478]]
-- expect = "warning"
-- says   = "未同步"
-- [[example]]
-- name   = "transient gap state"
-- rows   = [[2, "SWCDBDG", "PHYSICAL", "VALID", "OPEN_READ-ONLY", "MANAGED REAL TIME APPLY", "MAXIMUM PERFORMANCE", "CHECK CONFIGURATION", "NO", "LOG SWITCH GAP", 88479, 88478]]
-- expect = "note"
-- [[example]]
-- name   = "far sync without apply columns"
-- rows   = [[3, "SWCDBFS", "FAR SYNC", "VALID", "", "", "", "", "", "", 0, 0]]
-- null   = [[0, "archived_seq"], [0, "applied_seq"]]
-- expect = "ok"
-- [[example]]
-- name   = "no standby"
-- rows   = []
-- expect = "ok"
-- +++
select dest_id,
       db_unique_name,
       type dest_type,
       status,
       database_mode,
       recovery_mode,
       protection_mode,
       synchronization_status sync_status,
       synchronized in_sync,
       gap_status,
       archived_seq# archived_seq,
       applied_seq# applied_seq
  from v$archive_dest_status
 where type <> 'LOCAL'
   and status not in ('INACTIVE', 'DEFERRED')
   and destination is not null
 order by dest_id
