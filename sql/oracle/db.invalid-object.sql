-- +++
-- id      = "db.invalid-object"
-- req     = ["DB-20"]
-- title   = { zh-CN = "无效对象（最多列 1000 个）", en = "Invalid objects (at most 1000)" }
-- why     = { zh-CN = "包、视图、触发器失效后，调用它的业务在第一次执行时报错或额外编译，常见于发版漏改、表结构变更、权限被收回。", en = "A package, view or trigger that is invalid fails or must compile at its next use; usual causes are incomplete releases, changed tables and revoked privileges." }
-- advice  = { zh-CN = "先看编译错误：select line, text from dba_errors where owner = '<用户>' and name = '<对象>' order by sequence。多数对象下次使用时会自动编译，可在业务低峰执行 exec dbms_utility.compile_schema('<用户>', false) 只编译无效对象；仍报错的，按错误补权限、补对象或交开发改代码。先处理包头，再看包体。确认废弃的，登记后删除或执行 opsctl baseline accept。", en = "See the errors first: select line, text from dba_errors where owner = '<owner>' and name = '<object>' order by sequence. Many compile at next use; off peak, exec dbms_utility.compile_schema('<owner>', false) compiles the invalid ones only. What still fails lacks a privilege or an object, or goes to the developers. Specifications before bodies. What is obsolete is dropped on the record or accepted (opsctl baseline accept)." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "object_type", "object_name"]
-- # Not here: recycle bin, Oracle's own objects (see db.registry), materialized views (see db.mview: they are invalid after each change of their tables).
-- empty   = "ok"
-- baseline = true
-- watch   = ["status"]
-- gone_says = { zh-CN = "基线中的无效对象 {{ owner }}.{{ object_name }}（{{ object_type }}）已有效或已删除", en = "{{ owner }}.{{ object_name }} ({{ object_type }}), invalid in the baseline, is valid or gone" }
-- column.con_name      = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.owner         = { type = "text",    title = { zh-CN = "用户", en = "Owner" } }
-- column.object_type   = { type = "text",    title = { zh-CN = "类型", en = "Type" } }
-- column.object_name   = { type = "text",    title = { zh-CN = "对象", en = "Object" } }
-- column.status        = { type = "text",    title = { zh-CN = "状态", en = "Status" } }
-- column.last_ddl_time = { type = "time",    title = { zh-CN = "最后 DDL 时间", en = "Last DDL" } }
-- column.errors        = { type = "integer", unit = "count", title = { zh-CN = "编译错误数", en = "Errors" } }
-- column.first_error   = { type = "text",    title = { zh-CN = "第一条编译错误", en = "First error" } }
-- [[rule]]
-- level = "warning"
-- when  = "!known"
-- says  = { zh-CN = "{{ object_type }} {{ owner }}.{{ object_name }} 无效", en = "{{ object_type }} {{ owner }}.{{ object_name }} is invalid" }
-- [[rule]]
-- level = "note"
-- when  = "known"
-- says  = { zh-CN = "{{ object_type }} {{ owner }}.{{ object_name }} 无效（已在基线中）", en = "{{ object_type }} {{ owner }}.{{ object_name }} is invalid (in the baseline)" }
-- [[example]]
-- name   = "a package body, no baseline"
-- rows   = [["", "SBF_ZS", "PACKAGE BODY", "PKG_ZS_ZNJ", "INVALID", "2026-11-21 19:00:00", 2, "PL/SQL: ORA-00904: \"ZNJL\": invalid identifier"]]
-- expect = "warning"
-- says   = "PKG_ZS_ZNJ"
-- [[example]]
-- name   = "no error row of its own (body of an invalid specification)"
-- rows   = [["CXPDB", "SBF_CX", "PACKAGE BODY", "PKG_CX_HZ", "INVALID", "2026-11-21 19:00:00", 0, ""]]
-- expect = "warning"
-- [[example]]
-- name   = "accepted, compiled again in vain since"
-- rows   = [["", "SBF_ZS", "VIEW", "V_OLD", "INVALID", "2026-11-21 19:00:00", 1, "ORA-00942: table or view does not exist"]]
-- baseline = [["", "SBF_ZS", "VIEW", "V_OLD", "INVALID", "2025-01-01 10:00:00", 1, "ORA-00942: table or view does not exist"]]
-- expect = "note"
-- [[example]]
-- name   = "one more than accepted"
-- rows   = [["", "SBF_ZS", "VIEW", "V_OLD", "INVALID", "2025-01-01 10:00:00", 0, ""], ["", "SBF_ZS", "VIEW", "V_NEW", "INVALID", "2026-11-21 19:00:00", 0, ""]]
-- baseline = [["", "SBF_ZS", "VIEW", "V_OLD", "INVALID", "2025-01-01 10:00:00", 0, ""]]
-- expect = "warning"
-- says   = "V_NEW"
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
select o.con_name,
       o.owner,
       o.object_type,
       o.object_name,
       o.status,
       o.last_ddl_time,
       o.errors,
       o.first_error
  from (select cast(null as varchar2(128)) as con_name, o.owner, o.object_type, o.object_name, o.status, o.last_ddl_time,
               nvl(e.errors, 0) as errors, e.first_error
          from dba_objects o
          left join (select e.owner, e.name, e.type,
                            count(*) as errors,
                            substr(min(e.text) keep (dense_rank first order by e.sequence), 1, 400) as first_error
                       from dba_errors e
                      where e.attribute = 'ERROR'
                      group by e.owner, e.name, e.type) e
            on e.owner = o.owner and e.name = o.object_name and e.type = o.object_type
         where o.status = 'INVALID'
           and o.object_type <> 'MATERIALIZED VIEW'
           and o.object_name not like 'BIN$%'
           and o.owner not in (select os.username from oracle_schema os)
           and not (o.owner = 'PUBLIC'
                    and exists (select 1
                                  from dba_synonyms s
                                  join oracle_schema os
                                    on os.username = s.table_owner
                                 where s.owner = 'PUBLIC' and s.synonym_name = o.object_name))
         order by o.owner, o.object_name, o.object_type) o
 where rownum <= 1000
