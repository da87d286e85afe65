-- +++
-- id      = "db.space-awr"
-- req     = ["DB-18"]
-- title   = { zh-CN = "表空间增长趋势（AWR，30 天）", en = "Tablespace growth (AWR, 30 days)" }
-- why     = { zh-CN = "今天还没到报警线的表空间，按现在的增长可能几天就满；要留出申请存储的时间。", en = "A tablespace below every limit today may be full within days at its present growth; storage takes time to get." }
-- advice  = { zh-CN = "按结论中的日增长量安排扩容：至少加够 90 天的量（日增长 × 90），先确认盘上余量。同时查增长最快的段（对象增长检查项），确认是业务正常增长还是异常写入、未清理的历史分区。", en = "Plan the extension from the growth a day: at least 90 days' worth, after checking the room on disk. Find the fastest growing segments (object growth) and see whether this is business, runaway writing or history partitions never cleaned." }
-- cadence = "weekly"
-- on      = { packs = ["diagnostics"] }
-- subject = ["con_name", "tablespace_name"]
-- # The snapshots exist wherever AWR runs; no rows means that it does not (STATISTICS_LEVEL=BASIC, or no snapshots in this PDB).
-- empty   = "unknown"
-- metric  = ["growth_mb_day", "days_to_full"]
-- timeout_s = 300
-- # Least squares over 30 days of hourly snapshots; sizes in AWR are blocks of the tablespace. Room is the limit of today's files
-- # (per file the greater of BYTES and MAXBYTES) minus what AWR last saw used, so files added since count at once.
-- # A trend counts only from limits.span days on and with a fit of at least limits.fit (r²): steps and clean-ups are no growth.
-- limits  = { warn = 90, crit = 30, span = 7, fit = 0.6 }
-- column.con_name        = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.tablespace_name = { type = "text",    title = { zh-CN = "表空间", en = "Tablespace" } }
-- column.snapshots       = { type = "integer", unit = "count",   title = { zh-CN = "快照数", en = "Snapshots" } }
-- column.span_days       = { type = "number",  unit = "days",    title = { zh-CN = "跨度", en = "Span" } }
-- column.used_mb         = { type = "number",  unit = "mb",      title = { zh-CN = "已用", en = "Used" } }
-- column.max_mb          = { type = "number",  unit = "mb",      title = { zh-CN = "最大可扩", en = "Can grow to" } }
-- column.growth_mb_day   = { type = "number",  unit = "mb",      title = { zh-CN = "日增长", en = "Growth a day" } }
-- column.fit             = { type = "number",  title = { zh-CN = "拟合度", en = "Fit" } }
-- column.days_to_full    = { type = "number",  unit = "days",    title = { zh-CN = "写满天数", en = "Days to full" } }
-- chart   = "days_to_full"
-- [[rule]]
-- level = "critical"
-- when  = "days_to_full != null && days_to_full < limits.crit && span_days >= limits.span && fit != null && fit >= limits.fit"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 每天增长 {{ growth_mb_day | mb }}，预计 {{ days_to_full }} 天后写满（已用 {{ used_mb | mb }}，最大可扩 {{ max_mb | mb }}）", en = "Tablespace {{ tablespace_name }} grows by {{ growth_mb_day | mb }} a day and will be full in {{ days_to_full }} days ({{ used_mb | mb }} used of {{ max_mb | mb }})" }
-- [[rule]]
-- level = "warning"
-- when  = "days_to_full != null && days_to_full < limits.warn && span_days >= limits.span && fit != null && fit >= limits.fit"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 每天增长 {{ growth_mb_day | mb }}，预计 {{ days_to_full }} 天后写满（已用 {{ used_mb | mb }}，最大可扩 {{ max_mb | mb }}）", en = "Tablespace {{ tablespace_name }} grows by {{ growth_mb_day | mb }} a day and will be full in {{ days_to_full }} days ({{ used_mb | mb }} used of {{ max_mb | mb }})" }
-- [[rule]]
-- level = "note"
-- when  = "days_to_full != null && days_to_full < limits.warn && (span_days < limits.span || fit == null || fit < limits.fit)"
-- says  = { zh-CN = "表空间 {{ tablespace_name }} 近期有增长，但样本只有 {{ span_days }} 天或起伏较大，趋势暂不可靠", en = "Tablespace {{ tablespace_name }} has grown, but over {{ span_days }} days only or by leaps: no trend to rely on yet" }
-- advice = { zh-CN = "过几天再看；近期有批量装载的，人工估算余量。", en = "Look again in a few days; after a bulk load estimate the room by hand." }
-- [[example]]
-- name   = "full in 11 days"
-- rows   = [["", "TS_SBF_SB_DATA", 721, 30.0, 163736.0, 184320.0, 1871.3, 1.0, 11.0]]
-- expect = "critical"
-- says   = "11 天后写满"
-- [[example]]
-- name   = "full in 60 days"
-- rows   = [["", "TS_SBF_SB_DATA", 721, 30.0, 163736.0, 184320.0, 343.1, 0.98, 60.0]]
-- expect = "warning"
-- [[example]]
-- name   = "one leap is no trend"
-- rows   = [["", "TS_SBF_CX_DATA", 721, 30.0, 163736.0, 184320.0, 1871.3, 0.31, 11.0]]
-- expect = "note"
-- [[example]]
-- name   = "three days are no trend; the fit is NULL"
-- rows   = [["", "TS_SBF_CX_DATA", 72, 3.0, 163736.0, 184320.0, 1871.3, 0, 11.0]]
-- null   = [[0, "fit"]]
-- expect = "note"
-- [[example]]
-- name   = "does not grow: days are NULL"
-- rows   = [["", "USERS", 721, 30.0, 120.0, 32767.98, 0.0, 0, 0]]
-- null   = [[0, "fit"], [0, "days_to_full"]]
-- expect = "ok"
-- [[example]]
-- name   = "no AWR"
-- rows   = []
-- expect = "unknown"
-- +++
with h as (
  select a.tablespace_id,
         to_date(a.rtime, 'MM/DD/YYYY HH24:MI:SS') as taken,
         a.tablespace_usedsize                     as used
    from dba_hist_tbspc_space_usage a
    join v$database d on d.dbid = a.dbid
), g as (
  select h.tablespace_id,
         count(*)                                                 as snapshots,
         max(h.taken) - min(h.taken)                              as span_days,
         max(h.used) keep (dense_rank last order by h.taken)      as used,
         regr_slope(h.used, h.taken - sysdate)                    as slope,
         case when min(h.used) < max(h.used) then power(corr(h.used, h.taken - sysdate), 2) end as fit
    from h
   where h.taken >= sysdate - 30
   group by h.tablespace_id
), f as (
  select d.tablespace_name,
         case when count(d.bytes) = count(*)
              then sum(case when d.autoextensible = 'YES' then greatest(d.bytes, d.maxbytes) else d.bytes end) end as cap
    from dba_data_files d
   group by d.tablespace_name
)
select cast(null as varchar2(128))                       as con_name,
       t.tablespace_name,
       g.snapshots,
       round(g.span_days, 2)                             as span_days,
       round(g.used * t.block_size / 1048576, 2)         as used_mb,
       round(f.cap / 1048576, 2)                         as max_mb,
       round(g.slope * t.block_size / 1048576, 2)        as growth_mb_day,
       round(g.fit, 3)                                   as fit,
       case when g.slope > 0
            then round((f.cap / t.block_size - g.used) / g.slope, 1) end as days_to_full
  from g
  join v$tablespace v on v.ts# = g.tablespace_id
  join dba_tablespaces t on t.tablespace_name = v.name
  join f on f.tablespace_name = t.tablespace_name
 where t.contents not in ('TEMPORARY', 'UNDO')
   and t.status = 'ONLINE'
 order by days_to_full nulls last, t.tablespace_name
