-- +++
-- id      = "db.mview"
-- req     = ["DB-20"]
-- title   = { zh-CN = "物化视图", en = "Materialized views" }
-- why     = { zh-CN = "物化视图编译出错或不可用时，刷新作业失败，报表和查询一直读旧数据。", en = "A materialized view that does not compile or is unusable cannot be refreshed; reports keep reading old data." }
-- advice  = { zh-CN = "先执行 alter materialized view <用户>.<视图> compile，再查 STALENESS；仍报错的看 dba_errors 和刷新作业日志（dba_scheduler_job_run_details 或 dba_jobs）。基表结构变过的要重建物化视图；UNUSABLE 的做一次完全刷新：exec dbms_mview.refresh('<用户>.<视图>', 'C', atomic_refresh => false)（期间视图为空，先通知使用方）。", en = "Run alter materialized view <owner>.<mview> compile and look at STALENESS again; if it still fails see dba_errors and the log of the refresh job (dba_scheduler_job_run_details or dba_jobs). Rebuild it if its tables changed; if UNUSABLE refresh completely: exec dbms_mview.refresh('<owner>.<mview>', 'C', atomic_refresh => false) (it is empty meanwhile: tell its users)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "mview_name"]
-- empty   = "ok"
-- baseline = true
-- watch   = ["compile_state"]
-- limits  = { stale_days = 8 }
-- column.con_name          = { type = "text",   title = { zh-CN = "容器", en = "Container" } }
-- column.owner             = { type = "text",   title = { zh-CN = "用户", en = "Owner" } }
-- column.mview_name        = { type = "text",   title = { zh-CN = "物化视图", en = "Materialized view" } }
-- column.refresh_mode      = { type = "text",   title = { zh-CN = "刷新时机", en = "Refresh mode" } }
-- column.refresh_method    = { type = "text",   title = { zh-CN = "刷新方式", en = "Refresh method" } }
-- column.staleness         = { type = "text",   title = { zh-CN = "新旧", en = "Staleness" } }
-- column.compile_state     = { type = "text",   title = { zh-CN = "编译状态", en = "Compile state" } }
-- column.last_refresh_date = { type = "time",   title = { zh-CN = "上次刷新", en = "Last refresh" } }
-- column.age_days          = { type = "number", unit = "days", title = { zh-CN = "距今", en = "Age" } }
-- [[rule]]
-- level = "warning"
-- when  = "!known && (compile_state in ['ERROR', 'COMPILATION_ERROR'] || staleness in ['UNUSABLE', 'COMPILATION_ERROR', 'AUTHORIZATION_ERROR'])"
-- says  = { zh-CN = "物化视图 {{ owner }}.{{ mview_name }} 编译状态 {{ compile_state }}，STALENESS {{ staleness }}，不能刷新", en = "Materialized view {{ owner }}.{{ mview_name }} cannot be refreshed: compile state {{ compile_state }}, staleness {{ staleness }}" }
-- [[rule]]
-- level = "note"
-- when  = "known && (compile_state in ['ERROR', 'COMPILATION_ERROR'] || staleness in ['UNUSABLE', 'COMPILATION_ERROR', 'AUTHORIZATION_ERROR'])"
-- says  = { zh-CN = "物化视图 {{ owner }}.{{ mview_name }} 编译状态 {{ compile_state }}，STALENESS {{ staleness }}（已在基线中）", en = "Materialized view {{ owner }}.{{ mview_name }}: compile state {{ compile_state }}, staleness {{ staleness }} (in the baseline)" }
-- [[rule]]
-- level = "note"
-- topic = "age"
-- when  = "staleness in ['STALE', 'NEEDS_COMPILE'] && refresh_mode != 'NEVER' && age_days != null && age_days > limits.stale_days"
-- says  = { zh-CN = "物化视图 {{ owner }}.{{ mview_name }} 数据已旧，{{ age_days }} 天未刷新（超过 {{ limits.stale_days }} 天）", en = "Materialized view {{ owner }}.{{ mview_name }} is stale and was not refreshed for {{ age_days }} days (over {{ limits.stale_days }})" }
-- [[example]]
-- name   = "fresh; stale since last night; needs compile after a change of its table"
-- rows   = [["", "SBF_CX", "MV_HZ", "DEMAND", "FORCE", "FRESH", "VALID", "2026-11-22 02:00:00", 0.25], ["", "SBF_CX", "MV_HZ2", "DEMAND", "FORCE", "NEEDS_COMPILE", "NEEDS_COMPILE", "2026-11-22 02:00:00", 0.25]]
-- expect = "ok"
-- [[example]]
-- name   = "does not compile"
-- rows   = [["", "SBF_CX", "MV_HZ", "DEMAND", "FORCE", "COMPILATION_ERROR", "COMPILATION_ERROR", "2026-11-02 02:00:00", 20.25]]
-- expect = "warning"
-- says   = "不能刷新"
-- [[example]]
-- name   = "accepted"
-- rows   = [["", "SBF_CX", "MV_OLD", "NEVER", "NEVER", "UNUSABLE", "VALID", "2024-11-02 02:00:00", 750.0]]
-- baseline = [["", "SBF_CX", "MV_OLD", "NEVER", "NEVER", "UNUSABLE", "VALID", "2024-11-02 02:00:00", 700.0]]
-- expect = "note"
-- [[example]]
-- name   = "not refreshed for long"
-- rows   = [["", "SBF_CX", "MV_HZ", "DEMAND", "FORCE", "STALE", "VALID", "2026-11-02 02:00:00", 20.25]]
-- expect = "note"
-- says   = "20.25 天"
-- [[example]]
-- name   = "never refreshed"
-- rows   = [["", "SBF_CX", "MV_NEW", "DEMAND", "FORCE", "STALE", "VALID", "", 0.0]]
-- null   = [[0, "age_days"]]
-- expect = "ok"
-- [[example]]
-- name   = "no materialized view"
-- rows   = []
-- expect = "ok"
-- +++
with oracle_schema as (
  -- 11.2 has no ORACLE_MAINTAINED: schemas that Oracle's own scripts make
  select u.username
    from dba_users u
   where u.username in ('SYS', 'SYSTEM', 'OUTLN', 'DBSNMP', 'SYSMAN', 'MGMT_VIEW', 'DIP', 'TSMSYS', 'ORACLE_OCM', 'XS$NULL',
                        'APPQOSSYS', 'ANONYMOUS', 'XDB', 'WMSYS', 'EXFSYS', 'CTXSYS', 'MDSYS', 'MDDATA', 'SI_INFORMTN_SCHEMA',
                        'ORDSYS', 'ORDDATA', 'ORDPLUGINS', 'OLAPSYS', 'DMSYS', 'LBACSYS', 'DVSYS', 'DVF', 'AUDSYS',
                        'GSMADMIN_INTERNAL', 'OJVMSYS', 'SPATIAL_CSW_ADMIN_USR', 'SPATIAL_WFS_ADMIN_USR', 'OWBSYS',
                        'OWBSYS_AUDIT', 'FLOWS_FILES', 'APEX_PUBLIC_USER')
      or u.username like 'APEX\_0%' escape '\'
      or u.username like 'FLOWS\_0%' escape '\'
)
select cast(null as varchar2(128)) as con_name,
       m.owner,
       m.mview_name,
       m.refresh_mode,
       m.refresh_method,
       nvl(m.staleness, 'UNKNOWN') as staleness,
       nvl(m.compile_state, 'UNKNOWN') as compile_state,
       m.last_refresh_date,
       round(sysdate - m.last_refresh_date, 2) as age_days
  from dba_mviews m
 where m.owner not in (select os.username from oracle_schema os)
   and m.mview_name not like 'BIN$%'
 order by m.owner, m.mview_name
