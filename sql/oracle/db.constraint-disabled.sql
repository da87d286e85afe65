-- +++
-- id      = "db.constraint-disabled"
-- req     = ["DB-20"]
-- title   = { zh-CN = "不起作用的约束（最多列 1000 个）", en = "Constraints that do not work (at most 1000)" }
-- why     = { zh-CN = "约束停用后，数据库不再拦截重复、空值和孤儿数据，错误数据进入征收、申报表后很难清理。", en = "With a constraint disabled, duplicates, NULLs and orphans are let in, and are hard to get out of collection and filing tables later." }
-- advice  = { zh-CN = "查是谁、为什么停用：多为导数、补数据后忘记恢复。先查违规数据（alter table … enable validate constraint … exceptions into exceptions），清理后执行 alter table <用户>.<表> enable novalidate constraint <约束>（短锁，先挡住新数据），再于低峰 modify constraint <约束> validate。设计如此的（RELY、历史表）执行 opsctl baseline accept 登记。", en = "Find who disabled it and why: mostly left over from a load or a data repair. Look for offending rows (alter table … enable validate constraint … exceptions into exceptions), clean up, run alter table <owner>.<table> enable novalidate constraint <name> (short lock, stops new bad rows), and off peak modify constraint <name> validate. If it is meant to be so (RELY, history tables), accept it (opsctl baseline accept)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "table_name", "constraint_name"]
-- # Constraints on views are always disabled and not listed; neither are Oracle's own schemas and the recycle bin.
-- empty   = "ok"
-- baseline = true
-- watch   = ["status", "validated"]
-- gone_says = { zh-CN = "基线中的约束 {{ owner }}.{{ constraint_name }}（{{ status }}）已恢复或已删除", en = "Constraint {{ owner }}.{{ constraint_name }} ({{ status }} in the baseline) works again or is gone" }
-- column.con_name        = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.owner           = { type = "text", title = { zh-CN = "用户", en = "Owner" } }
-- column.table_name      = { type = "text", title = { zh-CN = "表", en = "Table" } }
-- column.constraint_name = { type = "text", title = { zh-CN = "约束", en = "Constraint" } }
-- column.constraint_type = { type = "text", title = { zh-CN = "类型（P 主键 U 唯一 R 外键 C 检查）", en = "Type (P, U, R, C)" } }
-- column.status          = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- column.validated       = { type = "text", title = { zh-CN = "校验", en = "Validated" } }
-- column.rely            = { type = "text", title = { zh-CN = "RELY", en = "Rely" } }
-- column.last_change     = { type = "time", title = { zh-CN = "最后变更", en = "Last change" } }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'DISABLED' && rely != 'RELY' && !known"
-- says  = { zh-CN = "{{ owner }}.{{ table_name }} 的约束 {{ constraint_name }}（{{ constraint_type }}）已停用", en = "Constraint {{ constraint_name }} ({{ constraint_type }}) of {{ owner }}.{{ table_name }} is disabled" }
-- [[rule]]
-- level = "note"
-- when  = "status == 'DISABLED'"
-- says  = { zh-CN = "{{ owner }}.{{ table_name }} 的约束 {{ constraint_name }}（{{ constraint_type }}）已停用（已在基线中，或设为 RELY）", en = "Constraint {{ constraint_name }} ({{ constraint_type }}) of {{ owner }}.{{ table_name }} is disabled (in the baseline, or RELY)" }
-- [[rule]]
-- level = "note"
-- when  = "status != 'DISABLED'"
-- says  = { zh-CN = "{{ owner }}.{{ table_name }} 的约束 {{ constraint_name }}（{{ constraint_type }}）已启用但未校验存量数据", en = "Constraint {{ constraint_name }} ({{ constraint_type }}) of {{ owner }}.{{ table_name }} is enabled, but old rows were never validated" }
-- advice = { zh-CN = "低峰执行 alter table <用户>.<表> modify constraint <约束> validate；报 ORA-02298/02293 等即有违规数据，先清理。", en = "Off peak run alter table <owner>.<table> modify constraint <name> validate; ORA-02298/02293 and the like mean offending rows: clean them up first." }
-- [[example]]
-- name   = "a foreign key, disabled"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "FK_ZS_JKSMX_JKS", "R", "DISABLED", "NOT VALIDATED", "NORELY", "2026-11-20 10:00:00"]]
-- expect = "warning"
-- says   = "FK_ZS_JKSMX_JKS"
-- [[example]]
-- name   = "in the baseline"
-- rows   = [["", "SBF_ZS", "ZS_JKSMX", "FK_ZS_JKSMX_JKS", "R", "DISABLED", "NOT VALIDATED", "NORELY", ""]]
-- baseline = [["", "SBF_ZS", "ZS_JKSMX", "FK_ZS_JKSMX_JKS", "R", "DISABLED", "NOT VALIDATED", "NORELY", ""]]
-- expect = "note"
-- [[example]]
-- name   = "meant to be so"
-- rows   = [["", "SBF_CX", "CX_HZ", "FK_CX", "R", "DISABLED", "NOT VALIDATED", "RELY", "2026-11-20 10:00:00"]]
-- expect = "note"
-- says   = "RELY"
-- [[example]]
-- name   = "enabled, not validated"
-- rows   = [["", "SBF_SB", "SB_SBXX_MX", "FK_SB_MX_SBXX", "R", "ENABLED", "NOT VALIDATED", "NORELY", "2026-11-20 10:00:00"]]
-- expect = "note"
-- says   = "未校验"
-- [[example]]
-- name   = "none"
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
select k.con_name,
       k.owner,
       k.table_name,
       k.constraint_name,
       k.constraint_type,
       k.status,
       k.validated,
       k.rely,
       k.last_change
  from (select cast(null as varchar2(128)) as con_name, k.owner, k.table_name, k.constraint_name, k.constraint_type, k.status, k.validated,
               case when k.rely = 'RELY' then 'RELY' else 'NORELY' end as rely, k.last_change
          from dba_constraints k
          join dba_tables t
            on t.owner = k.owner and t.table_name = k.table_name
         where k.constraint_type in ('P', 'U', 'R', 'C')
           and (k.status = 'DISABLED' or k.validated = 'NOT VALIDATED')
           and k.constraint_name not like 'BIN$%'
           and k.table_name not like 'BIN$%'
           and k.owner not in (select os.username from oracle_schema os)
         order by case k.status when 'DISABLED' then 0 else 1 end, k.owner, k.table_name, k.constraint_name) k
 where rownum <= 1000
