-- +++
-- id      = "db.sequence"
-- req     = ["DB-23"]
-- title   = { zh-CN = "接近上限的序列（已用 50% 以上，最多列 500 个）", en = "Sequences near their end (over 50 % used, at most 500)" }
-- why     = { zh-CN = "不循环的序列用完后，取号报 ORA-08004，依赖它编号的业务全部停止。", en = "When a sequence that does not cycle is used up, NEXTVAL fails with ORA-08004 and everything numbered by it stops." }
-- advice  = { zh-CN = "与开发确认列的精度够不够（NUMBER(10) 的列放不下更大的号）：够的执行 alter sequence <用户>.<序列> maxvalue <新上限>（在线生效）；不够的先改列精度或改编号规则。不要擅自改 cycle，会产生重号。", en = "Ask the developers whether the column has room (a NUMBER(10) column takes no larger number): if so, alter sequence <owner>.<sequence> maxvalue <new> (online); if not, widen the column or change the numbering first. Never just set cycle: numbers would repeat." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "sequence_name"]
-- # Sequences that cycle and those of Oracle's own schemas are left out. LAST_NUMBER includes numbers cached but not used yet.
-- empty   = "ok"
-- metric  = ["used_pct"]
-- limits  = { warn = 90, crit = 99 }
-- column.con_name      = { type = "text",   title = { zh-CN = "容器", en = "Container" } }
-- column.owner         = { type = "text",   title = { zh-CN = "用户", en = "Owner" } }
-- column.sequence_name = { type = "text",   title = { zh-CN = "序列", en = "Sequence" } }
-- column.increment_by  = { type = "text",   title = { zh-CN = "步长", en = "Increment" } }
-- column.last_number   = { type = "text",   title = { zh-CN = "当前值", en = "Last number" } }
-- column.end_value     = { type = "text",   title = { zh-CN = "上限", en = "End" } }
-- column.left_count    = { type = "number", unit = "count", title = { zh-CN = "剩余号数", en = "Numbers left" } }
-- column.used_pct      = { type = "number", unit = "percent", title = { zh-CN = "已用", en = "Used" } }
-- [[rule]]
-- level = "critical"
-- when  = "used_pct >= limits.crit"
-- says  = { zh-CN = "序列 {{ owner }}.{{ sequence_name }} 已用 {{ used_pct }}%（当前 {{ last_number }}，上限 {{ end_value }}），只剩 {{ left_count | num }} 个号", en = "Sequence {{ owner }}.{{ sequence_name }} is {{ used_pct }}% used (at {{ last_number }} of {{ end_value }}): {{ left_count | num }} numbers left" }
-- [[rule]]
-- level = "warning"
-- when  = "used_pct > limits.warn"
-- says  = { zh-CN = "序列 {{ owner }}.{{ sequence_name }} 已用 {{ used_pct }}%（当前 {{ last_number }}，上限 {{ end_value }}），超过 {{ limits.warn }}%", en = "Sequence {{ owner }}.{{ sequence_name }} is {{ used_pct }}% used (at {{ last_number }} of {{ end_value }}), over {{ limits.warn }}%" }
-- [[example]]
-- name   = "half"
-- rows   = [["", "SBF_ZS", "SEQ_ZS_JKS", "1", "5100000000", "9999999999", 4899999999.0, 51.0]]
-- expect = "ok"
-- [[example]]
-- name   = "over 90"
-- rows   = [["", "SBF_ZS", "SEQ_ZS_JKS", "1", "9100000000", "9999999999", 899999999.0, 91.0]]
-- expect = "warning"
-- says   = "91%"
-- [[example]]
-- name   = "nearly over, downwards"
-- rows   = [["", "SBF_ZS", "SEQ_ZS_TMP", "-1", "-99950000", "-99999999", 49999.0, 99.95]]
-- expect = "critical"
-- says   = "49,999"
-- [[example]]
-- name   = "none over half"
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
select x.con_name,
       x.owner,
       x.sequence_name,
       to_char(x.increment_by, 'TM9') as increment_by,
       to_char(x.last_number, 'TM9') as last_number,
       to_char(x.end_value, 'TM9') as end_value,
       floor(abs(x.end_value - x.last_number) / abs(x.increment_by)) as left_count,
       round(x.used_pct, 2) as used_pct
  from (select cast(null as varchar2(128)) as con_name, s.sequence_owner as owner, s.sequence_name, s.increment_by, s.last_number,
               case when s.increment_by > 0 then s.max_value else s.min_value end as end_value,
               case when s.increment_by > 0 then (s.last_number - s.min_value) / nullif(s.max_value - s.min_value, 0) * 100
                    else (s.max_value - s.last_number) / nullif(s.max_value - s.min_value, 0) * 100 end as used_pct
          from dba_sequences s
         where s.cycle_flag = 'N'
           and s.increment_by <> 0
           and s.sequence_owner not in (select os.username from oracle_schema os)
         order by used_pct desc) x
 where x.used_pct >= 50
   and rownum <= 500
