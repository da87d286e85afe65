-- +++
-- id      = "db.registry"
-- req     = ["DB-20", "DB-23"]
-- title   = { zh-CN = "数据库组件", en = "Database components" }
-- why     = { zh-CN = "组件无效多半是升级或打补丁没有做完，比上千个无效同义词更要紧：Java、XML、全文检索等功能随时报错。", en = "An invalid component mostly means an upgrade or patch that was not finished, which matters more than a thousand invalid synonyms: Java, XML or Text may fail at any time." }
-- advice  = { zh-CN = "先查打补丁记录（db.patch）和 $ORACLE_BASE/cfgtoollogs 下的 sqlpatch、升级日志；在维护窗口执行 @?/rdbms/admin/utlrp.sql 重新编译后再查 dba_registry。仍为 INVALID 的，用该组件的校验过程找原因（select procedure from dba_registry where comp_id = '<组件>'），或凭日志向厂商开 SR。不用的组件按官方步骤卸载，不要手工删对象。", en = "See the patch record (db.patch) and the sqlpatch and upgrade logs under $ORACLE_BASE/cfgtoollogs; in a maintenance window run @?/rdbms/admin/utlrp.sql and look at dba_registry again. If still INVALID, its validation procedure tells why (select procedure from dba_registry where comp_id = '<id>'), or open a service request with the logs. Remove unused components by the documented steps, never by dropping objects." }
-- cadence = "weekly"
-- subject = ["con_name", "comp_id"]
-- # CATALOG and CATPROC are in every database: no rows means the answer cannot be trusted.
-- empty   = "unknown"
-- column.con_name  = { type = "text", title = { zh-CN = "容器", en = "Container" } }
-- column.comp_id   = { type = "text", title = { zh-CN = "组件", en = "Component" } }
-- column.comp_name = { type = "text", title = { zh-CN = "名称", en = "Name" } }
-- column.version   = { type = "text", title = { zh-CN = "版本", en = "Version" } }
-- column.status    = { type = "text", title = { zh-CN = "状态", en = "Status" } }
-- [[rule]]
-- level = "warning"
-- when  = "status == 'INVALID'"
-- says  = { zh-CN = "组件 {{ comp_id }}（{{ comp_name }} {{ version }}）无效", en = "Component {{ comp_id }} ({{ comp_name }} {{ version }}) is invalid" }
-- [[rule]]
-- level = "warning"
-- when  = "status in ['LOADING', 'UPGRADING', 'DOWNGRADING', 'REMOVING']"
-- says  = { zh-CN = "组件 {{ comp_id }}（{{ comp_name }}）停在 {{ status }}，安装、升级或卸载没有做完", en = "Component {{ comp_id }} ({{ comp_name }}) is {{ status }}: an installation, upgrade or removal was not finished" }
-- [[rule]]
-- level = "note"
-- when  = "!(status in ['VALID', 'INVALID', 'LOADING', 'UPGRADING', 'DOWNGRADING', 'REMOVING', 'REMOVED', 'OPTION OFF'])"
-- says  = { zh-CN = "组件 {{ comp_id }}（{{ comp_name }}）状态为 {{ status }}，请确认是否应为 VALID", en = "Component {{ comp_id }} ({{ comp_name }}) is {{ status }}: should it be VALID?" }
-- [[example]]
-- name   = "all valid, one option off"
-- rows   = [["", "CATALOG", "Oracle Database Catalog Views", "19.0.0.0.0", "VALID"], ["", "RAC", "Oracle Real Application Clusters", "19.0.0.0.0", "OPTION OFF"]]
-- expect = "ok"
-- [[example]]
-- name   = "invalid"
-- rows   = [["", "JAVAVM", "JServer JAVA Virtual Machine", "19.0.0.0.0", "INVALID"]]
-- expect = "warning"
-- says   = "JAVAVM"
-- [[example]]
-- name   = "upgrade not finished"
-- rows   = [["SBFPDB", "CATPROC", "Oracle Database Packages and Types", "12.1.0.2.0", "UPGRADING"]]
-- expect = "warning"
-- says   = "没有做完"
-- [[example]]
-- name   = "loaded, never validated"
-- rows   = [["", "APEX", "Oracle Application Express", "4.2.5.00.08", "LOADED"]]
-- expect = "note"
-- [[example]]
-- name   = "not readable"
-- rows   = []
-- expect = "unknown"
-- +++
select cast(null as varchar2(128)) as con_name,
       r.comp_id,
       r.comp_name,
       r.version,
       r.status
  from dba_registry r
 order by r.comp_id
