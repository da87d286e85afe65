-- +++
-- id      = "db.top-sql"
-- req     = ["DB-17"]
-- title   = { zh-CN = "耗时最多的 SQL（取 50 组，SQL 文本已遮盖常量）", en = "Statements that take most time (50 groups; literals in the text are masked)" }
-- why     = { zh-CN = "少数几条 SQL 通常占去大部分数据库时间；每周比较两次快照的增量，才知道现在该优化哪一条。", en = "A few statements usually take most of the database time; the difference of two weekly snapshots shows which one to tune now." }
-- advice  = { zh-CN = "用 SQL_ID 取执行计划：select * from table(dbms_xplan.display_cursor('<SQL_ID>', null, 'ALLSTATS LAST'))，看是否全表扫描、估算行数与实际相差悬殊；再查表统计信息是否过旧（dba_tab_statistics.last_analyzed、stale_stats）、计划是否变过。报给开发优化；确属合理的大查询，执行 opsctl baseline accept 登记，以后只作提示。", en = "Get the plan: select * from table(dbms_xplan.display_cursor('<SQL_ID>', null, 'ALLSTATS LAST')); look for full scans and for estimates far from actual rows; see whether statistics are old (dba_tab_statistics.last_analyzed, stale_stats) and whether the plan changed. Hand it to the developers; a large query that is right as it is goes into the baseline (opsctl baseline accept) and is only noted from then on." }
-- cadence = "weekly"
-- subject = ["con_name", "signature"]
-- # Statements that differ in literals only are one row (FORCE_MATCHING_SIGNATURE). Not here: SQL parsed by SYS, opsctl's own,
-- # PL/SQL blocks and CALLs (their time includes that of the statements in them). Totals of all instances.
-- empty   = "unknown"
-- metric  = ["executions", "elapsed_s", "buffer_gets", "disk_reads", "db_time_s", "started_s"]
-- counter_reset = "started_s"
-- baseline = true
-- watch   = ["plan_hash"]
-- limits  = { avg_s = 1, share_pct = 1 }
-- show    = ["con_name", "schema_name", "sql_id", "executions_new", "elapsed_new_s", "avg_s", "share_pct", "sql_text"]
-- column.con_name       = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.signature      = { type = "text",    title = { zh-CN = "特征码", en = "Signature" } }
-- column.sql_id         = { type = "text",    title = { zh-CN = "SQL_ID（组内最耗时者）", en = "SQL_ID (heaviest of the group)" } }
-- column.statements     = { type = "integer", unit = "count", title = { zh-CN = "组内 SQL 数", en = "Statements" } }
-- column.schema_name    = { type = "text",    title = { zh-CN = "解析用户", en = "Parsing schema" } }
-- column.module         = { type = "text",    title = { zh-CN = "模块", en = "Module" } }
-- column.plan_hash      = { type = "text",    title = { zh-CN = "执行计划", en = "Plan hash" } }
-- column.executions     = { type = "number",  unit = "count", title = { zh-CN = "累计执行", en = "Executions, total" } }
-- column.elapsed_s      = { type = "number",  unit = "seconds", title = { zh-CN = "累计耗时", en = "Elapsed, total" } }
-- column.cpu_s          = { type = "number",  unit = "seconds", title = { zh-CN = "累计 CPU", en = "CPU, total" } }
-- column.buffer_gets    = { type = "number",  unit = "count", title = { zh-CN = "累计逻辑读", en = "Buffer gets, total" } }
-- column.disk_reads     = { type = "number",  unit = "count", title = { zh-CN = "累计物理读", en = "Disk reads, total" } }
-- column.rows_processed = { type = "number",  unit = "count", title = { zh-CN = "累计行数", en = "Rows, total" } }
-- column.total_avg_s    = { type = "number",  unit = "seconds", title = { zh-CN = "累计平均耗时", en = "Average, total" } }
-- column.total_pct      = { type = "number",  unit = "percent", title = { zh-CN = "占启动以来 DB time", en = "Of DB time, total" } }
-- column.last_active    = { type = "time",    title = { zh-CN = "最近执行", en = "Last active" } }
-- column.db_time_s      = { type = "number",  unit = "seconds", title = { zh-CN = "DB time", en = "DB time" } }
-- column.started_s      = { type = "number",  unit = "seconds", title = { zh-CN = "实例启动（计数起点）", en = "Counters since" } }
-- column.sql_text       = { type = "text",    title = { zh-CN = "SQL 文本（前 200 字符）", en = "SQL text (200 characters)" } }
-- column.executions_new = { type = "number",  unit = "count", title = { zh-CN = "本期执行", en = "Executions" }, compute = "delta('executions')" }
-- column.elapsed_new_s  = { type = "number",  unit = "seconds", title = { zh-CN = "本期耗时", en = "Elapsed" }, compute = "delta('elapsed_s')" }
-- column.avg_s          = { type = "number",  unit = "seconds", title = { zh-CN = "本期平均耗时", en = "Average" }, compute = "delta('executions') > 0.0 ? delta('elapsed_s') / delta('executions') : null" }
-- column.share_pct      = { type = "number",  unit = "percent", title = { zh-CN = "占本期 DB time", en = "Of DB time" }, compute = "delta('db_time_s') > 0.0 ? delta('elapsed_s') * 100.0 / delta('db_time_s') : null" }
-- [[rule]]
-- level = "warning"
-- when  = "avg_s != null && share_pct != null && avg_s > limits.avg_s && share_pct > limits.share_pct && !known"
-- says  = { zh-CN = "SQL {{ sql_id }}（{{ schema_name }}）本期执行 {{ executions_new | num }} 次，平均 {{ avg_s }} 秒，占 DB time {{ share_pct }}%，超过 {{ limits.avg_s }} 秒且 {{ limits.share_pct }}%", en = "SQL {{ sql_id }} ({{ schema_name }}) ran {{ executions_new | num }} times since the last look, {{ avg_s }} s each, {{ share_pct }}% of DB time: over {{ limits.avg_s }} s and {{ limits.share_pct }}%" }
-- [[rule]]
-- level = "note"
-- when  = "avg_s != null && share_pct != null && avg_s > limits.avg_s && share_pct > limits.share_pct && known"
-- says  = { zh-CN = "SQL {{ sql_id }}（{{ schema_name }}，已登记）本期平均 {{ avg_s }} 秒，占 DB time {{ share_pct }}%", en = "SQL {{ sql_id }} ({{ schema_name }}, accepted) took {{ avg_s }} s each since the last look, {{ share_pct }}% of DB time" }
-- [[rule]]
-- level = "note"
-- when  = "avg_s == null && total_avg_s != null && total_pct != null && total_avg_s > limits.avg_s && total_pct > limits.share_pct"
-- says  = { zh-CN = "SQL {{ sql_id }} 启动以来平均 {{ total_avg_s }} 秒，占 DB time {{ total_pct }}%（尚无本期增量，下次对比后再定）", en = "SQL {{ sql_id }} took {{ total_avg_s }} s each since startup, {{ total_pct }}% of DB time (nothing to compare with yet)" }
-- [[rule]]
-- level = "note"
-- topic = "plan"
-- when  = "changed"
-- says  = { zh-CN = "SQL {{ sql_id }} 的执行计划已变为 {{ plan_hash }}，与基线不同", en = "SQL {{ sql_id }} has plan {{ plan_hash }}, not the one of the baseline" }
-- advice = { zh-CN = "比较新旧计划的平均耗时；变慢的，查统计信息收集时间和索引变更，必要时用 SPM 固定旧计划。没有变慢的，重新执行 opsctl baseline accept。", en = "Compare the average time of both plans; if slower, look at when statistics were gathered and which index changed, and fix the old plan with SPM if need be. If not, accept the baseline again." }
-- [[example]]
-- name   = "first look, a slow one: a note"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "报表", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 30.0, 4.1, "2026-11-22 07:33:43", 878000.0, 1790000000.0, "SELECT … WHERE NSRMC = '?'"]]
-- expect = "note"
-- says   = "启动以来"
-- [[example]]
-- name   = "nothing new since the last look"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 0.3, 4.1, "2026-11-22 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- prev   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 0.3, 4.1, "2026-11-22 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- expect = "ok"
-- [[example]]
-- name   = "slow and heavy this week"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 2200.0, 66000.0, 41000.0, 19000000.0, 800000.0, 2200.0, 30.0, 6.8, "2026-11-22 07:33:43", 978000.0, 1790000000.0, "SELECT …"]]
-- prev   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 30.0, 4.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- prev_hours = 168
-- expect = "warning"
-- says   = "30 秒"
-- [[example]]
-- name   = "the same, accepted"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 2200.0, 66000.0, 41000.0, 19000000.0, 800000.0, 2200.0, 30.0, 6.8, "2026-11-22 07:33:43", 978000.0, 1790000000.0, "SELECT …"]]
-- prev   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 30.0, 4.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- baseline = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 30.0, 4.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- prev_hours = 168
-- expect = "note"
-- says   = "已登记"
-- [[example]]
-- name   = "another plan than accepted, not slow"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "777", 2200.0, 36100.0, 21000.0, 9000000.0, 400000.0, 1200.0, 0.3, 0.1, "2026-11-22 07:33:43", 978000.0, 1790000000.0, "SELECT …"]]
-- prev   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 0.3, 0.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- baseline = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 0.3, 0.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- expect = "note"
-- says   = "777"
-- [[example]]
-- name   = "the instance was restarted in between: no difference, totals only"
-- rows   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 100.0, 20.0, 15.0, 9000.0, 400.0, 100.0, 0.2, 0.5, "2026-11-22 07:33:43", 4000.0, 1795000000.0, "SELECT …"]]
-- prev   = [["", "5520149937746532000", "8zv4ub0dg2fuk", 1, "SBF_CX", "", "2639806314", 1200.0, 36000.0, 21000.0, 9000000.0, 400000.0, 1200.0, 30.0, 4.1, "2026-11-15 07:33:43", 878000.0, 1790000000.0, "SELECT …"]]
-- expect = "ok"
-- [[example]]
-- name   = "never finished yet: no average"
-- rows   = [["", "5520149937746532001", "1ab4ub0dg2fuk", 1, "SBF_CX", "", "99", 0.0, 4000.0, 100.0, 9000.0, 400.0, 0.0, 0.0, 0.4, "2026-11-22 07:33:43", 978000.0, 1790000000.0, "SELECT …"]]
-- null   = [[0, "total_avg_s"]]
-- expect = "ok"
-- [[example]]
-- name   = "no statement: not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) as con_name,
       t.signature,
       t.sql_id,
       t.statements,
       t.schema_name,
       t.module,
       t.plan_hash,
       t.executions,
       round(t.elapsed_us / 1000000, 2) as elapsed_s,
       round(t.cpu_us / 1000000, 2) as cpu_s,
       t.buffer_gets,
       t.disk_reads,
       t.rows_processed,
       round(t.elapsed_us / nullif(t.executions, 0) / 1000000, 3) as total_avg_s,
       round(t.elapsed_us * 100 / nullif(d.db_time_us, 0), 2) as total_pct,
       t.last_active,
       round(d.db_time_us / 1000000, 2) as db_time_s,
       round((d.started - to_date('1970-01-01', 'YYYY-MM-DD')) * 86400) as started_s,
       -- texts may hold taxpayers' data: string literals and long numbers are masked before they leave the database
       substr(regexp_replace(regexp_replace(substr(t.sql_text, 1, 400), '''[^'']*(''|$)', '''?'''),
                             '(^|[^A-Za-z0-9_$#])[0-9]{6,}', '\1?'), 1, 200) as sql_text
  from (select x.*
          from (select g.*, a.schema_name, a.module
                  from (select h.*
                          from (select nvl(to_char(nullif(s.force_matching_signature, 0), 'TM9'), s.sql_id) as signature,
                                       count(distinct s.sql_id) as statements,
                                       max(s.sql_id) keep (dense_rank last order by s.elapsed_time) as sql_id,
                                       to_char(max(s.plan_hash_value) keep (dense_rank last order by s.elapsed_time), 'TM9') as plan_hash,
                                       max(s.sql_text) keep (dense_rank last order by s.elapsed_time) as sql_text,
                                       max(s.last_active_time) as last_active,
                                       sum(s.executions) as executions,
                                       sum(s.elapsed_time) as elapsed_us,
                                       sum(s.cpu_time) as cpu_us,
                                       sum(s.buffer_gets) as buffer_gets,
                                       sum(s.disk_reads) as disk_reads,
                                       sum(s.rows_processed) as rows_processed
                                  from gv$sqlstats s
                                 group by nvl(to_char(nullif(s.force_matching_signature, 0), 'TM9'), s.sql_id)
                                 order by elapsed_us desc) h
                         where rownum <= 200) g
                  join (select q.sql_id,
                               max(q.parsing_schema_name) as schema_name,
                               max(q.module) as module,
                               max(q.command_type) as command_type
                          from gv$sqlarea q
                         group by q.sql_id) a
                    on a.sql_id = g.sql_id
                 where a.schema_name not in ('SYS', 'DBSNMP')
                   and a.command_type not in (47, 170)
                   and nvl(a.module, '-') not like 'opsctl%'
                 order by g.elapsed_us desc) x
         where rownum <= 50) t
 cross join (select (select sum(m.value) from gv$sys_time_model m where m.stat_name = 'DB time') as db_time_us,
                     (select max(i.startup_time) from gv$instance i) as started
                from dual) d
 order by t.elapsed_us desc
