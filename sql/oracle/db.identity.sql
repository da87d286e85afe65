-- +++
-- id      = "db.identity"
-- req     = ["DB-01"]
-- title   = { zh-CN = "数据库身份", en = "Database identity" }
-- why     = { zh-CN = "每个会话的第一条查询：版本、容器、角色、打开方式决定后面用哪条 SQL、按什么标准判断。", en = "The first query of every session: version, container, role and open mode decide which SQL follows and how answers are judged." }
-- advice  = { zh-CN = "打开方式不在已知范围内：先用 SQL*Plus 执行 select open_mode, database_role from v$database 核对，并查看告警日志最后 100 行，确认数据库是否正在升级或切换；结束后重新巡检。", en = "The open mode is not a known one: check it with select open_mode, database_role from v$database in SQL*Plus, read the last 100 lines of the alert log for an upgrade or switchover, and inspect again when that is over." }
-- cadence = "daily"
-- on      = { open = false }
-- # Only V$INSTANCE, V$DATABASE and V$PARAMETER: with fewer grants no other check could run, and a login that may read
-- # just these must still say who it is. Therefore the count of instances comes from cluster_database_instances, not from GV$.
-- subject = []
-- empty   = "unknown"
-- column.db_name        = { type = "text",    title = { zh-CN = "库名", en = "Name" } }
-- column.db_unique_name = { type = "text",    title = { zh-CN = "唯一名", en = "Unique name" } }
-- column.dbid           = { type = "text",    title = { zh-CN = "DBID", en = "DBID" } }
-- column.version        = { type = "text",    title = { zh-CN = "版本", en = "Version" } }
-- column.database_role  = { type = "text",    title = { zh-CN = "角色", en = "Role" } }
-- column.open_mode      = { type = "text",    title = { zh-CN = "打开方式", en = "Open mode" } }
-- column.log_mode       = { type = "text",    title = { zh-CN = "归档模式", en = "Log mode" } }
-- column.flashback_on   = { type = "text",    title = { zh-CN = "闪回", en = "Flashback" } }
-- column.force_logging  = { type = "text",    title = { zh-CN = "强制日志", en = "Force logging" } }
-- column.cdb            = { type = "text",    title = { zh-CN = "容器数据库", en = "CDB" } }
-- column.con_id         = { type = "integer", title = { zh-CN = "容器号", en = "Container id" } }
-- column.con_name       = { type = "text",    title = { zh-CN = "容器", en = "Container" } }
-- column.instance_count = { type = "integer", unit = "count", title = { zh-CN = "实例数", en = "Instances" } }
-- column.parallel       = { type = "text",    title = { zh-CN = "集群", en = "Cluster" } }
-- column.instance_name  = { type = "text",    title = { zh-CN = "实例名", en = "Instance" } }
-- column.host_name      = { type = "text",    title = { zh-CN = "主机", en = "Host" } }
-- column.platform       = { type = "text",    title = { zh-CN = "平台", en = "Platform" } }
-- column.db_created     = { type = "time",    title = { zh-CN = "建库时间", en = "Created" } }
-- column.startup_time   = { type = "time",    title = { zh-CN = "启动时间", en = "Started" } }
-- column.db_time        = { type = "time",    title = { zh-CN = "数据库时间", en = "Database time" } }
-- column.session_user   = { type = "text",    title = { zh-CN = "登录用户", en = "User" } }
-- show    = ["db_name", "db_unique_name", "version", "database_role", "open_mode", "log_mode", "con_name", "instance_name", "host_name", "startup_time"]
-- [[rule]]
-- level = "warning"
-- when  = "!(open_mode in ['READ WRITE', 'READ ONLY', 'READ ONLY WITH APPLY', 'MOUNTED'])"
-- says  = { zh-CN = "数据库 {{ db_unique_name }} 的打开方式是 {{ open_mode }}，不在已知范围内，后续检查可能不准", en = "Database {{ db_unique_name }} has the open mode {{ open_mode }}, which is not a known one; later checks may be wrong" }
-- [[example]]
-- name   = "primary PDB"
-- rows   = [["SWCDB", "SWCDB", "2871640593", "19.24.0.0.0", "PRIMARY", "READ WRITE", "ARCHIVELOG", "NO", "YES", "YES", 3, "SBFPDB", 1, "NO", "SWCDB", "swdb01", "Linux x86 64-bit", "2024-06-02 09:00:00", "2026-10-12 02:17:35", "2026-11-22 08:00:00", "OPSCTL"]]
-- expect = "ok"
-- [[example]]
-- name   = "mounted standby, 11.2: con_name is NULL"
-- rows   = [["SBFDB", "SBFDBDG", "2871640593", "11.2.0.4.0", "PHYSICAL STANDBY", "MOUNTED", "ARCHIVELOG", "YES", "YES", "NO", 0, "", 1, "NO", "SBFDB", "swdb02", "AIX-Based Systems (64-bit)", "2024-06-02 09:00:00", "2026-10-12 02:17:35", "2026-11-22 08:00:00", "SYS"]]
-- expect = "ok"
-- [[example]]
-- name   = "a word nobody knows"
-- rows   = [["SWCDB", "SWCDB", "2871640593", "19.24.0.0.0", "PRIMARY", "MIGRATE", "ARCHIVELOG", "NO", "YES", "YES", 3, "SBFPDB", 1, "NO", "SWCDB", "swdb01", "Linux x86 64-bit", "2024-06-02 09:00:00", "2026-10-12 02:17:35", "2026-11-22 08:00:00", "OPSCTL"]]
-- expect = "warning"
-- says   = "MIGRATE"
-- [[example]]
-- name   = "no answer"
-- rows   = []
-- expect = "unknown"
-- +++
select d.name                                 as db_name,
       d.db_unique_name,
       to_char(d.dbid, 'TM9')                 as dbid,
       i.version,
       d.database_role,
       d.open_mode,
       d.log_mode,
       d.flashback_on,
       d.force_logging,
       'NO'                                   as cdb,
       0                                      as con_id,
       cast(null as varchar2(128))            as con_name,
       case when i.parallel = 'YES'
            then nvl((select max(to_number(p.value)) from v$parameter p where p.name = 'cluster_database_instances'), 1)
            else 1 end                        as instance_count,
       i.parallel,
       i.instance_name,
       i.host_name,
       d.platform_name                        as platform,
       d.created                              as db_created,
       i.startup_time,
       sysdate                                as db_time,
       sys_context('USERENV', 'SESSION_USER') as session_user
  from v$database d
 cross join v$instance i
