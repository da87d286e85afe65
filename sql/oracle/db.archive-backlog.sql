-- +++
-- id      = "db.archive-backlog"
-- req     = ["DB-09"]
-- title   = { zh-CN = "待送往备库的归档", en = "Archived logs not yet on the standby" }
-- why     = { zh-CN = "还没送到备库的归档就是主库出事时会丢的数据；它们在送达之前也不能从主库删除。", en = "What has not reached the standby is what a disaster would lose; those logs must also stay on the primary until shipped." }
-- advice  = { zh-CN = "先按 db.archive-dest 排除传输错误；恢复后缺的归档由 FAL 自动补。在补齐之前不要删除主库上相应序列的归档（RMAN 用 configure archivelog deletion policy to applied on all standby 可防误删），并盯住归档空间。未应用积压的，到备库看 MRP 是否在跑、有无人为延迟（DELAY）。", en = "Mend the transport first (db.archive-dest); FAL then fetches what is missing. Until then keep those sequences on the primary (configure archivelog deletion policy to applied on all standby guards against slips) and watch the space. If logs are received but not applied, see on the standby whether MRP runs and whether a DELAY is set." }
-- cadence = "daily"
-- on      = { open = false, role = ["primary"], when = "db.log_mode == 'ARCHIVELOG'" }
-- subject = ["dest_id", "thread_no"]
-- empty   = "ok"
-- metric  = ["not_shipped", "not_applied"]
-- chart   = "not_shipped"
-- limits  = { warn = 5, crit = 20, unapplied = 10 }
-- column.dest_id       = { type = "integer", title = { zh-CN = "编号", en = "Destination" } }
-- column.destination   = { type = "text",    title = { zh-CN = "备库", en = "Standby" } }
-- column.status        = { type = "text",    title = { zh-CN = "传输状态", en = "Transport" } }
-- column.thread_no     = { type = "integer", title = { zh-CN = "线程", en = "Thread" } }
-- column.last_archived = { type = "integer", title = { zh-CN = "主库最后归档", en = "Last archived" } }
-- column.last_shipped  = { type = "integer", title = { zh-CN = "最后送达", en = "Last shipped" } }
-- column.last_applied  = { type = "integer", title = { zh-CN = "最后应用", en = "Last applied" } }
-- column.not_shipped   = { type = "integer", unit = "count",   title = { zh-CN = "未送达", en = "Not shipped" } }
-- column.not_applied   = { type = "integer", unit = "count",   title = { zh-CN = "送达未应用", en = "Shipped, not applied" } }
-- column.shipped_until = { type = "time",    title = { zh-CN = "备库数据截至", en = "Standby has redo until" } }
-- column.delay_mins    = { type = "integer", title = { zh-CN = "设定延迟（分）", en = "Set delay (min)" } }
-- [[rule]]
-- level = "critical"
-- when  = "not_shipped != null && not_shipped >= limits.crit"
-- says  = { zh-CN = "备库 {{ destination }} 缺线程 {{ thread_no }} 的 {{ not_shipped }} 个归档（送达到 {{ last_shipped }}，主库已归档到 {{ last_archived }}，限 {{ limits.crit }} 个），备库数据截至 {{ shipped_until }}", en = "Standby {{ destination }} lacks {{ not_shipped }} logs of thread {{ thread_no }} (shipped up to {{ last_shipped }}, archived up to {{ last_archived }}, limit {{ limits.crit }}); it has redo until {{ shipped_until }}" }
-- [[rule]]
-- level = "warning"
-- when  = "not_shipped != null && not_shipped >= limits.warn"
-- says  = { zh-CN = "备库 {{ destination }} 缺线程 {{ thread_no }} 的 {{ not_shipped }} 个归档（送达到 {{ last_shipped }}，主库已归档到 {{ last_archived }}，限 {{ limits.warn }} 个），备库数据截至 {{ shipped_until }}", en = "Standby {{ destination }} lacks {{ not_shipped }} logs of thread {{ thread_no }} (shipped up to {{ last_shipped }}, archived up to {{ last_archived }}, limit {{ limits.warn }}); it has redo until {{ shipped_until }}" }
-- [[rule]]
-- level = "warning"
-- when  = "last_shipped == null"
-- says  = { zh-CN = "控制文件中没有任何归档送达备库 {{ destination }} 的记录（线程 {{ thread_no }}，主库已归档到 {{ last_archived }}）", en = "No log of thread {{ thread_no }} is recorded as shipped to standby {{ destination }} (archived up to {{ last_archived }})" }
-- [[rule]]
-- level = "warning"
-- topic = "apply"
-- when  = "not_applied != null && not_applied >= limits.unapplied && (delay_mins == null || delay_mins == 0)"
-- says  = { zh-CN = "备库 {{ destination }} 收到而未应用的归档有 {{ not_applied }} 个（线程 {{ thread_no }}，应用到 {{ last_applied }}，限 {{ limits.unapplied }} 个）", en = "Standby {{ destination }} has {{ not_applied }} logs of thread {{ thread_no }} received and not applied (applied up to {{ last_applied }}, limit {{ limits.unapplied }})" }
-- [[example]]
-- name   = "one log behind in applying"
-- rows   = [[2, "swcdbdg", "VALID", 1, 88479, 88479, 88478, 0, 1, "2026-11-22 07:32:30", 0]]
-- expect = "ok"
-- [[example]]
-- name   = "21 logs missing"
-- rows   = [[2, "swcdbdg", "ERROR", 1, 88479, 88458, 88458, 21, 0, "2026-11-22 01:48:00", 0]]
-- expect = "critical"
-- says   = "21 个归档"
-- subject = "2 · 1"
-- [[example]]
-- name   = "six logs missing"
-- rows   = [[2, "swcdbdg", "VALID", 1, 88479, 88473, 88473, 6, 0, "2026-11-22 04:48:00", 0]]
-- expect = "warning"
-- [[example]]
-- name   = "received, not applied"
-- rows   = [[2, "swcdbdg", "VALID", 1, 88479, 88479, 88440, 0, 39, "2026-11-22 07:32:30", 0]]
-- expect = "warning"
-- says   = "收到而未应用"
-- [[example]]
-- name   = "not applied, on purpose"
-- rows   = [[2, "swcdbdg", "VALID", 1, 88479, 88479, 88440, 0, 39, "2026-11-22 07:32:30", 720]]
-- expect = "ok"
-- [[example]]
-- name   = "never shipped anything"
-- rows   = [[2, "swcdbdg", "VALID", 1, 88479, 0, 0, 0, 0, "", 0]]
-- null   = [[0, "last_shipped"], [0, "last_applied"], [0, "not_shipped"], [0, "not_applied"], [0, "delay_mins"]]
-- expect = "warning"
-- says   = "没有任何归档"
-- [[example]]
-- name   = "no standby"
-- rows   = []
-- expect = "ok"
-- +++
select d.dest_id,
       d.destination,
       d.status,
       l.thread# thread_no,
       l.last_archived,
       s.last_shipped,
       s.last_applied,
       greatest(l.last_archived - s.last_shipped, 0) not_shipped,
       greatest(s.last_shipped - s.last_applied, 0) not_applied,
       s.shipped_until,
       d.delay_mins
  from v$archive_dest d
 cross join (select thread#, max(sequence#) last_archived
               from v$archived_log
              where resetlogs_change# = (select resetlogs_change# from v$database)
                and standby_dest = 'NO'
                and archived = 'YES'
                and thread# not in (select thread# from v$thread where enabled = 'DISABLED')
              group by thread#) l
  left join (select dest_id, thread#,
                    max(sequence#) last_shipped,
                    max(case when applied <> 'NO' then sequence# end) last_applied,
                    max(next_time) keep (dense_rank last order by sequence#) shipped_until
               from v$archived_log
              where resetlogs_change# = (select resetlogs_change# from v$database)
                and standby_dest = 'YES'
                and archived = 'YES'
              group by dest_id, thread#) s on s.dest_id = d.dest_id and s.thread# = l.thread#
 where d.target = 'STANDBY'
   and d.status not in ('INACTIVE', 'DEFERRED')
   and d.destination is not null
 order by d.dest_id, l.thread#
