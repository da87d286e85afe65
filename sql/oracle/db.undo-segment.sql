-- +++
-- id      = "db.undo-segment"
-- req     = ["DB-08"]
-- title   = { zh-CN = "异常回滚段（前 100）", en = "Rollback segments in trouble (top 100)" }
-- why     = { zh-CN = "待恢复的回滚段中有无法回滚的事务，相关行一直被锁，回滚表空间也删不掉。", en = "A rollback segment that needs recovery holds a transaction that cannot be rolled back: its rows stay locked and the tablespace cannot be dropped." }
-- advice  = { zh-CN = "先查 dba_2pc_pending 有无悬挂的分布式事务，有则 commit force 或 rollback force；再查所在数据文件是否离线或损坏，恢复文件后回滚段会自动恢复。不要使用隐含参数强行打开，先联系厂商。", en = "See dba_2pc_pending for in-doubt transactions (commit force or rollback force); then whether its data file is offline or damaged: once the file is recovered the segment recovers by itself. Do not use hidden parameters without the vendor." }
-- cadence = "daily"
-- on      = { role = ["primary"] }
-- subject = ["con_name", "tablespace_name", "segment_name"]
-- empty   = "ok"
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.segment_name    = { type = "text",    title = { zh-CN = "回滚段", en = "Segment" } }
-- column.status          = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.file_id         = { type = "integer", title = { zh-CN = "文件号", en = "File" } }
-- [[rule]]
-- level = "critical"
-- when  = "status in ['NEEDS RECOVERY', 'PARTLY AVAILABLE']"
-- says  = { zh-CN = "回滚段 {{ segment_name }}（表空间 {{ tablespace_name }}，文件 {{ file_id }}）状态为 {{ status }}", en = "Rollback segment {{ segment_name }} (tablespace {{ tablespace_name }}, file {{ file_id }}) is {{ status }}" }
-- [[rule]]
-- level = "note"
-- when  = "!(status in ['NEEDS RECOVERY', 'PARTLY AVAILABLE'])"
-- says  = { zh-CN = "回滚段 {{ segment_name }} 的状态 {{ status }} 不在已知范围内", en = "Rollback segment {{ segment_name }} has the unknown status {{ status }}" }
-- [[example]]
-- name   = "needs recovery"
-- rows   = [["", "UNDOTBS1", "_SYSSMU7_1260614213$", "NEEDS RECOVERY", 11]]
-- expect = "critical"
-- [[example]]
-- name   = "partly available"
-- rows   = [["SBFPDB", "UNDOTBS1", "_SYSSMU7_1260614213$", "PARTLY AVAILABLE", 11]]
-- expect = "critical"
-- [[example]]
-- name   = "an unknown word"
-- rows   = [["", "UNDOTBS1", "_SYSSMU7_1260614213$", "UNDEFINED", 11]]
-- expect = "note"
-- [[example]]
-- name   = "all in order"
-- rows   = []
-- expect = "ok"
-- +++
select x.*
  from (select cast(null as varchar2(128)) as con_name,
               r.tablespace_name,
               r.segment_name,
               r.status,
               r.file_id
          from dba_rollback_segs r
         where r.status not in ('ONLINE', 'OFFLINE')
         order by r.status, r.segment_name) x
 where rownum <= 100
