-- +++
-- id      = "db.trigger-disabled"
-- req     = ["DB-20"]
-- title   = { zh-CN = "停用的触发器（最多列 1000 个）", en = "Disabled triggers (at most 1000)" }
-- why     = { zh-CN = "触发器停用后，审计、编号、同步等由它完成的动作悄悄停止，业务不会报错。", en = "With a trigger disabled, what it does (audit trails, numbering, replication) stops without any error." }
-- advice  = { zh-CN = "查是谁、何时停用（多为导数时 alter table … disable all triggers 后忘记恢复）。先与开发确认停用期间漏掉的数据要不要补，再执行 alter trigger <用户>.<触发器> enable。确认长期停用的，执行 opsctl baseline accept 登记。触发器编译无效是另一回事，见 db.invalid-object。", en = "Find who disabled it and when (mostly alter table … disable all triggers during a load, never undone). Ask the developers whether what it missed must be made up for, then alter trigger <owner>.<trigger> enable. If it is to stay so, accept it (opsctl baseline accept). Triggers that do not compile are in db.invalid-object." }
-- cadence = "weekly"
-- subject = ["con_name", "owner", "trigger_name"]
-- empty   = "ok"
-- baseline = true
-- watch   = ["status"]
-- gone_says = { zh-CN = "基线中停用的触发器 {{ owner }}.{{ trigger_name }} 已启用或已删除", en = "Trigger {{ owner }}.{{ trigger_name }}, disabled in the baseline, is enabled or gone" }
-- column.con_name         = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.owner            = { type = "text", title = { zh-CN = "用户", en = "Owner" } }
-- column.trigger_name     = { type = "text", title = { zh-CN = "触发器", en = "Trigger" } }
-- column.base_object_type = { type = "text", title = { zh-CN = "作用于", en = "On" } }
-- column.table_owner      = { type = "text", title = { zh-CN = "表用户", en = "Table owner" } }
-- column.table_name       = { type = "text", title = { zh-CN = "表", en = "Table" } }
-- column.trigger_type     = { type = "text", title = { zh-CN = "类型", en = "Type" } }
-- column.triggering_event = { type = "text", title = { zh-CN = "触发事件", en = "Event" } }
-- column.status           = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- [[rule]]
-- level = "warning"
-- when  = "!known"
-- says  = { zh-CN = "触发器 {{ owner }}.{{ trigger_name }}（{{ triggering_event }}）已停用", en = "Trigger {{ owner }}.{{ trigger_name }} ({{ triggering_event }}) is disabled" }
-- [[rule]]
-- level = "note"
-- when  = "known"
-- says  = { zh-CN = "触发器 {{ owner }}.{{ trigger_name }}（{{ triggering_event }}）已停用（已在基线中）", en = "Trigger {{ owner }}.{{ trigger_name }} ({{ triggering_event }}) is disabled (in the baseline)" }
-- [[example]]
-- name   = "one on a table"
-- rows   = [["", "SBF_ZS", "TRG_ZS_JKS_BIU", "TABLE", "SBF_ZS", "ZS_JKS", "BEFORE EACH ROW", "INSERT OR UPDATE", "DISABLED"]]
-- expect = "warning"
-- says   = "TRG_ZS_JKS_BIU"
-- [[example]]
-- name   = "a schema trigger, accepted"
-- rows   = [["", "SBF_APP", "TRG_LOGON", "SCHEMA", "SBF_APP", "", "AFTER EVENT", "LOGON", "DISABLED"]]
-- baseline = [["", "SBF_APP", "TRG_LOGON", "SCHEMA", "SBF_APP", "", "AFTER EVENT", "LOGON", "DISABLED"]]
-- expect = "note"
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
select t.con_name,
       t.owner,
       t.trigger_name,
       t.base_object_type,
       t.table_owner,
       t.table_name,
       t.trigger_type,
       t.triggering_event,
       t.status
  from (select cast(null as varchar2(128)) as con_name, t.owner, t.trigger_name, trim(t.base_object_type) as base_object_type, t.table_owner, t.table_name,
               t.trigger_type, trim(t.triggering_event) as triggering_event, t.status
          from dba_triggers t
         where t.status = 'DISABLED'
           and t.trigger_name not like 'BIN$%'
           and t.owner not in (select os.username from oracle_schema os)
         order by t.owner, t.trigger_name) t
 where rownum <= 1000
